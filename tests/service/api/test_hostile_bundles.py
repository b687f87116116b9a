"""What a broken or hostile system sends is refused in words, or taken for what it is; nothing breaks."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door, Resource
from cordee.service.record.patient import fields_of
from tests.service.api.access_samples import SYSTEM
from tests.service.api.conftest import Hospital
from tests.service.conftest import NOW, Circle

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["system", "value", "family", "given", "country", "x"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


def _bundle(**patient: Any) -> dict[str, Any]:
    body = {"resourceType": "Patient", "id": "p", "identifier": [{"system": SYSTEM, "value": "INV-0001"}]}
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {**body, **patient}}]}


def _nested(levels: int) -> bytes:
    deep = b'{"a":' * levels + b"1" + b"}" * levels
    basic = b'{"resource":{"resourceType":"Basic","id":"d","x":' + deep + b"}}"
    return json.dumps(_bundle()).encode()[:-2] + b"," + basic + b"]}"


@pytest.mark.parametrize("levels", [150, 300, 490, 600, 900, 5000])
def test_what_is_nested_too_deeply_is_refused_in_words(levels: int, hospital: Hospital, circle: Circle):
    refused = hospital.send(_nested(levels))
    assert refused.status_code == 422
    assert "nested too deeply" in json.loads(refused.content)["issue"][0]["diagnostics"]
    assert not Resource.objects.filter(type="Basic").exists()
    file = SimpleUploadedFile("deep.json", _nested(levels))
    path = reverse("record:import", args=[circle.person.id])
    page = circle.client_of(circle.alice).post(path, {"bundle": file})
    assert (page.status_code, b"nested too deeply" in page.content) == (200, True)


def test_a_questionnaire_of_forty_levels_is_taken(hospital: Hospital):
    assert hospital.send(_nested(40)).status_code == 200


def test_a_number_no_database_can_hold_is_nobodys(hospital: Hospital):
    answer = hospital.client.post(
        "/api/fhir/Patient/_search",
        f"identifier={SYSTEM}|a%00b",
        content_type="application/x-www-form-urlencoded",
        headers=hospital.headers,
    )
    assert (answer.status_code, json.loads(answer.content)["total"]) == (200, 0)


def test_a_fact_no_database_can_hold_is_not_there(circle: Circle):
    client = circle.client_of(circle.alice)
    for ending in ("Observation/a%00b/", "Obs%00/a/"):
        assert client.get(f"/p/{circle.person.id}/record/{ending}").status_code == 404


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    field=st.sampled_from(["name", "gender", "birthDate", "address", "deceasedDateTime", "deceasedBoolean"]),
    value=ANYTHING,
)
def test_a_patient_of_any_shape_is_read(field: str, value: Any):
    found = fields_of({"resourceType": "Patient", field: value}, NOW.date())
    assert "died_on" in found


@pytest.mark.parametrize("said", [5, "x", [5], [{"system": 5}], {"system": SYSTEM}, None])
def test_identifiers_of_any_shape_are_looked_at(said: Any, hospital: Hospital):
    assert hospital.send(_bundle(identifier=said)).status_code == 422


def test_a_death_still_to_come_is_none(hospital: Hospital, circle: Circle):
    assert hospital.send(_bundle(deceasedDateTime="2062-01-01")).status_code == 200
    circle.person.refresh_from_db()
    assert circle.person.died_on is None


def test_a_death_told_just_after_midnight_is_of_that_day(circle: Circle):
    at = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # 0.30 of the 21st in Paris
    body = {"resourceType": "Patient", "id": "p", "deceasedBoolean": True}
    write_resources(person=circle.person, bodies=[body], by=circle.alice, door=Door.FORM, at=at)
    circle.person.refresh_from_db()
    assert str(circle.person.died_on) == "2026-11-21"


def test_the_person_reads_which_system_looked(hospital: Hospital, circle: Circle):
    hospital.get(f"Patient/{circle.person.id}/$everything")
    page = circle.client_of(circle.ines).get(reverse("people:my_access_log", args=[circle.person.id]))
    assert (
        "<strong>Invented EHR</strong> read the medical record, as a hospital system" in page.content.decode()
    )
