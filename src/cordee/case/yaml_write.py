"""A case in the hand-written form: what `read_case_yaml` reads back to the same case."""

from __future__ import annotations

from typing import Any

import yaml

from cordee.case.biomarker import Alteration, Marker
from cordee.case.case import Case
from cordee.case.fact import Fact
from cordee.case.kinds import FIELD_OF
from cordee.case.measurement import Imaging, Lab, Lesion
from cordee.case.treatment import Exposure
from cordee.case.yaml_sections import ALTERATION, LESION, PERSON, SECTIONS, Section
from cordee.case.yaml_words import DATE
from cordee.terms import Terms

_WIDTH = 110


class _OneLine(dict[str, Any]):
    """A mapping to be written in braces."""


class _Dumper(yaml.SafeDumper):
    """Writes facts one to a line, and the key `on` without quotes, as a person would."""


def _mapping(dumper: _Dumper, value: _OneLine) -> yaml.Node:
    pairs = [(_key(dumper, key), dumper.represent_data(item)) for key, item in value.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=True)


def _key(dumper: _Dumper, key: str) -> yaml.Node:
    # YAML 1.1 takes a bare 'on' for a yes: under that tag it is written bare, and the reader puts it right.
    return yaml.ScalarNode("tag:yaml.org,2002:bool", "on") if key == "on" else dumper.represent_data(key)


_Dumper.add_representer(_OneLine, _mapping)


def write_case_yaml(case: Case, terms: Terms) -> str:
    """`case` in its one order. Where facts were read (their sources) is not written."""
    case = case.in_order()
    document: dict[str, Any] = {}
    person = _fact(case.person, PERSON)
    if person:
        document["person"] = person
    for section in SECTIONS:
        facts = list(getattr(case, FIELD_OF[section.fact]))  # type: ignore[index]
        never = [f for f in facts if isinstance(f, Exposure) and f.presence == "absent"]
        written = [_fact(fact, section) for fact in facts if fact not in never]
        if section.name == "primaries" and len(written) == 1:
            document["primary"] = written[0]
        elif written:
            document[section.name] = written
        if never:
            document["never"] = [_never(fact) for fact in never]
        if section.name == "panels":
            _found(case, terms, document)
    return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _found(case: Case, terms: Terms, document: dict[str, Any]) -> None:
    markers = [*(_alteration(a) for a in case.alterations), *(_marker(m) for m in case.markers)]
    if markers:
        document["biomarkers"] = markers
    if case.labs:
        document["labs"] = [_lab(lab, terms) for lab in case.labs]


def _fact(fact: Fact | Lesion, section: Section) -> _OneLine:
    written = _OneLine()
    for key in section.keys:
        value = getattr(fact, key.field)
        if value is None or value == () or (key.field == "node" and value is False):
            continue
        written[key.name] = key.value.write(value)
    if isinstance(fact, Imaging) and fact.lesions:
        written["lesions"] = [_fact(lesion, LESION) for lesion in fact.lesions]
    if written.get("presence") == "present" and not isinstance(fact, Exposure):
        del written["presence"]
    return written


def _never(fact: Exposure) -> Any:
    if fact.on is None and fact.known is None:
        return fact.drug
    return _dated(_OneLine(drug=fact.drug), fact)


def _alteration(alteration: Alteration) -> _OneLine:
    written = _dated(_OneLine(alteration=_fact(alteration, ALTERATION)), alteration)
    if alteration.method is not None:
        written["method"] = alteration.method
    return written


def _marker(marker: Marker) -> _OneLine:
    if marker.code is not None and marker.number is not None:
        written = _OneLine(marker=marker.marker, code=marker.code, number=marker.number)
    else:
        written = _OneLine({marker.marker: marker.code if marker.code is not None else marker.number})
    written = _dated(written, marker)
    if marker.method is not None:
        written["method"] = marker.method
    return written


def _lab(lab: Lab, terms: Terms) -> _OneLine:
    term = terms.get("lab", lab.analyte)
    unit = f" {term.unit}" if term is not None and term.unit is not None else ""
    written = _dated(_OneLine({lab.analyte: f"{lab.comparator or ''}{lab.value!r}{unit}"}), lab)
    for name in ("low", "high", "original"):
        if (value := getattr(lab, name)) is not None:
            written[name] = value
    return written


def _dated(written: _OneLine, fact: Fact) -> _OneLine:
    for name in ("on", "known"):
        if (day := getattr(fact, name)) is not None:
            written[name] = DATE.write(day)
    return written
