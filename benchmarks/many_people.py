"""Ten thousand people of one team in half a minute: one is made by the service itself, the others are its copies."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

EXAMPLE = Path(__file__).parents[1] / "examples" / "colorectal-kras-g12c.json"
_BATCH = 500


def many_people(count: int, due: datetime) -> list[UUID]:
    """`count` invented people with the record of an example, on chemotherapy, each with a check-in that is due at `due`;
    their ids. Each has a coordinator and a nurse; the team has four of them."""
    from chaos.scene import people
    from django.db import transaction

    from cordee.service.chain.models import CheckInPlan, ExpectedReport
    from cordee.service.people.models import Membership, Person
    from cordee.service.record.actions import write_resources
    from cordee.service.record.models import Door, KeptReading, Resource, Summary

    bodies = [entry["resource"] for entry in json.loads(EXAMPLE.read_text(encoding="utf-8"))["entry"]]
    models: list[UUID] = people(4)  # one for each coordinator
    for person in Person.objects.filter(pk__in=models):
        write_resources(person=person, bodies=bodies, by=None, door=Door.IMPORT, at=due)
    made = list(models)
    for start in range(len(made), count, _BATCH):
        rows: dict[type[Any], list[Any]] = {
            Person: [],
            Membership: [],
            Resource: [],
            Summary: [],
            KeptReading: [],
        }
        for number in range(start, min(start + _BATCH, count)):
            made.append(_copy(models[number % len(models)], number, rows))
        with transaction.atomic():
            for model, copies in rows.items():
                model.objects.bulk_create(copies, batch_size=_BATCH)
    for start in range(0, count, _BATCH):
        some = made[start : start + _BATCH]
        CheckInPlan.objects.bulk_create([CheckInPlan(person_id=id, started_at=due) for id in some])
        ExpectedReport.objects.bulk_create(
            [ExpectedReport(person_id=id, due_at=due, next_action_at=due) for id in some]
        )
    return made


_MODELS: dict[UUID, list[Any]] = {}


def _copy(model: UUID, number: int, rows: dict[type[Any], list[Any]]) -> UUID:
    """The rows of one more person like `model`, under ids of their own."""
    new = uuid4()
    if model not in _MODELS:
        _MODELS[model] = [
            row
            for kind in rows
            for row in kind.objects.filter(**{"pk" if kind.__name__ == "Person" else "person": model})
        ]
    ids: dict[UUID, UUID] = {model: new}
    for row in _MODELS[model]:
        values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        own = row._meta.pk.attname
        if own == "id":
            values["id"] = ids.setdefault(row.pk, uuid4())
        values |= {"person_id": new} if "person_id" in values else {}
        values |= {"record_number": f"MANY-{number}"} if "record_number" in values else {}
        if "coordination_id" in values:
            values["coordination_id"] = ids.setdefault(values["coordination_id"], uuid4())
        if "body" in values:
            values["body"] = _renamed(values["body"], str(model), str(new))
        if "logical_id" in values:
            values["logical_id"] = values["logical_id"].replace(str(model), str(new))
        rows[type(row)].append(type(row)(**values))
    return new


def _renamed(body: Any, old: str, new: str) -> Any:
    """A resource, or a reading kept of some, that names another person: both names have the same length."""
    if isinstance(body, bytes | memoryview):
        return bytes(body).replace(old.encode(), new.encode())
    return json.loads(json.dumps(body).replace(old, new))
