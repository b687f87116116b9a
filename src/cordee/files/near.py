"""The words nearest to a mistyped one, for 'did you mean'."""

from __future__ import annotations

from collections.abc import Iterable


def close_matches(word: str, known: Iterable[str], n: int = 3) -> list[str]:
    """At most `n` of `known` that look like `word`, the nearest first."""
    from difflib import get_close_matches  # only when something is wrong: start-up time counts

    return get_close_matches(word, list(known), n=n)
