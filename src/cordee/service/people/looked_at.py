"""The access log as somebody reads it: by day, in plain words, what repeats told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from cordee.service.people.models import AccessEntry, EmergencyAccess, Person
from cordee.service.people.plain_words import what_was_done
from cordee.service.people.queries import roles_then


@dataclass(frozen=True)
class Looked:
    """Somebody did something, `times` times in a row on one day, the last time at `at`. `who` '' is the service."""

    who: str
    roles: tuple[str, ...]
    words: str
    times: int
    at: datetime
    reason: str = ""


def _who(entry: AccessEntry) -> str:
    """An account's name at that time; the name of a hospital system's key; '' for the service itself."""
    return entry.by_name or str(entry.about.get("token", ""))


def days_of(person: Person, entries: Sequence[AccessEntry]) -> list[tuple[date, list[Looked]]]:
    """Entries, the newest first, as days with what happened on each."""
    roles = roles_then(person, entries)
    asked = [entry.about["emergency"] for entry in entries if entry.what == "open_emergency"]
    reasons = dict(EmergencyAccess.objects.filter(pk__in=asked, person=person).values_list("pk", "reason"))
    days = []
    for day, of_day in groupby(entries, key=lambda entry: timezone.localdate(entry.at)):
        looked = []
        alike = groupby(of_day, key=lambda entry: (entry.account_id, _who(entry), entry.verb, entry.what))
        for _key, same in alike:
            rows = list(same)
            newest = rows[0]
            looked.append(
                Looked(
                    who=_who(newest),
                    roles=tuple(roles[newest.number]),
                    words=what_was_done(newest.what, newest.get_verb_display()),
                    times=len(rows),
                    at=newest.at,
                    reason=reasons.get(newest.about.get("emergency"), ""),
                )
            )
        days.append((day, looked))
    return days
