"""What of a single fact decides a condition's answer: facts with the same key answer alike, and one of them is asked.

A protein change that is none of those asked is like any other; a laboratory value counts by the limits it lies between.
Each is held by the property that a sweep says what `explain` says, and by one of its own.
"""

from __future__ import annotations

import fnmatch
from bisect import bisect_left
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from cordee.case import Alteration, Lab, Marker, Primary
from cordee.cohort.pick import below
from cordee.criteria.view import CaseView
from cordee.terms import Terms

Key = Callable[[Any, Terms], Hashable]


class Narrowing(NamedTuple):
    """Of a family: the `field` whose facts are told apart by the key `of(leaf)`; None when every detail may count.

    How often a key occurs must not count, nor in which order. `shape(leaf)`: leaves with equal shapes give equal keys, so
    that they are made once. `finer(leaf, view)`: what the reference itself says of one fact, asked of one of each key.
    `like(leaf)`: leaves of which this is equal answer alike where all that `finer` says is equal and the shared part is, but
    for the genes in it; None where they may not."""

    field: str
    of: Callable[[Any], Key | None]
    shape: Callable[[Any], Hashable] | None = None
    finer: Callable[[Any, CaseView], Callable[[Any], Hashable]] | None = None
    like: Callable[[Any], Hashable] | None = None
    attribute: str = ""
    told: Callable[[Any, Terms], dict[str, int]] | None = None


def _cancer(leaf: Any) -> Key:
    def key(fact: Primary, terms: Terms) -> Hashable:
        return _cancers_told(leaf, terms).get(fact.cancer, 0)

    return key


def _cancers_told(leaf: Any, terms: Terms) -> dict[str, int]:
    """The cancers that are not simply another: one asked or below it, one above it, or both."""
    met, finer = _around(leaf.cancer, terms)
    told = dict.fromkeys(met, 1)
    for cancer in finer:
        told[cancer] = told.get(cancer, 0) + 2
    return told


def _around(cancers: tuple[str, ...], terms: Terms) -> tuple[frozenset[str], frozenset[str]]:
    """The cancers that are one of these or below, and those that are one of these or above."""
    met = frozenset().union(*(below(terms, "cancer", (cancer,)) for cancer in cancers))
    return met, frozenset().union(*(terms.ancestors("cancer", cancer) for cancer in cancers))


def _alteration(leaf: Any) -> Key | None:
    if getattr(leaf, "acquired", None):
        return None
    asked = getattr(leaf, "protein_change", ())
    classes = getattr(leaf, "alteration_class", ())
    exon = getattr(leaf, "exon", None)
    origin = getattr(leaf, "origin", None)
    pathogenic = getattr(leaf, "pathogenic", None)
    plain = {change for change in asked if not set(change) & set("*?[")}
    patterns = [change for change in asked if change not in plain]

    def key(fact: Alteration, terms: Terms) -> Hashable:
        if fact.presence == "absent" or classes:
            return fact
        change = fact.protein_change
        return (
            fact.gene,
            fact.kind,
            fact.partner,
            fact.alteration_class,
            change is not None,
            change in plain or (bool(patterns) and bool(change) and _like(change or "", patterns)),
            fact.exon if exon else fact.exon is None,
            fact.origin if origin else fact.origin == "germline",
            fact.pathogenic if pathogenic else None,
        )

    return key


def _alteration_shape(leaf: Any) -> Hashable:
    asked = (getattr(leaf, name, None) for name in ("alteration_class", "exon", "origin", "pathogenic"))
    return frozenset(getattr(leaf, "protein_change", ())), *map(bool, asked)


def _alteration_like(leaf: Any) -> Hashable:
    """What of a leaf about one gene counts besides what it says of each anomaly: it decides which tests answer it."""
    if len(leaf.gene) != 1:
        return None
    sequence = bool(leaf.protein_change or leaf.alteration_class or leaf.exon)
    return leaf.kind, sequence, leaf.origin, leaf.pathogenic


def _alteration_told(leaf: Any, view: CaseView) -> Callable[[Any], Hashable]:
    """Of an anomaly found, all that the condition looks at; of one ruled out, all of it."""

    def tell(fact: Alteration) -> Hashable:
        if fact.presence == "absent":
            return fact
        answer, own, read = leaf.told_by(view, fact)
        return answer, leaf.gene.index(own) if own is not None else None, read

    return tell


def _like(change: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(change, pattern) for pattern in patterns)


def _same(leaf: Any) -> Key | None:
    """The fact itself: only that it may stand twice does not count."""
    return None if leaf.count else lambda fact, terms: fact


def _lab(leaf: Any) -> Key | None:
    limits = [x for x in (leaf.at_least, leaf.at_most, leaf.above, leaf.below) if x is not None]
    if any(limit.of for limit in limits):
        return None
    borders = sorted({limit.value for limit in limits})

    def key(fact: Lab, terms: Terms) -> Hashable:
        return fact if fact.comparator else (fact.on, _place(fact.value, borders))

    return key


def _marker(leaf: Any) -> Key | None:
    if leaf.codes:
        return None
    borders = sorted({x for x in (leaf.at_least, leaf.at_most, leaf.above, leaf.below) if x is not None})

    def key(fact: Marker, terms: Terms) -> Hashable:
        return fact.marker, fact.on, None if fact.number is None else _place(fact.number, borders)

    return key


def _place(number: float, borders: list[float]) -> int:
    """Where a number lies: at a border (odd) or between two (even)."""
    place = bisect_left(borders, number)
    return 2 * place + (place < len(borders) and borders[place] == number)


NARROWINGS: dict[str, Narrowing] = {
    "cancer": Narrowing("primaries", _cancer, attribute="cancer", told=_cancers_told),
    "alteration": Narrowing(
        "alterations", _alteration, _alteration_shape, _alteration_told, _alteration_like
    ),
    "wild_type": Narrowing("alterations", _alteration, _alteration_shape),
    "prior": Narrowing("lines", _same),
    "lab": Narrowing("labs", _lab),
    "marker": Narrowing("markers", _marker),
}
"""By the family's key. Families that are not here are asked of every distinct slice."""
