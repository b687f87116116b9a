"""The short hand-written form of a case, in YAML: for tests, demos and small changes to a record.

    person: {born: 1961-05-02, sex: female, country: FR}
    primary: {cancer: colon, diagnosed: 2024-03-18, stage: IV}
    metastases: [{site: liver, since: 2024-03-18}]
    biomarkers: [{alteration: {gene: KRAS, protein_change: G12C}, on: 2024-04-02}, {mmr: proficient}]
    lines: [{number: 1, drugs: [fluorouracil, oxaliplatin], from: 2024-04-15, to: 2025-03-01, ended: progression}]
    never: [kras-g12c-inhibitor]
    history: complete

All keys are in `yaml_sections` (and, for `biomarkers`, `labs`, `never` and `history`, in `yaml_special`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from cordee.case.biomarker import PanelTest
from cordee.case.case import Case
from cordee.case.fact import Fact, Source
from cordee.case.kinds import FIELD_OF
from cordee.case.partial_date import PartialDate
from cordee.case.person import Person
from cordee.case.reading import Reading, Unused
from cordee.case.yaml_fact import Maker
from cordee.case.yaml_sections import PERSON, SECTIONS
from cordee.case.yaml_special import SPECIAL, read_special
from cordee.case.yaml_words import Context, did_you_mean
from cordee.case.yaml_write import write_case_yaml
from cordee.files.located_yaml import read_located
from cordee.terms import Terms, Words

__all__ = ["read_case_yaml", "write_case_yaml"]

_BY_NAME = {section.name: section for section in SECTIONS}
_ALSO = {"primary": "primaries"}
_OLDEST = 130
_SET_ASIDE = Words("erreur ici (voir les erreurs)", "has a fault (see the faults)")


def read_case_yaml(text: str, file: str, terms: Terms, today: date) -> Reading:
    """The case written in `text`.

    Facts that can't be read (an unknown word or key, a date after `today`) are set aside, each with a fault naming its
    line and what was expected. Raises BadInput for what is no such document at all: bad YAML, a key that stands twice.
    """
    located = read_located(text, file)
    if not isinstance(located.value, dict):
        raise located.fault((), "expected a case: keys such as person, primary, lines.")
    maker = Maker(located, Context(terms, today))
    person = _person(maker, located.value)
    facts: list[Fact] = []
    unused: list[Unused] = []
    for key, value in located.value.items():
        name = _ALSO.get(str(key), str(key))
        if name == "person":
            continue
        before = len(maker.faults)
        if name in SPECIAL:
            facts.extend(read_special(name, value, (key,), maker))
        elif name in _BY_NAME:
            facts.extend(maker.facts(_BY_NAME[name], value, (key,)))
        else:
            known = ["person", *_ALSO, *_BY_NAME, *SPECIAL]
            maker.fault(
                (key,), f"no key of a case: expected one of {', '.join(known)}.{did_you_mean(key, known)}"
            )
        unused.extend(Unused(fault.where, _SET_ASIDE) for fault in maker.faults[before:])
    return Reading(
        case=_case(person, _panels_once(facts)),
        faults=tuple(maker.faults),
        unused=tuple(unused),
        resources=len(facts) + 1,
    )


def _person(maker: Maker, document: dict[Any, Any]) -> Person:
    """The person. A faulty key is set aside by itself: the rest of what is known of them stays."""
    value = document.get("person")
    mapping = maker.mapping(value, ("person",), PERSON) if value is not None else None
    fields: dict[str, Any] = {}
    for key, item in (mapping or {}).items():
        fields |= maker.fields(PERSON.keys, {key: item}, ("person",)) or {}
    person = Person(**fields, source=Source("person"))
    if person.born is not None:
        last = person.died.latest if person.died is not None else maker.context.today
        if last.year - person.born.latest.year > _OLDEST:
            maker.fault(("person", "born"), f"makes an age of more than {_OLDEST} years.")
            person = msgspec.structs.replace(person, born=None)
    maker.context = maker.context._replace(born=person.born)
    return person


def _panels_once(facts: list[Fact]) -> list[Fact]:
    """A panel that a biomarker only names is the one described under `panels`, or one with the other mentions."""
    described = {f.name for f in facts if isinstance(f, PanelTest) and f.source.ref.startswith("panels")}
    kept: list[Fact] = []
    mentioned: set[tuple[str, PartialDate | None]] = set()
    for fact in facts:
        if isinstance(fact, PanelTest) and fact.source.ref.startswith("biomarkers"):
            if fact.name in described or (fact.name, fact.on) in mentioned:
                continue
            mentioned.add((fact.name, fact.on))
        kept.append(fact)
    return kept


def _case(person: Person, facts: list[Fact]) -> Case:
    fields: dict[str, list[Fact]] = {}
    for fact in facts:
        fields.setdefault(FIELD_OF[type(fact)], []).append(fact)
    return msgspec.structs.replace(
        Case(person=person), **{name: tuple(found) for name, found in fields.items()}
    )
