"""The four dimensions, each a quiet panel: physical, emotional, social, spiritual."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cordee.service.chain.answers import Answer, Given

NAMES: dict[str, str | Promise] = {
    "physical": _("The body"),
    "emotional": _("Feelings"),
    "social": _("People and daily life"),
    "spiritual": _("Meaning and peace"),
}


@dataclass(frozen=True)
class Panel:
    """One dimension: what matters in it now, and how many answers were well. Empty `answers` and `well` 0: not asked."""

    key: str
    name: str | Promise
    matter: tuple[Answer, ...]
    well: int


def panels(newest: Given, by_dimension: dict[str, list[Answer]]) -> list[Panel]:
    """All four, in this order, also those nobody asked about."""
    return [
        Panel(
            key,
            name,
            tuple(answer for answer in by_dimension.get(key, []) if answer.matters),
            sum(not answer.matters for answer in by_dimension.get(key, [])),
        )
        for key, name in NAMES.items()
    ]
