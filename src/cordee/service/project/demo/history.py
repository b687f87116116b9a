"""A record cut into the days its facts were known: lines start, go on, and end; scans and blood tests come one by one."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

_DAY = re.compile(r"\d{4}(-\d{2})?(-\d{2})?")
_DATED = (
    "effectiveDateTime", "onsetDateTime", "performedDateTime", "recordedDate", "dateTime", "date", "startDate",
    "authoredOn", "occurrenceDateTime",
)  # fmt: skip
_PERIODS = ("effectivePeriod", "performedPeriod", "period")
_ENDED = re.compile(r"termination-reason$")

Resource = dict[str, Any]


def chapters(resources: list[Resource], since: date) -> list[tuple[date, list[Resource]]]:
    """The resources by the day they became known, oldest first; a treatment comes twice: when begun, when ended.

    What has no day of its own (who the person is, their team, a stage) stands with the oldest. Days of one month are
    told together, at its last one, as a record is kept in practice; what came before the file was opened, at `since`.
    """
    known: list[tuple[date | None, Resource]] = []
    for resource in resources:
        starts, ends = _days(resource)
        if ends and starts and (starts.year, starts.month) != (ends.year, ends.month):
            known += [(starts, _still_going(resource)), (ends, resource)]
        else:
            known.append((ends or starts, resource))
    oldest = min((day for day, _ in known if day), default=None)
    months: dict[tuple[int, int], list[tuple[date, Resource]]] = {}
    for day, resource in known:
        when = max(day or oldest or since, since)
        months.setdefault((when.year, when.month), []).append((when, resource))
    told = []
    for _, facts in sorted(months.items()):
        last = {(r["resourceType"], r["id"]): r for _, r in sorted(facts, key=lambda fact: fact[0])}
        told.append((max(day for day, _ in facts), list(last.values())))
    return told


def _days(resource: Resource) -> tuple[date | None, date | None]:
    """When it starts to be known and when it ended."""
    for name in _PERIODS:
        if isinstance(period := resource.get(name), dict):
            return _day(period.get("start")), _day(period.get("end"))
    for name in _DATED:
        if day := _day(resource.get(name)):
            return day, None
    return None, None


def _day(said: object) -> date | None:
    """The day, month or year said, at its first day."""
    if not isinstance(said, str) or not _DAY.fullmatch(said[:10]):
        return None
    return date.fromisoformat((said[:10] + "-01-01")[:10])


def _still_going(resource: Resource) -> Resource:
    """The same treatment as it stood before it ended: no end, no reason for it."""
    going = {key: value for key, value in resource.items() if key not in ("statusReason", "outcome")}
    for name in _PERIODS:
        if isinstance(period := going.get(name), dict):
            going[name] = {key: value for key, value in period.items() if key != "end"}
    if "extension" in going:
        going["extension"] = [e for e in going["extension"] if not _ENDED.search(e.get("url", ""))]
    states = {"CarePlan": "active", "MedicationAdministration": "in-progress", "Procedure": "in-progress"}
    if going["resourceType"] in states:
        going["status"] = states[going["resourceType"]]
    return going


def first_day(resources: list[Resource]) -> date:
    """The day the cancer was first known: the earliest date of its conditions and treatments.

    Other illnesses may be decades older, and say nothing of when this team opened a file.
    """
    days = [
        day
        for resource in resources
        if resource["resourceType"]
        in ("CarePlan", "MedicationAdministration", "MedicationRequest", "Procedure")
        and (day := _days(resource)[0])
    ]
    return min(days or [day for resource in resources if (day := _days(resource)[0])])
