"""Making facts from the mappings of a YAML document, and faults that name line and expected keys."""

from __future__ import annotations

from typing import Any

from cordee.case.fact import Fact, Source
from cordee.case.measurement import Lesion
from cordee.case.treatment import LineOfTherapy
from cordee.case.yaml_sections import LESION, Key, Section
from cordee.case.yaml_words import Context, Unreadable, did_you_mean
from cordee.files.fault import Fault
from cordee.files.located_yaml import Located, Pointer


class Maker:
    """Reads mappings into facts, and collects what was wrong on the way."""

    def __init__(self, located: Located, context: Context) -> None:
        self.located = located
        self.context = context
        self.faults: list[Fault] = []

    def fault(self, place: Pointer, problem: str, remedy: str = "") -> None:
        """Keep a fault at the line of `place`, its key named."""
        key = next((part for part in reversed(place) if isinstance(part, str)), "")
        where = f"line {self.located.line(place)}"
        told = f"{key}: {problem}" if key else problem
        self.faults.append(Fault(file=self.located.file, where=where, problem=told, remedy=remedy))

    def facts(self, section: Section, value: Any, place: Pointer) -> list[Fact]:
        """The facts of a section: a list of mappings, or one mapping."""
        items = value if isinstance(value, list) else [value]
        places = [(*place, i) for i in range(len(items))] if isinstance(value, list) else [place]
        made = [self.one(section, item, where) for item, where in zip(items, places, strict=True)]
        return [fact for fact in made if isinstance(fact, Fact)]

    def one(self, section: Section, value: Any, place: Pointer) -> Fact | Lesion | None:
        """One fact, or None when something in it is wrong."""
        mapping = self.mapping(value, place, section)
        if mapping is None:
            return None
        lesions = mapping.pop("lesions", None) if section.name == "imaging" else None
        fields = self.fields(section.keys, mapping, place)
        if fields is not None and lesions is not None:
            fields["lesions"] = self._lesions(lesions, (*place, "lesions"))
        if fields is None or ("lesions" in fields and fields["lesions"] is None):
            return None
        if section is not LESION:
            fields["source"] = Source(ref(place))
        return self.made(section, fields, place)

    def made(self, section: Section, fields: dict[str, Any], place: Pointer) -> Fact | Lesion | None:
        """The fact, unless its parts don't fit together."""
        start, end = fields.get("on"), fields.get("ended_on")
        if start is not None and end is not None and end.latest < start.earliest:
            self.fault((*place, "to"), "ends before it starts.")
            return None
        if section.name == "performance" and not {"ecog", "karnofsky"} & fields.keys():
            self.fault(place, "expected ecog, karnofsky or both.")
            return None
        if section.fact is LineOfTherapy:
            fields.setdefault("drugs", ())
        return section.fact(**fields)

    def mapping(self, value: Any, place: Pointer, section: Section) -> dict[str, Any] | None:
        """`value` as a mapping with text keys. YAML reads a bare `on` as 'true': it is put right."""
        if not isinstance(value, dict):
            self.fault(place, f"expected {{{', '.join(key.name for key in section.keys)}}}.")
            return None
        return {"on" if key is True else str(key): item for key, item in value.items()}

    def fields(self, keys: tuple[Key, ...], mapping: dict[str, Any], place: Pointer) -> dict[str, Any] | None:
        """The fields that `mapping` fills, None when a key is unknown, missing or holds what can't be read."""
        before = len(self.faults)
        by_name = {name: key for key in keys for name in (key.name, *key.others)}
        fields: dict[str, Any] = {}
        for name, value in mapping.items():
            at = (*place, name)
            key = by_name.get(name)
            if key is None:
                listed = ", ".join(k.name for k in keys)
                self.fault(at, f"not expected here: expected {listed}.{did_you_mean(name, by_name)}")
            elif key.field in fields:
                self.fault(at, f"says again what '{key.name}' says.")
            elif value is not None:
                try:
                    fields[key.field] = key.value.read(value, self.context)
                except Unreadable as trouble:
                    self.fault(at, str(trouble))
        for key in keys:
            if key.needed and all(mapping.get(name) is None for name in (key.name, *key.others)):
                self.fault(place, f"'{key.name}' is missing.")
        return fields if len(self.faults) == before else None

    def _lesions(self, value: Any, place: Pointer) -> tuple[Lesion, ...] | None:
        if not isinstance(value, list):
            self.fault(place, "expected a list of lesions.")
            return None
        made = [self.one(LESION, item, (*place, i)) for i, item in enumerate(value)]
        lesions = tuple(item for item in made if isinstance(item, Lesion))
        return lesions if len(lesions) == len(made) else None


def ref(place: Pointer) -> str:
    """`lines[0]`: how a fact names its place in the document."""
    return "".join(
        f"[{part}]" if isinstance(part, int) and not isinstance(part, bool) else str(part) for part in place
    )
