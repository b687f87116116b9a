"""Words of the core, days known to the month or year, and ages, said in the language that is active."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import get_language

from cordee.case import PartialDate
from cordee.terms import Lang, Words

register = template.Library()


def lang() -> Lang:
    """The language that is active."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


@register.filter
def said(words: Words | str | None) -> str:
    """`Words` in the active language; a plain text as it is; nothing for None."""
    return words.to(lang()) if isinstance(words, Words) else str(words or "")


@register.filter
def day(when: PartialDate | date | str | None) -> str:
    """A day as it is known: '3 March 2026', 'March 2026' or '2026'. ISO text is read; None says nothing."""
    if when is None or when == "":
        return ""
    iso = when.iso if isinstance(when, PartialDate) else str(when)[:10]
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    known = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return date_format(known, "j F Y" if len(parts) > 2 else "F Y")


@register.filter
def how_long(since: datetime, at: datetime) -> str:
    """The time from `since` to `at` in its largest unit: '5 days'; '' for less than a minute."""
    return timesince(since, at, depth=1) if (at - since).total_seconds() >= 60 else ""


def age_on(born: date | None, on: date) -> int | None:
    """Completed years on a day; None when the birth date is not known."""
    return None if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))
