"""What a hospital system sends is taken whole or not at all, about the right person or about nobody."""

from __future__ import annotations

import json

import pytest
from django.test import override_settings

from cordee.service.people.access_log import verify_log
from cordee.service.people.circle import open_file
from cordee.service.people.models import AccessEntry, Person, Team
from cordee.service.record.actions import write_resources
from cordee.service.record.current import current_case
from cordee.service.record.models import Door, Resource
from tests.service.api.conftest import collection, ecog, patient, transaction
from tests.service.conftest import NOW, Circle
from tests.service.plans.conftest import EXAMPLES


def issues(response) -> list[dict]:
    assert response["Content-Type"].startswith("application/fhir+json")
    body = json.loads(response.content)
    assert body["resourceType"] == "OperationOutcome"
    return body["issue"]


@pytest.mark.parametrize("bundle", [collection(), transaction(), transaction(kind="batch")])
def test_a_bundle_becomes_facts_by_the_api_door_and_the_log_names_the_system(
    hospital, circle: Circle, bundle
):
    response = hospital.send(bundle)
    assert response.status_code == 200, response.content
    answer = json.loads(response.content)
    kind = "batch-response" if bundle["type"] == "batch" else "transaction-response"
    assert (answer["type"], [e["response"]["status"] for e in answer["entry"]]) == (kind, ["201 Created"] * 2)
    rows = Resource.objects.filter(person=circle.person)
    assert {(row.door, row.recorded_by) for row in rows} == {(Door.API, None)}
    assert current_case(Person.objects.get(), NOW.date()).performance[0].ecog == 1
    newest = AccessEntry.objects.filter(person=circle.person).order_by("-number")[0]
    assert (newest.account, newest.verb, newest.about["token"]) == (None, "write", "Invented EHR")
    assert verify_log(circle.person) == []


def test_an_example_of_the_project_is_taken_whole(hospital, circle: Circle):
    bundle = json.loads((EXAMPLES / "lung-egfr.json").read_text(encoding="utf-8"))
    resources = [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] != "Patient"]
    id = next(e["resource"]["id"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Patient")
    response = hospital.send(collection({**patient(), "id": id}, *resources))
    assert response.status_code == 200, response.content
    assert Resource.objects.filter(current=True).count() == len(resources) + 1


def test_sent_again_nothing_is_written_and_what_changed_is_a_new_version(hospital, circle: Circle):
    hospital.send(collection())
    again = json.loads(hospital.send(collection()).content)
    assert [entry["response"]["status"] for entry in again["entry"]] == ["200 OK"] * 2
    assert Resource.objects.count() == 2
    hospital.send(collection(patient(), ecog(2)))
    assert list(Resource.objects.filter(type="Observation").values_list("version", "current")) == [
        (1, False),
        (2, True),
    ]


def test_what_the_team_withdrew_stays_withdrawn_when_it_comes_again_unchanged(hospital, circle: Circle):
    hospital.send(collection())
    write_resources(
        person=circle.person, bodies=[], withdraw=[("Observation", "e1")], by=circle.alice, door=Door.FORM, at=NOW,
        why="somebody else's",
    )  # fmt: skip
    answer = json.loads(hospital.send(collection()).content)
    assert "stays withdrawn" in answer["entry"][1]["response"]["outcome"]["issue"][0]["diagnostics"]
    assert Resource.objects.get(type="Observation", current=True).withdrawn


def test_delete_withdraws_and_the_versions_stay(hospital, circle: Circle):
    hospital.send(transaction())
    bundle = transaction(patient())
    bundle["entry"].append({"request": {"method": "DELETE", "url": "Observation/e1"}})
    assert hospital.send(bundle).status_code == 200
    assert list(
        Resource.objects.filter(type="Observation").order_by("version").values_list("withdrawn", flat=True)
    ) == [
        False,
        True,
    ]


def test_if_match_refuses_to_overwrite_what_somebody_changed(hospital, circle: Circle):
    hospital.send(transaction())
    assert hospital.send(transaction(patient(), ecog(2), ifMatch='W/"1"')).status_code == 200
    late = hospital.send(transaction(patient(), ecog(3), ifMatch='W/"1"'))
    assert (late.status_code, issues(late)[0]["code"]) == (409, "conflict")
    assert Resource.objects.get(type="Observation", current=True).body["valueInteger"] == 2
    new = transaction(patient(), ecog(id="never-seen"), ifMatch='W/"1"')
    assert hospital.send(new).status_code == 409


def test_what_the_reader_makes_nothing_of_is_stored_and_says_so(hospital, circle: Circle):
    device = {"resourceType": "Device", "id": "d1", "patient": {"reference": "Patient/hospital-7"}}
    answer = json.loads(hospital.send(collection(patient(), device)).content)
    said = answer["entry"][1]["response"]["outcome"]["issue"][0]
    assert said["severity"] == "information"
    assert said["diagnostics"].startswith("Stored; not read into the case")


def test_nobody_of_another_team_can_be_written_or_guessed(key, circle: Circle):
    elsewhere = key(team=Team.objects.create(name="Another Invented Hospital"))
    theirs, nobody = elsewhere.send(collection()), elsewhere.send(collection(patient("NO-SUCH"), ecog()))
    assert theirs.status_code == nobody.status_code == 404
    assert theirs.content == nobody.content
    assert b"INV" not in theirs.content
    assert Resource.objects.count() == 0


def test_a_number_of_another_system_never_finds_a_person(hospital, circle: Circle):
    open_file(
        team=circle.team, by=None, coordinator=circle.bob, given_name="Other", family_name="Person",
        record_number="INV-0002", at=NOW,
    )  # fmt: skip
    hospital.send(collection())  # its Patient also holds INV-0002, under another system
    assert {row.person_id for row in Resource.objects.all()} == {circle.person.id}


BROKEN = {
    "not JSON": (b"{", 422, "invalid"),
    "not a Bundle": ({"resourceType": "Patient"}, 422, "structure"),
    "a searchset": ({**collection(), "type": "searchset"}, 422, "not-supported"),
    "no Patient": (collection(ecog()), 422, "required"),
    "two people": (collection(patient(), {**patient(), "id": "b"}), 422, "invalid"),
    "no number": (collection(patient(identifier=[]), ecog()), 422, "required"),
    "another birth date": (collection(patient(birthDate="1961-05-03"), ecog()), 409, "business-rule"),
    "a conditional create": (transaction(ifNoneExist="identifier=x"), 422, "not-supported"),
    "a conditional update": (transaction(url="Observation?code=1"), 422, "not-supported"),
    "a patch": (transaction(method="PATCH"), 422, "not-supported"),
    "another id than the url": (transaction(url="Observation/other"), 422, "value"),
    "no request": ({**collection(), "type": "transaction"}, 422, "required"),
    "one id, two contents": (collection(patient(), ecog(1), ecog(2)), 422, "invalid"),
    "an entry that is none": ({**collection(), "entry": [7]}, 422, "invalid"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_wrong_is_said_in_fhir_without_a_name_and_nothing_is_written(
    hospital, circle: Circle, what: str
):
    content, status, code = BROKEN[what]
    response = hospital.send(content)
    assert (response.status_code, issues(response)[0]["code"]) == (status, code), response.content
    for personal in ("Moreau", "Inès", "1961", "INV-0001"):
        assert personal not in response.content.decode()
    assert Resource.objects.count() == 0


def test_a_fault_says_where_it_stands(hospital, circle: Circle):
    response = hospital.send({**collection(), "entry": [{"resource": patient()}, 7]})
    assert issues(response)[0]["expression"] == ["Bundle.entry[1]"]


def test_formats_and_sizes(hospital, circle: Circle):
    assert hospital.send(collection(), content_type="application/fhir+xml").status_code == 415
    xml = hospital.client.get(
        "/api/fhir/Observation", headers={**hospital.headers, "accept": "application/fhir+xml"}
    )
    assert xml.status_code == 406
    with override_settings(MAX_UPLOAD_BYTES=100):
        response = hospital.send(collection())
    assert (response.status_code, issues(response)[0]["code"]) == (413, "too-long")
    big = collection(
        patient(), {**ecog(), "note": [{"text": "x" * 3_000_000}]}
    )  # more than Django keeps in memory
    assert hospital.send(big).status_code == 200
