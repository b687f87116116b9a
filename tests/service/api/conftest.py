"""A hospital system with a key of the circle's team, and what it sends."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from cordee.service.api.actions import create_token
from cordee.service.api.models import ApiToken
from tests.service.api.access_samples import SYSTEM
from tests.service.conftest import NOW, Circle


@dataclass
class Hospital:
    """A system that calls, with its key."""

    token: ApiToken
    secret: str
    client: Client = field(default_factory=Client)

    def get(self, path: str, **more: Any) -> HttpResponse:
        return self.client.get(f"/api/fhir/{path}", headers=self.headers, **more)

    def send(self, bundle: Any, **more: Any) -> HttpResponse:
        content = bundle if isinstance(bundle, bytes | str) else json.dumps(bundle)
        more.setdefault("content_type", "application/fhir+json")
        return self.client.post("/api/fhir/", content, headers=self.headers, **more)

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.secret}"}


@pytest.fixture
def key(circle: Circle) -> Callable[..., Hospital]:
    """Makes a key of the circle's team, or of another."""

    def make(**given: Any) -> Hospital:
        said = {"team": circle.team, "name": "Invented EHR", "may_read": True, "may_write": True, **given}
        token, secret = create_token(**said, identifier_system=SYSTEM, by=None, at=NOW)
        return Hospital(token, secret)

    return make


@pytest.fixture
def hospital(key: Callable[..., Hospital]) -> Hospital:
    return key()


def patient(number: str = "INV-0001", **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Patient",
        "id": "hospital-7",
        "identifier": [{"system": "urn:other", "value": "INV-0002"}, {"system": SYSTEM, "value": number}],
        "name": [{"family": "Moreau", "given": ["Inès"]}],
        "birthDate": "1961-05-02",
        **more,
    }


def ecog(score: int = 1, id: str = "e1") -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "89247-1"}]},
        "subject": {"reference": "Patient/hospital-7"},
        "effectiveDateTime": "2026-11-01",
        "valueInteger": score,
    }


def collection(*resources: dict[str, Any]) -> dict[str, Any]:
    entries = [{"resource": resource} for resource in (resources or (patient(), ecog()))]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def transaction(*resources: dict[str, Any], kind: str = "transaction", **request: Any) -> dict[str, Any]:
    entries = [
        {
            "resource": resource,
            "request": {"method": "PUT", "url": f"{resource['resourceType']}/{resource['id']}", **request},
        }
        for resource in (resources or (patient(), ecog()))
    ]
    return {"resourceType": "Bundle", "type": kind, "entry": entries}
