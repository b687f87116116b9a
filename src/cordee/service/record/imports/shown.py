"""What the page of an import that is ready shows."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models import Person
from cordee.service.record.fact_words import SECTIONS
from cordee.service.record.models import Import, StagedResource
from cordee.service.record.resource_words import TYPE_WORDS, resource_words
from cordee.terms import Words

_CHANGED_SHOWN = 30
FIELDS: dict[str, str | Promise] = {
    "family_name": _("Family name"),
    "given_name": _("Given name"),
    "born": _("Date of birth"),
    "sex": _("Sex"),
}


def shown(batch: Import) -> dict[str, Any]:
    """Counts by verdict and type, the facts understood, the first of those that change, and who the file is about."""
    verdicts = StagedResource.Verdict
    counted = batch.rows.values_list("verdict").annotate(n=Count("id"))
    counts = dict(counted)
    by_type = batch.rows.values_list("type").annotate(n=Count("id")).order_by("-n", "type")
    changed = batch.rows.filter(verdict=verdicts.CHANGED).order_by("number")[:_CHANGED_SHOWN]
    told = batch.understood
    return {
        "verdicts": [(verdict.label, counts.get(verdict.value, 0)) for verdict in verdicts],
        "nothing_new": not counts.get(verdicts.NEW) and not counts.get(verdicts.CHANGED),
        "types": [(TYPE_WORDS.get(kind, Words.same(kind)), n) for kind, n in by_type],
        "facts": [
            (heading, told["facts"][name]) for name, heading in SECTIONS.items() if name in told["facts"]
        ],
        "changed": [(resource_words(row.body), row.type, row.logical_id) for row in changed],
        "unused": [(Words(item["fr"], item["en"]), item["count"], item["named"]) for item in told["unused"]],
        "differs": _differs(told, batch.person),
    }


def _differs(told: dict[str, Any], person: Person | None) -> list[tuple[str | Promise, str, str]]:
    if person is None:
        return []
    return [
        (FIELDS[name], str(getattr(person, name) or ""), told["about"].get(name, ""))
        for name in told["differs"]
    ]
