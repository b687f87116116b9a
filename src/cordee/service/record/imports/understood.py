"""What the reader made of a file, as plain values to keep beside it and to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from cordee.case.case import FACT_FIELDS
from cordee.case.reading import Reading
from cordee.service.people.models import Person
from cordee.service.record.current import bundle_of, read_bundle
from cordee.service.record.patient import fields_of, patient_id
from cordee.terms.lookup import normal

_MOST_SHOWN = 100
_NAMED = 5


def understood(
    reading: Reading, patient: dict[str, Any] | None, person: Person | None, on: date
) -> dict[str, Any]:
    """Counts of facts by kind (`facts`), what was set aside (`faults`, `unused` by reason), whom it is about
    (`about`) and where that differs from `person` (`differs`)."""
    counts = {name: len(getattr(reading.case, name)) for name in FACT_FIELDS}
    reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
    for item in reading.unused:
        reasons[item.reason.fr, item.reason.en].append(item.what or item.ref)
    about = _about(patient, on)
    return {
        "facts": {name: n for name, n in counts.items() if n},
        "faults": [msgspec.to_builtins(f) for f in reading.faults[:_MOST_SHOWN]],
        "faults_in_all": len(reading.faults),
        "unused": [
            {
                "fr": fr,
                "en": en,
                "count": len(named),
                "named": [n for n, _ in Counter(named).most_common(_NAMED)],
            }
            for (fr, en), named in sorted(reasons.items(), key=lambda item: -len(item[1]))
        ],
        "unused_in_all": len(reading.unused),
        "about": about,
        "differs": _differences(about, person) if person and patient else [],
    }


def read_for(bodies: Sequence[dict[str, Any]], person: Person | None, on: date) -> Reading:
    """The reading of `bodies` alone. Raises BadInput when they can't be read, or are about nobody."""
    if person is not None:
        return read_bundle(bundle_of(person, bodies), on)
    return read_bundle({"resourceType": "Bundle", "entry": [{"resource": body} for body in bodies]}, on)


def _about(patient: dict[str, Any] | None, on: date) -> dict[str, str]:
    if patient is None:
        return {}
    said = fields_of(patient, on)
    return {key: str(value) for key, value in said.items() if value is not None}


def _differences(about: dict[str, str], person: Person) -> list[str]:
    """The fields that say another person than the record's."""
    ours = {"family_name": person.family_name, "given_name": person.given_name, "born": str(person.born or ""),
            "sex": person.sex}  # fmt: skip
    return [key for key, own in ours.items() if own and about.get(key) and normal(about[key]) != normal(own)]


def keeping_the_death(patient: dict[str, Any], standing: dict[str, Any] | None) -> dict[str, Any]:
    """A file that says nothing of a death does not take back the one that is recorded."""
    told = {"deceasedDateTime", "deceasedBoolean"}
    if standing is None or told & patient.keys():
        return patient
    return {**patient, **{key: standing[key] for key in told & standing.keys()}}


def is_patient_of(body: dict[str, Any], person: Person) -> bool:
    """Whether `body` is the record's Patient."""
    return (body["resourceType"], body["id"]) == ("Patient", patient_id(person))
