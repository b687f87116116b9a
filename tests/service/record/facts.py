"""Facts that several tests write, and how they write them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cordee.fhir.systems import LOINC
from cordee.service.people.models import Person
from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door, Resource
from cordee.service.record.patient import subject_of
from tests.service.conftest import NOW, Circle

TODAY = NOW.date()


def ecog(person: Person, score: int, on: str, id: str = "ecog-1") -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": "89247-1"}]},
        "subject": subject_of(person),
        "effectiveDateTime": on,
        "valueInteger": score,
    }


def write(circle: Circle, *bodies: dict[str, Any], minutes: int = 0, **more: Any) -> list[Resource]:
    at = NOW + timedelta(minutes=minutes)
    return write_resources(
        person=circle.person, bodies=bodies, by=circle.alice, at=at, **{"door": Door.FORM, **more}
    )
