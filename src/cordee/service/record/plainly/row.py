"""A line of the person's record, and what of a fact every line says alike: its days, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from cordee.case import Fact, PartialDate
from cordee.response.figures import day, on_day, since_day
from cordee.terms import TermKind, Terms, Words

NOTHING = Words("", "")


@dataclass(frozen=True)
class PlainRow:
    """One line: what, when ('' when no line of this kind has a day), what more there is to say. `guess`: it was read
    from words that nobody has coded. `ref` is the resource it was read from."""

    words: Words
    when: Words
    more: tuple[Words, ...] = ()
    guess: bool = False
    ref: str = ""


@dataclass(frozen=True)
class PlainSection:
    """Lines of one kind. `unknown` is said instead when there is none: it states what is not known, never a 'no'.
    `note` says how far the list can be trusted. `earlier` are older lines of the same kind, shown on request."""

    key: str
    heading: Words
    rows: tuple[PlainRow, ...]
    unknown: Words
    note: Words = NOTHING
    earlier: tuple[PlainRow, ...] = ()


def row(fact: Fact, words: Words, *more: Words, when: Words | None = None) -> PlainRow:
    """The line of a fact; its own day unless `when` says otherwise."""
    told = on_day(fact.on) if when is None else when
    kept = tuple(_capital(part) for part in more if part.fr)
    return PlainRow(_capital(words), _capital(told), kept, fact.source.guess is not None, fact.source.ref)


def newest_first(fact: Fact) -> str:
    """The order of lines: what has no day comes last."""
    return fact.on.iso if fact.on else ""


def plain_name(terms: Terms, kind: TermKind, id: str | None) -> Words:
    """The everyday name of a term; its own where it has no other."""
    term = terms.get(kind, id) if id else None
    return (term.plain or term.name) if term else Words.same(id or "?")


def doctors_name(terms: Terms, kind: TermKind, id: str) -> Words:
    """'The team writes: …' when doctors call it otherwise than the line does; else nothing."""
    term = terms.get(kind, id)
    if term is None or term.plain is None or term.plain == term.name:
        return NOTHING
    return Words("L’équipe écrit\u202f: ", "The team writes: ") + term.name


def span(start: PartialDate | None, end: PartialDate | None, ongoing: bool | None) -> Words:
    """'from 3 March 2025 to June 2025', 'since March 2025', 'from March 2025, end not known'."""
    if start is None and end is None:
        return day(None)
    if start is None:
        return (
            Words("jusqu’au ", "until ") + day(end)
            if end and end.exact
            else Words("jusqu’en ", "until ") + day(end)
        )
    if start == end:
        return on_day(start)
    if end is not None:
        upto = Words(" au ", " to ") if end.exact else Words(" à ", " to ")
        return _from(start) + upto + day(end)
    if ongoing:
        return since_day(start)
    return _from(start) + Words("\u202f; fin non connue", "; end not known")


def _from(start: PartialDate) -> Words:
    first = day(start)
    if start.exact:
        return Words("du ", "from ") + first
    elided = first.fr[0] in "ao"  # d’avril, d’août, d’octobre
    return Words("d’" if elided else "de ", "from ") + first


def _capital(words: Words) -> Words:
    return Words(words.fr[:1].upper() + words.fr[1:], words.en[:1].upper() + words.en[1:])
