"""Words as they are stored (`{"fr": …, "en": …}`), said in the language that is active."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from cordee.terms import Lang, Words


def lang() -> Lang:
    """The language that is active."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def said(words: Words | Mapping[str, Any] | None) -> str:
    """The words in the active language; nothing for none."""
    if words is None:
        return ""
    if isinstance(words, Words):
        return words.to(lang())
    return str(words.get(lang()) or words.get("fr") or "")
