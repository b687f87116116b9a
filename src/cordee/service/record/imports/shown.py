"""What the page of an import that is ready shows."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from django.db.models import Count
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cordee.files.fault import Fault
from cordee.service.people.models import Person
from cordee.service.record.fact_words import SECTIONS
from cordee.service.record.imports.person_form import SEXES
from cordee.service.record.models import Import, Resource, StagedResource
from cordee.service.record.queries import words_of_bodies
from cordee.service.record.resource_words import TYPE_WORDS
from cordee.terms import Words

_CHANGED_SHOWN = 30
FIELDS: dict[str, str | Promise] = {
    "family_name": _("Family name"),
    "given_name": _("Given name"),
    "born": _("Date of birth"),
    "sex": _("Sex"),
}


def shown(batch: Import, today: date) -> dict[str, Any]:
    """Counts by verdict and type, the facts understood, the first of those that change, and who the file is about."""
    verdicts = StagedResource.Verdict
    counted = batch.rows.values_list("verdict").annotate(n=Count("id"))
    counts = dict(counted)
    by_type = batch.rows.values_list("type").annotate(n=Count("id")).order_by("-n", "type")
    told = batch.understood
    return {
        "verdicts": [(verdict.label, counts.get(verdict.value, 0)) for verdict in verdicts],
        "nothing_new": not counts.get(verdicts.NEW) and not counts.get(verdicts.CHANGED),
        "types": [(TYPE_WORDS.get(kind, Words.same(kind)), n) for kind, n in by_type],
        "facts": [
            (heading, told["facts"][name]) for name, heading in SECTIONS.items() if name in told["facts"]
        ],
        "changed": _changed(batch, today),
        "faults_found": [msgspec.convert(one, Fault) for one in told["faults"]],
        "unused": [(Words(item["fr"], item["en"]), item["count"], item["named"]) for item in told["unused"]],
        "differs": _differs(told, batch.person),
    }


def _changed(batch: Import, today: date) -> list[tuple[Words, Words, str, str]]:
    """What stands now and what would, with type and id, of the first resources that differ."""
    if batch.person is None:
        return []
    rows = list(batch.rows.filter(verdict=StagedResource.Verdict.CHANGED).order_by("number")[:_CHANGED_SHOWN])
    here = Resource.objects.filter(
        person=batch.person, current=True, logical_id__in=[row.logical_id for row in rows]
    )
    wanted = {f"{row.type}/{row.logical_id}" for row in rows}
    now = words_of_bodies(batch.person, [row.body for row in here if row.ref in wanted], today)
    then = words_of_bodies(batch.person, [row.body for row in rows], today)
    return [
        (now.get(ref, Words("", "")), then[ref], row.type, row.logical_id)
        for row in rows
        if (ref := f"{row.type}/{row.logical_id}")
    ]


def _differs(told: dict[str, Any], person: Person | None) -> list[tuple[str | Promise, str, str]]:
    if person is None:
        return []
    pairs = [
        (name, str(getattr(person, name) or ""), told["about"].get(name, "")) for name in told["differs"]
    ]
    return [(FIELDS[name], _spoken(name, ours), _spoken(name, theirs)) for name, ours, theirs in pairs]


def _spoken(name: str, value: str) -> str:
    if name == "born":
        return date_format(date.fromisoformat(value), "j F Y")
    return str(dict(SEXES).get(value, value)) if name == "sex" else value
