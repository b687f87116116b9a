"""What a hospital system may read, by which key, how often; each look in the person's access log."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cordee.service.api import actions
from cordee.service.api.actions import CALLS_A_MINUTE, count_call, create_token, revoke_token
from cordee.service.api.models import ApiToken
from cordee.service.people.models import AccessEntry, Account, Team
from cordee.service.people.not_possible import NotPossible
from tests.service.api.access_samples import SYSTEM
from tests.service.api.conftest import collection, ecog, patient
from tests.service.api.test_fhir_in import issues
from tests.service.conftest import NOW, Circle


def test_what_was_sent_comes_back(hospital, circle: Circle):
    hospital.send(collection(patient(), *(ecog(1, f"e{n}") for n in range(3))))
    everything = json.loads(hospital.get(f"Patient/{circle.person.id}/$everything").content)
    assert (everything["type"], everything["total"]) == ("searchset", 4)
    first = json.loads(
        hospital.get("Observation", data={"patient": str(circle.person.id), "_count": 2}).content
    )
    assert [entry["resource"]["id"] for entry in first["entry"]] == ["e0", "e1"]
    following = first["link"][0]["url"].split("/api/fhir/")[1]
    last = json.loads(hospital.get(following).content)
    assert ([entry["resource"]["id"] for entry in last["entry"]], "link" in last) == (["e2"], False)
    assert last["entry"][0]["resource"]["subject"] == {"reference": f"Patient/{circle.person.id}"}
    looks = AccessEntry.objects.filter(person=circle.person, what="api_read").order_by("number")
    assert [look.about for look in looks] == [
        {"token": "Invented EHR", "type": "everything"},
        *[{"token": "Invented EHR", "type": "Observation"}] * 2,
    ]


def test_a_patient_is_found_by_number_without_the_number_in_an_address(hospital, circle: Circle):
    def search(value: str):
        return hospital.client.generic(
            "POST",
            "/api/fhir/Patient/_search",
            f"identifier={value}",
            headers=hospital.headers,
            content_type="application/x-www-form-urlencoded",
        )

    found = json.loads(search(f"{SYSTEM}|INV-0001").content)
    assert [entry["resource"]["id"] for entry in found["entry"]] == [str(circle.person.id)]
    assert json.loads(search(f"{SYSTEM}|NO-SUCH").content)["total"] == 0
    assert search("urn:other|INV-0001").status_code == 400


def test_strangers_and_another_team_learn_nothing(key, circle: Circle):
    elsewhere = key(team=Team.objects.create(name="Another Invented Hospital"))
    for path in (f"Patient/{circle.person.id}/$everything", f"Observation?patient={circle.person.id}"):
        assert Client().get(f"/api/fhir/{path}").status_code == 401
        response = elsewhere.get(path)
        assert (response.status_code, issues(response)[0]["code"]) == (404, "not-found")
    assert AccessEntry.objects.filter(what="api_read").count() == 0


def test_a_key_does_only_what_it_may_and_nothing_once_revoked(key, circle: Circle):
    reader, writer = key(name="Reader", may_write=False), key(name="Writer", may_read=False)
    assert reader.send(collection()).status_code == 403
    assert writer.send(collection()).status_code == 200
    path = f"Observation?patient={circle.person.id}"
    assert writer.get(path).status_code == 403
    assert reader.get(path).status_code == 200
    revoke_token(token=reader.token, by=circle.alice, at=NOW)
    assert reader.get(path).status_code == 401
    assert reader.get(path)["WWW-Authenticate"].startswith("Bearer")


def test_a_signed_in_browser_is_nobody_here(circle: Circle):
    client = circle.client_of(circle.alice)
    assert client.get(f"/api/fhir/Patient/{circle.person.id}/$everything").status_code == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("Observation", 400),
        ("Observation?patient=not-an-id", 404),
        ("Observation?patient={id}&code=1", 400),
        ("Observation?patient={id}&_count=many", 400),
        ("no_type?patient={id}", 404),
        ("Patient/not-an-id/$everything", 404),
    ],
)
def test_a_search_this_api_does_not_know_is_refused_never_ignored(
    hospital, circle: Circle, path: str, status: int
):
    response = hospital.get(path.format(id=circle.person.id))
    assert response.status_code == status
    assert issues(response)


def test_the_calls_of_a_minute_are_counted_by_the_database(hospital, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(actions, "CALLS_A_MINUTE", 2)
    token = hospital.token
    assert [count_call(token=token, at=NOW + timedelta(seconds=n)) for n in range(4)] == [
        True,
        True,
        False,
        False,
    ]
    assert count_call(token=token, at=NOW + timedelta(seconds=61))


def test_too_many_calls_are_told_to_wait(hospital, circle: Circle, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(actions, "CALLS_A_MINUTE", 1)
    path = f"Observation?patient={circle.person.id}"
    assert hospital.get(path).status_code == 200
    late = hospital.get(path)
    assert (late.status_code, late["Retry-After"], issues(late)[0]["code"]) == (429, "60", "throttled")
    assert CALLS_A_MINUTE >= 60


def test_the_secret_is_shown_once_and_never_kept(circle: Circle):
    operator = Account.objects.create_superuser("olga@example.org", full_name="Olga Operator")
    client = circle.client_of(operator)
    form = {
        "team": str(circle.team.id),
        "name": "EHR",
        "identifier_system": SYSTEM,
        "scopes": ["read", "write"],
    }
    page = client.post("/api/tokens/", form)
    secret = page.content.decode().split("<code>")[1].split("</code>")[0]
    assert secret not in client.get("/api/tokens/").content.decode()
    token = ApiToken.objects.get()
    assert secret not in str(vars(token))
    path = f"/api/fhir/Observation?patient={circle.person.id}"
    assert Client().get(path, headers={"authorization": f"Bearer {secret}"}).status_code == 200
    assert client.post("/api/tokens/", form).status_code == 422  # the name is taken
    assert (
        client.post("/api/tokens/", {**form, "name": "B", "identifier_system": "no uri"}).status_code == 422
    )
    assert client.post(f"/api/tokens/{token.id}/revoke/").status_code == 302
    assert Client().get(path, headers={"authorization": f"Bearer {secret}"}).status_code == 401
    assert client.post("/api/tokens/", form).status_code == 200  # a revoked name is free again
    for account in (circle.alice, circle.ines):
        assert circle.client_of(account).get("/api/tokens/").status_code == 404


@pytest.mark.parametrize(
    "broken",
    [
        {"may_read": False, "may_write": False},
        {"identifier_system": ""},
        {"revoked_at": NOW},
        {"hash": "taken"},
    ],
)
def test_the_database_refuses_a_key_that_makes_no_sense(circle: Circle, broken):
    values = {
        "team": circle.team,
        "identifier_system": SYSTEM,
        "may_read": True,
        "may_write": False,
        "created_at": NOW,
    }
    ApiToken.objects.create(**values, name="first", hash="taken")
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.create(**{**values, "name": "second", "hash": "free", **broken})
    with pytest.raises(NotPossible):
        create_token(
            team=circle.team,
            name="first",
            identifier_system=SYSTEM,
            may_read=True,
            may_write=True,
            by=None,
            at=NOW,
        )


def test_the_capability_statement_says_what_is_there_without_a_key(db: None):
    response = Client().get("/api/fhir/metadata")
    statement = json.loads(response.content)
    assert (statement["resourceType"], statement["fhirVersion"]) == ("CapabilityStatement", "4.0.1")
    interactions = [one["code"] for one in statement["rest"][0]["interaction"]]
    assert interactions == ["transaction", "batch"]
    assert statement["implementation"]["url"].endswith("/api/fhir/")
