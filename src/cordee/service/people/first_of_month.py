"""In French the first day of a month is '1er' before the month in words: 'mardi 1er décembre'.

Django's formats know English ordinals only and offer no place for another language's. Its one formatter is replaced,
which serves every template, e-mail and `date_format`, of libraries too: a filter of our own would be forgotten somewhere.
"""

from __future__ import annotations

import re

from django.utils import dateformat
from django.utils.translation import get_language

_BEFORE_A_MONTH_IN_WORDS = re.compile(r"(?<!\\)j(?=\s+[FMNEb])")


class DaysInWords(dateformat.DateFormat):
    """Django's, with '1er' in French. Numeric formats are left as they are."""

    def format(self, formatstr: str) -> str:
        """The day, or moment, as `formatstr` asks (Django's letters), in the active language."""
        if getattr(self.data, "day", None) == 1 and (get_language() or "").startswith("fr"):
            formatstr = _BEFORE_A_MONTH_IN_WORDS.sub(r"j\\e\\r", formatstr)
        return str(super().format(formatstr))


def install() -> None:
    """From now on days are written so, in this process."""
    dateformat.DateFormat = DaysInWords  # type: ignore[misc]
