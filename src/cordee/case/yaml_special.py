"""The sections with a form of their own: `biomarkers`, `labs`, `never`, `history`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cordee.case.biomarker import Alteration, Marker, PanelTest
from cordee.case.fact import Fact, Source
from cordee.case.measurement import Lab
from cordee.case.treatment import Exposure, TreatmentHistory
from cordee.case.yaml_fact import Maker, ref
from cordee.case.yaml_sections import ALTERATION, KNOWN, ON, SECTIONS, Key, Section
from cordee.case.yaml_words import LABEL, TEXT, Context, Unreadable, Value, did_you_mean, figure, find_term
from cordee.files.located_yaml import Pointer
from cordee.terms import Term
from cordee.terms.units import to_canonical

SPECIAL = ("biomarkers", "labs", "never", "history")
_METHOD = Key("method", "method", TEXT)
_FOUND = (ON, KNOWN, _METHOD, Key("panel", "panel", TEXT))
_ANY = Value(lambda value, context: value)
_NUMBER = figure(-1e9, 1e9)
_LAB = (
    ON, KNOWN, Key("lab", "lab", TEXT), Key("value", "value", _ANY), Key("unit", "unit", TEXT), Key("low", "low", _NUMBER),
    Key("high", "high", _NUMBER), Key("original", "original", TEXT),
)  # fmt: skip
_WRITTEN = re.compile(r"\s*(?P<cmp>[<>]=?)?\s*(?P<n>-?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?)\s*(?P<unit>\S.*)?\Z")
_HISTORY = next(section for section in SECTIONS if section.name == "history")


def read_special(name: str, value: Any, place: Pointer, maker: Maker) -> list[Fact]:
    """The facts of one of these sections."""
    if name == "history":
        return _history(value, place, maker)
    if not isinstance(value, list):
        maker.fault(place, "expected a list.")
        return []
    read: dict[str, Callable[[Any, Pointer, Maker], list[Fact]]] = {
        "biomarkers": _biomarker, "labs": _lab, "never": _never,
    }  # fmt: skip
    return [fact for i, item in enumerate(value) for fact in read[name](item, (*place, i), maker)]


def _history(value: Any, place: Pointer, maker: Maker) -> list[Fact]:
    if value in ("complete", "incomplete"):
        return [TreatmentHistory(complete=value == "complete", source=Source("history"))]
    return maker.facts(_HISTORY, value, place)


def _never(value: Any, place: Pointer, maker: Maker) -> list[Fact]:
    mapping = value if isinstance(value, dict) else {"drug": value}
    keys = (Key("drug", "drug", Value(lambda v, c: find_term("drug", v, c.terms).id), True), ON, KNOWN)
    section = Section("never", Exposure, keys)
    plain = maker.mapping(mapping, place, section)
    fields = maker.fields(keys, plain, place) if plain is not None else None
    return [Exposure(**fields, presence="absent", source=Source(ref(place)))] if fields is not None else []


def _biomarker(value: Any, place: Pointer, maker: Maker) -> list[Fact]:
    mapping = maker.mapping(value, place, Section("biomarkers", Marker, _FOUND))
    if mapping is None:
        return []
    special = {"alteration", "marker", "code", "number"}
    shared = {key: item for key, item in mapping.items() if key in {k.name for k in _FOUND}}
    rest = {key: item for key, item in mapping.items() if key not in shared}
    fields = maker.fields(_FOUND, shared, place)
    if fields is None:
        return []
    panel = fields.pop("panel", None)
    source = Source(ref(place))
    made: Fact | None
    if "alteration" in rest and len(rest) == 1:
        inner = maker.mapping(rest["alteration"], (*place, "alteration"), ALTERATION)
        found = maker.fields(ALTERATION.keys, inner, (*place, "alteration")) if inner is not None else None
        made = Alteration(**found, **fields, source=source) if found is not None else None
    elif "marker" in rest and set(rest) <= special:
        made = _marker(rest["marker"], rest.get("code"), rest.get("number"), fields, place, maker)
    elif len(rest) == 1:
        name, result = next(iter(rest.items()))
        made = _marker(name, result, None, fields, (*place, name), maker)
    else:
        maker.fault(
            place,
            "expected one alteration or one marker: {alteration: {gene: …}, on: …} or {er: positive, on: …}.",
        )
        made = None
    if made is None:
        return []
    return [made] if panel is None else [made, PanelTest(name=panel, on=made.on, source=source)]


def _marker(
    name: Any, code: Any, number: Any, fields: dict[str, Any], place: Pointer, maker: Maker
) -> Marker | None:
    try:
        term = find_term("marker", name, maker.context.terms)
        word, figure_read = _result(term, code, maker.context)
        if number is not None:
            figure_read = _NUMBER.read(number, maker.context)
        if word is None and figure_read is None:
            raise Unreadable("expected a word or a figure.")
        _plausible(term, figure_read)
    except Unreadable as trouble:
        maker.fault(place, str(trouble))
        return None
    return Marker(marker=term.id, code=word, number=figure_read, source=Source(ref(place[:2])), **fields)


def _result(term: Term, result: Any, context: Context) -> tuple[str | None, float | None]:
    if result is None:
        return None, None
    spoken = (
        LABEL.read(result, context)
        if isinstance(result, str | int) and not isinstance(result, bool)
        else None
    )
    value = context.terms.marker_value(term, spoken) if spoken is not None else None
    if value is not None:
        return value.id, None
    if isinstance(result, int | float) and not isinstance(result, bool):
        return None, float(result)
    match = _WRITTEN.match(result) if isinstance(result, str) else None
    if match is not None and match["cmp"] is None and (match["unit"] or term.unit) == term.unit:
        return None, float(match["n"].replace(",", "."))
    known = [v.id for v in term.values]
    listed = f"one of {', '.join(known)}, or a number" if known else "a number"
    raise Unreadable(f"not a result of {term.id}: expected {listed}.{did_you_mean(result, known)}")


def _lab(value: Any, place: Pointer, maker: Maker) -> list[Fact]:
    mapping = maker.mapping(value, place, Section("labs", Lab, _LAB))
    if mapping is None:
        return []
    named = [key for key in mapping if key not in {k.name for k in _LAB}]
    if "lab" not in mapping and len(named) == 1:
        mapping = {"lab": named[0], "value": mapping.pop(named[0]), **mapping}
    fields = maker.fields(_LAB, mapping, place)
    if fields is None:
        return []
    try:
        return [_measured(fields, place, maker.context)]
    except Unreadable as trouble:
        maker.fault(place, str(trouble))
        return []


def _measured(fields: dict[str, Any], place: Pointer, context: Context) -> Lab:
    term = find_term("lab", fields.pop("lab", None), context.terms)
    written, unit = fields.pop("value", None), fields.pop("unit", None)
    match = _WRITTEN.match(str(written)) if isinstance(written, str | int | float) else None
    if match is None:
        raise Unreadable("expected a figure with its unit: 112 g/L.")
    figure_read = float(match["n"].replace(",", "."))
    unit = unit or match["unit"] or term.unit or ""
    value = figure_read if unit == term.unit else to_canonical(term, figure_read, unit)
    if value is None:
        raise Unreadable(
            f"'{unit[:20]}' for {term.id} can't be read as {term.unit}: expected {', '.join(term.units) or term.unit}."
        )
    _plausible(term, value)
    if unit != term.unit and "original" not in fields:
        fields["original"] = f"{figure_read:g} {unit}"
    return Lab(analyte=term.id, value=value, comparator=match["cmp"], source=Source(ref(place)), **fields)  # type: ignore[arg-type]


def _plausible(term: Term, value: float | None) -> None:
    if (
        value is not None
        and term.plausible is not None
        and not term.plausible[0] <= value <= term.plausible[1]
    ):
        low, high = term.plausible
        raise Unreadable(
            f"makes {value:g} {term.unit or ''}, which {term.id} can't be: expected {low:g} to {high:g}."
        )
