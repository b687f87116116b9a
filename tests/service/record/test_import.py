"""An import: what is read, how it compares, and that the record changes whole or not at all."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cordee.files.fault import BadInput
from cordee.service.people.models import Membership
from cordee.service.people.roles import Role
from cordee.service.record.actions import Conflict
from cordee.service.record.current import current_case
from cordee.service.record.imports.actions import (
    NotReady,
    compare_again,
    compare_step,
    drop_import,
    finish_import,
    start_import,
)
from cordee.service.record.imports.new_person import open_person
from cordee.service.record.imports.read import resources_in
from cordee.service.record.models import Import, ImportState, Resource, StagedResource
from tests.service.conftest import NOW, Circle
from tests.service.record.conftest import EXAMPLES
from tests.service.record.facts import TODAY, ecog, write

EXAMPLE = EXAMPLES / "colorectal-kras-g12c.json"


def bundle(*entries: Any) -> bytes:
    wrapped = [e if "resource" in e else {"resource": e} for e in entries]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": wrapped}).encode()


def compared(circle: Circle, bodies: list[dict[str, Any]]) -> Import:
    batch = start_import(person=circle.person, bodies=bodies, by=circle.alice, at=NOW)
    while batch.state == ImportState.COMPARING:
        batch = compare_step(batch=batch, by=circle.alice, at=NOW)
    return batch


def verdicts(batch: Import) -> dict[str, int]:
    found: dict[str, int] = {}
    for verdict in batch.rows.values_list("verdict", flat=True):
        found[verdict] = found.get(verdict, 0) + 1
    return found


def test_references_by_address_and_missing_ids_are_made_whole():
    patient = {"fullUrl": "urn:uuid:aa", "resource": {"resourceType": "Patient", "gender": "male"}}
    told = {"resourceType": "Observation", "subject": {"reference": "urn:uuid:aa"}, "status": "final"}
    bodies = resources_in(bundle(patient, told, dict(told)), "b.json")
    assert [b["resourceType"] for b in bodies] == ["Patient", "Observation"]
    assert bodies[1]["subject"]["reference"] == f"Patient/{bodies[0]['id']}"
    assert resources_in(bundle(patient, told), "b.json") == bodies


def test_ndjson_is_read_whatever_its_name():
    lines = b'{"resourceType":"Patient","id":"p"}\n\n{"resourceType":"Observation","id":"o"}\n'
    assert [b["id"] for b in resources_in(lines, "export.txt")] == ["p", "o"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b'{"resourceType":"Bundle","entry":[',
        b"[]",
        b'{"a": 1}',
        bundle({"resourceType": "Patient", "id": "a"}, {"resourceType": "Patient", "id": "b"}),
        bundle({"resourceType": "Patient", "id": "a", "text": "x\x00"}),
        b"[" * 100_000,
        "{é".encode("latin-1"),
    ],
)
def test_what_is_no_record_is_refused_with_words(content: bytes):
    with pytest.raises(BadInput) as refused:
        resources_in(content, "b.json")
    assert refused.value.faults[0].problem


def test_an_example_enters_whole_and_the_second_time_nothing_is_new(circle: Circle):
    bodies = resources_in(EXAMPLE.read_bytes(), EXAMPLE.name)
    batch = compared(circle, bodies)
    assert verdicts(batch) == {"new": len(bodies)}
    assert not Resource.objects.exists()
    finish_import(batch=batch, by=circle.alice, at=NOW)
    case = current_case(circle.person, TODAY)
    assert case.primaries
    assert circle.person.facts_version == 0
    circle.person.refresh_from_db()
    assert circle.person.facts_version == 1
    case = current_case(circle.person, TODAY)
    assert len(case.lines) > 0
    assert not StagedResource.objects.exists()
    again = compared(circle, bodies)
    assert verdicts(again) == {"same": len(bodies)}
    finish_import(batch=again, by=circle.alice, at=NOW)
    circle.person.refresh_from_db()
    assert circle.person.facts_version == 1


def test_new_changed_same_and_withdrawn(circle: Circle):
    write(circle, *(ecog(circle.person, n, f"2026-10-0{n}", f"e{n}") for n in (1, 2, 3)))
    write(circle, withdraw=[("Observation", "e3")], why="not theirs")
    bodies = [ecog(circle.person, n, f"2026-10-0{n}", f"e{n}") for n in (1, 3, 4)]
    batch = compared(circle, [*bodies, ecog(circle.person, 4, "2026-10-02", "e2")])
    assert verdicts(batch) == {"same": 1, "withdrawn": 1, "new": 1, "changed": 1}
    finish_import(batch=batch, by=circle.alice, at=NOW)
    circle.person.refresh_from_db()
    assert sorted(p.ecog for p in current_case(circle.person, TODAY).performance) == [1, 4, 4]


def test_a_change_meanwhile_stops_the_import_and_it_is_compared_again(circle: Circle):
    write(circle, ecog(circle.person, 1, "2026-10-01"))
    batch = compared(
        circle, [ecog(circle.person, 2, "2026-10-01"), ecog(circle.person, 0, "2026-10-09", "e9")]
    )
    write(circle, ecog(circle.person, 3, "2026-10-01"))
    with pytest.raises(Conflict):
        finish_import(batch=batch, by=circle.alice, at=NOW)
    assert Resource.objects.filter(logical_id="e9").count() == 0
    batch = compare_again(batch=batch, by=circle.alice, at=NOW)
    batch = compare_step(batch=batch, by=circle.alice, at=NOW)
    finish_import(batch=batch, by=circle.alice, at=NOW)
    assert Resource.objects.filter(logical_id="e9").count() == 1


def test_each_step_only_in_its_turn(circle: Circle):
    bodies = [ecog(circle.person, 1, "2026-10-01")]
    batch = start_import(person=circle.person, bodies=bodies, by=circle.alice, at=NOW)
    with pytest.raises(NotReady):
        finish_import(batch=batch, by=circle.alice, at=NOW)
    drop_import(batch=batch, by=circle.alice, at=NOW)
    for step in (compare_step, finish_import, drop_import, compare_again):
        with pytest.raises(NotReady):
            step(batch=batch, by=circle.alice, at=NOW)
    assert not StagedResource.objects.exists()


def test_a_file_about_somebody_else_says_so(circle: Circle):
    patient = {"resourceType": "Patient", "id": "x", "gender": "male", "birthDate": "1940-01-01",
               "name": [{"family": "MOREAU", "given": ["Paul"]}]}  # fmt: skip
    batch = start_import(person=circle.person, bodies=[patient], by=circle.alice, at=NOW)
    assert batch.understood["differs"] == ["given_name", "born", "sex"]


def test_an_import_that_says_nothing_of_a_death_does_not_take_it_back(circle: Circle):
    patient = {"resourceType": "Patient", "id": "x", "gender": "female"}
    write(circle, {**patient, "deceasedDateTime": "2026-11-01"})
    finish_import(batch=compared(circle, [{**patient, "language": "fr"}]), by=circle.alice, at=NOW)
    circle.person.refresh_from_db()
    assert circle.person.died_on == date(2026, 11, 1)


def test_what_was_not_understood_is_named(circle: Circle):
    odd = {"resourceType": "Observation", "id": "o", "status": "final", "code": {"text": "shoe size"},
           "valueInteger": 42, "subject": {"reference": f"Patient/{circle.person.id}"}}  # fmt: skip
    late = ecog(circle.person, 1, "2031-01-01")
    batch = start_import(person=circle.person, bodies=[odd, late], by=circle.alice, at=NOW)
    assert batch.understood["faults_in_all"] == 1
    assert batch.understood["unused_in_all"] == 2
    assert "shoe size" in [name for reason in batch.understood["unused"] for name in reason["named"]]


def test_a_new_person_from_a_bundle(circle: Circle):
    bodies = resources_in(EXAMPLE.read_bytes(), EXAMPLE.name)
    batch = start_import(person=None, bodies=bodies, by=circle.charlie, at=NOW)
    person = open_person(
        by=circle.charlie, role=Role.ONCOLOGIST, given_name="Paule", family_name="Inventée", record_number="INV-9",
        born=None, sex="", country="FR", language="fr", phone="", at=NOW, batch=batch,
    )  # fmt: skip
    case = current_case(person, TODAY)
    assert case.primaries
    assert case.person.name == "Paule Inventée"
    roles = Membership.objects.filter(person=person).values_list("role", flat=True)
    assert sorted(roles) == ["coordinator", "oncologist"]
    with pytest.raises(NotReady):
        open_person(
            by=circle.charlie, role=Role.ONCOLOGIST, given_name="P", family_name="I", record_number="INV-10",
            born=None, sex="", country="FR", language="fr", phone="", at=NOW, batch=batch,
        )  # fmt: skip


def test_every_example_is_staged(circle: Circle):
    for path in sorted(Path(EXAMPLES).glob("*.json")):
        bodies = resources_in(path.read_bytes(), path.name)
        batch = start_import(person=None, bodies=bodies, by=circle.alice, at=NOW)
        assert batch.total == len(bodies) > 0
