"""A service with thousands of people: the demo's, padded to so many resources each, then copied under new ids.

Copies are made in SQL, not through the service: what is measured is reading. Seeded: the same database on every run.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

SEED = 20261120
OTHERS = (
    "record_summary",
    "record_resource",
    "people_membership",
    "people_accesshead",
    "conversations_thread",
    "plans_task",
)
"""Tables with a person in them that are copied; of accesses only the head, since nobody reads the log here."""


def build(home: Path, people: int, resources: int) -> None:
    """Make the database in `home` (empty): `people` people of at least `resources` resources each."""
    from cordee.service.project.demo.prepare import prepared

    prepared(home, reset=False)
    _pad(resources)
    _copy(home / "cordee.sqlite3", people)


def _pad(resources: int) -> None:
    """Blood tests, several a week, until each person's record holds so many resources."""
    from django.db import connections
    from django.utils import timezone

    from cordee.service.people.models import Person
    from cordee.service.record.actions import write_resources
    from cordee.service.record.models import Door, Resource

    draw, now = random.Random(SEED), timezone.now()
    for person in Person.objects.all():
        held = list(Resource.objects.filter(person=person, current=True))
        patient = next(row.logical_id for row in held if row.type == "Patient")
        missing = max(0, resources - len(held))
        bodies = [_blood(number, patient, now.date(), draw) for number in range(missing)]
        write_resources(person=person, bodies=bodies, by=None, door=Door.API, at=now)
    connections.close_all()


def _blood(number: int, patient: str, today: date, draw: random.Random) -> dict[str, Any]:
    day = today - timedelta(days=3 * (number // 5) + 1)
    code, unit, low, high = (
        ("718-7", "g/L", 95, 150),
        ("26499-4", "10*9/L", 1, 8),
        ("777-3", "10*9/L", 90, 400),
        ("2160-0", "umol/L", 50, 110),
        ("1751-7", "g/L", 28, 45),
    )[number % 5]
    return {
        "resourceType": "Observation",
        "id": f"blood-{number}",
        "status": "final",
        "category": [
            {
                "coding": [
                    {
                        "system": "http://terminology.hl7.org/CodeSystem/observation-category",
                        "code": "laboratory",
                    }
                ]
            }
        ],
        "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
        "subject": {"reference": f"Patient/{patient}"},
        "effectiveDateTime": day.isoformat(),
        "valueQuantity": {
            "value": draw.randint(low, high),
            "unit": unit,
            "system": "http://unitsofmeasure.org",
            "code": unit,
        },
    }


def _copy(file: Path, people: int) -> None:
    store = sqlite3.connect(file, isolation_level=None)
    for pragma in ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-400000", "temp_store=MEMORY"):
        store.execute(f"PRAGMA {pragma}")
    store.row_factory = sqlite3.Row
    templates = store.execute("SELECT * FROM people_person ORDER BY record_number").fetchall()
    draw = random.Random(SEED)
    rows = {
        (table, template["id"]): [
            dict(row) for row in store.execute(f"SELECT * FROM {table} WHERE person_id = ?", [template["id"]])
        ]
        for table in OTHERS
        for template in templates
    }
    store.execute("BEGIN")
    for number in range(len(templates), people):
        template = dict(templates[number % len(templates)])
        _one_more(store, template, rows, number, draw)
    store.execute("COMMIT")
    store.execute("ANALYZE")
    store.close()


def _one_more(
    store: sqlite3.Connection,
    template: dict[str, Any],
    rows: dict[tuple[str, str], list[dict[str, Any]]],
    number: int,
    draw: random.Random,
) -> None:
    old, new = template["id"], f"{draw.getrandbits(128):032x}"
    dashed = {old: new, _dashed(old): _dashed(new)}
    coordination = f"{draw.getrandbits(128):032x}"
    person = {
        **template,
        "id": new,
        "account_id": None,
        "record_number": f"BENCH-{number:06}",
        "coordination_id": coordination,
    }
    person["family_name"] = f"{template['family_name']} {number}"
    _insert(store, "people_person", [person])
    for table in OTHERS:
        copies = []
        for row in rows[table, old]:
            if row.get("role") == "person":
                continue
            copy = {**row, "person_id": new}
            if isinstance(row.get("id"), str):
                is_coordinator = row["id"] == template["coordination_id"]
                copy["id"] = coordination if is_coordinator else f"{draw.getrandbits(128):032x}"
            if "body" in row and row["logical_id"] in dashed:
                copy["logical_id"] = dashed[row["logical_id"]]
            if "body" in row:
                copy["body"] = row["body"].replace(_dashed(old), _dashed(new))
            copies.append(copy)
        _insert(store, table, copies)


def _dashed(plain: str) -> str:
    return f"{plain[:8]}-{plain[8:12]}-{plain[12:16]}-{plain[16:20]}-{plain[20:]}"


def _insert(store: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        names = list(rows[0])
        marks, quoted = ", ".join("?" * len(names)), ", ".join(f'"{name}"' for name in names)
        store.executemany(
            f"INSERT INTO {table} ({quoted}) VALUES ({marks})", [[row[n] for n in names] for row in rows]
        )


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    size = (Path(sys.argv[1]) / "cordee.sqlite3").stat().st_size
    os.write(1, msgspec.json.encode({"bytes": size}))
