"""What the pages of the chain say again and again: stored words, telephone links, moments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format

from cordee.service.chain import in_words
from cordee.terms import Words

register = template.Library()


@register.filter
def stored(words: Words | Mapping[str, Any] | None) -> str:
    """Stored words in the active language."""
    return in_words.said(words)


@register.filter
def tel(number: str) -> str:
    """A number as `tel:` wants it: digits, and a leading plus."""
    digits = "".join(c for c in number if c.isdigit())
    return f"+{digits}" if number.strip().startswith("+") else digits


@register.filter
def moment(at: datetime | None) -> str:
    """'3 March 2026, 21:04', by the clock of the service."""
    if at is None:
        return ""
    there = timezone.localtime(at)
    return f"{date_format(there, 'j F Y')}, {time_format(there, 'H:i')}"


@register.filter
def turn(at: datetime | None) -> str:
    """'Friday 20 November, 18:00': a turn is known by its day of the week."""
    if at is None:
        return ""
    there = timezone.localtime(at)
    return f"{date_format(there, 'l j F')}, {time_format(there, 'H:i')}"


@register.filter
def clock(at: datetime | None) -> str:
    """'21:04', by the clock of the service."""
    return "" if at is None else time_format(timezone.localtime(at), "H:i")
