"""The kinds of value that stand in the hand-written form, each read and written: dates, words, terms, figures."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple, get_args

from cordee.case.partial_date import PartialDate
from cordee.terms import Term, TermKind, Terms

_EARLIEST = 1900


class Unreadable(Exception):
    """A value that is not what its key expects; says what was expected."""


class Context(NamedTuple):
    """What reading a value needs besides the value."""

    terms: Terms
    today: date
    born: PartialDate | None = None


class Value(NamedTuple):
    """How one kind of value is read from YAML and written to it."""

    read: Callable[[Any, Context], Any]
    write: Callable[[Any], Any] = lambda value: value


def _text(value: Any, context: Context) -> str:
    if isinstance(value, str) and value:
        return value
    raise Unreadable("expected a text (put it between quotes).")


def _label(value: Any, context: Context) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value, context)


def _own_words(value: Any, context: Context) -> str:
    if isinstance(value, dict):
        if len(value) == 1 and set(value) <= {"fr", "en"}:
            return _text(next(iter(value.values())), context)
        raise Unreadable("expected the person's own words in one language: {fr: …} or {en: …}.")
    return _text(value, context)


def _flag(value: Any, context: Context) -> bool:
    if isinstance(value, bool):
        return value
    raise Unreadable("expected yes or no.")


def _answer(value: Any, context: Context) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value in ("yes", "no"):
        return str(value)
    raise Unreadable("expected yes or no.")


def _date(value: Any, context: Context) -> PartialDate:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise Unreadable("expected a date: 2024-03-18, 2024-03 or 2024.")
    try:
        found = PartialDate(value)
    except ValueError:
        raise Unreadable("not a date: expected 2024-03-18, 2024-03 or 2024.") from None
    if found.earliest > context.today:
        raise Unreadable(f"a date that lies after {context.today.isoformat()}.")
    if found.latest.year < _EARLIEST:
        raise Unreadable(f"a date before {_EARLIEST}.")
    if context.born is not None and found.latest < context.born.earliest:
        raise Unreadable("a date before the person was born.")
    return found


def _write_date(value: PartialDate) -> Any:
    if value.exact:
        return value.earliest
    return int(value.iso) if len(value.iso) == 4 and value.iso[0] != "0" else value.iso


TEXT = Value(_text)
LABEL = Value(_label)  # a text that may look like a number: stage 4, T 3
OWN_WORDS = Value(_own_words)
FLAG = Value(_flag)
ANSWER = Value(_answer)
DATE = Value(_date, _write_date)


def whole(low: int, high: int) -> Value:
    """A whole number from `low` to `high`."""

    def read(value: Any, context: Context) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        raise Unreadable(f"expected a whole number from {low} to {high}.")

    return Value(read)


def figure(low: float, high: float) -> Value:
    """A number from `low` to `high`."""

    def read(value: Any, context: Context) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        raise Unreadable(f"expected a number from {low:g} to {high:g}.")

    return Value(read)


def word(literal: Any) -> Value:
    """One word of a closed list."""
    allowed = get_args(literal)

    def read(value: Any, context: Context) -> str:
        if value in allowed:
            return str(value)
        raise Unreadable(f"expected one of: {', '.join(allowed)}.{did_you_mean(value, allowed)}")

    return Value(read)


def term(kind: TermKind) -> Value:
    """A term, by its id, its id below its parents ('colorectal.colon'), or any of its names."""

    def read(value: Any, context: Context) -> str:
        return find_term(kind, value, context.terms).id

    return Value(read)


# What a person may refuse besides medicines: families of options as the knowledge names them.
OTHER_TREATMENTS = ("surgery", "ablation", "radiotherapy", "cellular", "trial", "supportive")


def treatment() -> Value:
    """A medicine, a class or family of them, or another family of treatment."""

    def read(value: Any, context: Context) -> str:
        if value in OTHER_TREATMENTS:
            return str(value)
        return find_term("drug", value, context.terms).id

    return Value(read)


def many(value: Value) -> Value:
    """A list of such values, kept in order."""

    def read(found: Any, context: Context) -> tuple[Any, ...]:
        if not isinstance(found, list):
            raise Unreadable("expected a list: [one, two].")
        return tuple(value.read(item, context) for item in found)

    return Value(read, lambda written: [value.write(item) for item in written])


def find_term(kind: TermKind, value: Any, terms: Terms) -> Term:
    """The term that `value` names. Raises Unreadable with the nearest known words."""
    if not isinstance(value, str) or not value:
        raise Unreadable(f"expected the name of a {kind.replace('_', ' ')}.")
    found = terms.get(kind, value) or terms.get(kind, value.rpartition(".")[2]) or terms.by_text(kind, value)
    if found is not None:
        return found
    known = [spoken for each in terms.all(kind) for spoken in (each.id, each.name.en, each.name.fr)]
    raise Unreadable(f"'{value[:60]}' is no known {kind.replace('_', ' ')}.{did_you_mean(value, known)}")


def did_you_mean(value: Any, known: Any) -> str:
    """' Did you mean …?' when something near is known, else nothing."""
    near = difflib.get_close_matches(str(value), list(dict.fromkeys(known)), n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(near)}?" if near else ""
