"""A sentence in marks: names, figures and signs found, the words between them in small letters."""

from __future__ import annotations

import re

from cordee.trials.eligibility.figures import mark_figures
from cordee.trials.eligibility.lexicon import Lexicon
from cordee.trials.eligibility.plain_text import plain

_MARK = re.compile(r"(\{[a-z]+:[^}]*\})")
# 'platelets (PLT)', 'ECOG (Eastern …)': the same thing named twice.
_SAID_TWICE = re.compile(r"(\{(\w+:[^}]*)\})(?:\s*[(/,]?\s*\{\2\}\s*\)?)+")
_SHORT_FORM = re.compile(
    r"(\{(?!num|qty|dur|pct|cmp|uln|lln|age)\w+:[^}]*\})\s*\(\s*[A-Za-z][A-Za-z0-9/-]{1,6}\s*\)"
)
_KEEP_CASE = re.compile(r"\b[A-Z]\d{1,4}(?:[A-Z*]|fs)\b")


def marked(text: str, lexicon: Lexicon) -> str:
    """`text` with its marks, other words in small letters (protein changes keep their capitals)."""
    named = lexicon.mark(plain(text))
    parts = _MARK.split(named)
    parts = [part if part.startswith("{") else _lower(mark_figures(part)) for part in parts]
    joined = re.sub(r"\s+", " ", "".join(parts)).strip()
    joined = _SHORT_FORM.sub(r"\1", joined)
    return re.sub(r"\s+", " ", _SAID_TWICE.sub(r"\1", joined)).strip()


def _lower(text: str) -> str:
    pieces = _MARK.split(text)
    return "".join(p if p.startswith("{") else _lower_words(p) for p in pieces)


def _lower_words(text: str) -> str:
    at, out = 0, []
    for found in _KEEP_CASE.finditer(text):
        out += [text[at : found.start()].lower(), f" {{change:{found[0]}}} "]
        at = found.end()
    return "".join([*out, text[at:].lower()])
