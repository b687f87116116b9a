"""The kinds of value a condition can hold: how each is read, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from cordee.criteria.bounds import Bound, Limit, read_bound, read_days, read_relative_limit
from cordee.criteria.leaf import Field
from cordee.files.near import close_matches
from cordee.terms import Term, TermKind, Terms
from cordee.terms.units import to_canonical

_BOUND_SCHEMA: dict[str, Any] = {"type": ["string", "number"]}


def terms_of(
    kind: TermKind, attribute: str | None = None, *, only: Callable[[Term], bool] | None = None
) -> Field:
    """One id of a kind of term or a list of them: a tuple of ids."""

    def read(value: Any, terms: Terms) -> tuple[str, ...]:
        ids = as_list(value)
        for id in ids:
            check_term(kind, id, terms, only)
        return tuple(ids)

    text = {"type": "string", "description": f"a {kind} term"}
    return Field(read, {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]}, attribute)


def term_of(kind: TermKind, attribute: str | None = None) -> Field:
    """Exactly one id of a kind of term."""

    def read(value: Any, terms: Terms) -> str:
        if not isinstance(value, str):
            raise ValueError(f"'{value}' is not the id of a {kind}")
        check_term(kind, value, terms, None)
        return value

    return Field(read, {"type": "string", "description": f"a {kind} term"}, attribute)


def check_term(kind: TermKind, id: str, terms: Terms, only: Callable[[Term], bool] | None) -> None:
    """Raises ValueError with the nearest ids when `id` is not a term of `kind`."""
    term = terms.get(kind, id)
    if term is not None and (only is None or only(term)):
        return
    known = [t.id for t in terms.all(kind) if only is None or only(t)]
    near = close_matches(id, known, n=3)
    hint = f": did you mean {', '.join(near)}?" if near else ""
    raise ValueError(f"'{id}' is not a known {kind.replace('_', ' ')}{hint}")


def words_of(choices: Iterable[str], attribute: str | None = None) -> Field:
    """One of `choices` or a list of them: a tuple."""
    known = tuple(choices)

    def read(value: Any, terms: Terms) -> tuple[str, ...]:
        return tuple(_choice(v, known) for v in as_list(value))

    text = {"enum": list(known)}
    return Field(read, {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]}, attribute)


def word_of(choices: Iterable[str], attribute: str | None = None) -> Field:
    """Exactly one of `choices`. YAML's bare yes and no are read as the words."""
    known = tuple(choices)

    def read(value: Any, terms: Terms) -> str:
        if isinstance(value, bool):
            value = "yes" if value else "no"
        return _choice(value, known)

    return Field(read, {"enum": [*known, *([True, False] if "yes" in known else [])]}, attribute)


def _choice(value: Any, known: tuple[str, ...]) -> str:
    if value not in known or not isinstance(value, str):
        raise ValueError(f"'{value}' is not one of {', '.join(known)}")
    return value


def bound(attribute: str | None = None, *, time: bool = False) -> Field:
    """A bound on a number, or on a time in days."""

    def read(value: Any, terms: Terms) -> Bound:
        return read_bound(value, time=time)

    return Field(read, _BOUND_SCHEMA, attribute)


def days(attribute: str | None = None) -> Field:
    """A length of time, in days."""
    return Field(
        lambda value, terms: read_days(value),
        {"type": "string", "pattern": r"^\d+(\.\d+)? ?(d|wk|mo|y)$"},
        attribute,
    )


def flag(attribute: str | None = None) -> Field:
    """true or false."""

    def read(value: Any, terms: Terms) -> bool:
        if not isinstance(value, bool):
            raise ValueError(f"'{value}' is not true or false")
        return value

    return Field(read, {"type": "boolean"}, attribute)


def only_true(attribute: str | None = None) -> Field:
    """`true`, for a leaf that asks one plain question; its contrary is written with `none`."""

    def read(value: Any, terms: Terms) -> bool:
        if value is not True:
            raise ValueError(f"'{value}' can't stand here: write true, or put the condition under none")
        return True

    return Field(read, {"const": True}, attribute)


def whole(low: int, high: int, attribute: str | None = None) -> Field:
    """A whole number in `low`..`high`."""

    def read(value: Any, terms: Terms) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"'{value}' is not a whole number from {low} to {high}")
        return value

    return Field(read, {"type": "integer", "minimum": low, "maximum": high}, attribute)


def number(attribute: str | None = None) -> Field:
    """A number."""

    def read(value: Any, terms: Terms) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise ValueError(f"'{value}' is not a number")
        return float(value)

    return Field(read, {"type": "number"}, attribute)


def text(attribute: str | None = None) -> Field:
    """Free text."""

    def read(value: Any, terms: Terms) -> str:
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"'{value}' is not a text")
        return value.strip()

    return Field(read, {"type": "string", "minLength": 1}, attribute)


def texts(attribute: str | None = None) -> Field:
    """One text or a list of them: a tuple. What they may be is checked by the leaf that holds them."""
    text = {"type": "string"}
    schema = {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]}
    return Field(lambda value, terms: tuple(as_list(value)), schema, attribute)


def limit(attribute: str | None = None) -> Field:
    """A laboratory limit, still as written: the leaf turns it into the analyte's unit (`in_unit_of`)."""

    def read(value: Any, terms: Terms) -> Limit:
        relative = read_relative_limit(value)
        return relative or Limit(str(value).strip(), float("nan"))

    return Field(read, {"type": ["string", "number"]}, attribute)


def in_unit_of(analyte: str, written: Limit, terms: Terms) -> Limit:
    """`written` in the canonical unit of `analyte`. Raises ValueError naming the unit expected."""
    if written.of is not None:
        return written
    term = terms.get("lab", analyte)
    assert term is not None
    assert term.unit is not None
    head, _, unit = written.text.partition(" ")
    try:
        value = to_canonical(term, float(head), unit.strip() or term.unit)
    except ValueError:
        value = None
    if value is None:
        raise ValueError(f"'{written.text}' can't be read as {term.unit} of {analyte}")
    return Limit(written.text, value)


def as_list(value: Any) -> list[str]:
    """A single text as a list of one. Raises ValueError for anything but texts."""
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(item, str) for item in items):
        raise ValueError(f"'{value}' is not an id or a list of ids")
    return items
