"""A date as people type it."""

from __future__ import annotations

import re

from cordee.case import PartialDate

_TYPED = re.compile(r"(?:(?:(?P<day>\d{1,2})[/.])?(?P<month>\d{1,2})[/.])?(?P<year>\d{4})\Z")


def partial_date(typed: str) -> PartialDate | None:
    """`18/03/2026`, `3/2026`, `2026`, or any of FHIR's own forms; None for what is no date. The day comes first, in
    both languages."""
    text = typed.strip()
    found = _TYPED.match(text)
    if found:
        parts = [found["year"], found["month"], found["day"]]
        text = "-".join(part.zfill(2) for part in parts if part)
    try:
        return PartialDate(text)
    except ValueError:
        return None
