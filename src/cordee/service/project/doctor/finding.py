"""One thing the doctor looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cordee.terms.words import Words


@dataclass(frozen=True)
class Finding:
    """`well`: True, False, or None for not known. `to_do` says what to do when it is not well."""

    well: bool | None
    what: Words
    to_do: Words | None = None


Check = Callable[[], Iterator[Finding]]
NOTHING = Words(fr="", en="")


def well(fr: str, en: str) -> Finding:
    """It is as it should be."""
    return Finding(True, Words(fr=fr, en=en))


def ill(fr: str, en: str, to_do: Words) -> Finding:
    """It is not, and this is what to do."""
    return Finding(False, Words(fr=fr, en=en), to_do)


def unknown(fr: str, en: str, to_do: Words) -> Finding:
    """It can't be told, and this would settle it."""
    return Finding(None, Words(fr=fr, en=en), to_do)
