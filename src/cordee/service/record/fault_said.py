"""What was wrong with an input, in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from cordee.files.fault import BadInput, Fault
from cordee.terms import Lang


def said_of(refused: BadInput) -> str:
    """Every fault of a refusal, one a line, without the places: for a form, which has no lines to point to."""
    return "\n".join(fault.said(_lang()) for fault in refused.faults)


def placed(fault: Fault) -> str:
    """One fault with its place in the file."""
    lang = _lang()
    place = fault.place(lang).strip()
    between = "\u202f: " if lang == "fr" else ": "
    return f"{place}{between}{fault.said(lang)}" if place else fault.said(lang)


def _lang() -> Lang:
    return "en" if (get_language() or "fr").startswith("en") else "fr"
