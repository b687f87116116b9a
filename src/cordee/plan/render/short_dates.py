"""Dates as short as they can be read: '2 avr. 2024', 'Apr 2024', '2024'."""

from __future__ import annotations

from cordee.case import PartialDate
from cordee.response.figures import day
from cordee.terms import Lang

MONTHS: dict[Lang, tuple[str, ...]] = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def short_day(when: PartialDate, lang: Lang) -> str:
    """A date as far as it is known, the month abbreviated: '1er mars 2024', '2 avr. 2024', 'Apr 2024', '2024'."""
    parts = when.iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[lang][int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    number = int(parts[2])
    first = "er" if lang == "fr" and number == 1 else ""
    return f"{number}{first} {month} {parts[0]}"


def long_day(when: PartialDate, lang: Lang) -> str:
    """A date as far as it is known, in full."""
    return day(when).to(lang)
