"""Coded concepts to terms and back: by code system first, then by text, which makes a marked guess."""

from __future__ import annotations

import re
from typing import NamedTuple

from cordee.fhir import fault_words as w
from cordee.fhir.node import Json, Node
from cordee.fhir.systems import WRITTEN, known_system, own_system
from cordee.fhir.trouble import Faulty
from cordee.terms import Term, TermKind, Terms, normal

_TAG = re.compile(r"\s*\((?:disorder|finding|procedure|situation|morphologic abnormality|qualifier value|"
                  r"regime/therapy|substance|product|body structure|observable entity|event)\)\s*\Z")  # fmt: skip


class Found(NamedTuple):
    """A term, and the words it was guessed from when no code said it."""

    term: Term
    guess: str | None = None


def codes(concept: Node | None) -> list[tuple[str, str]]:
    """The (system, code) pairs of a CodeableConcept, in order."""
    if concept is None:
        return []
    if concept.codes is None:
        concept.codes = _codes(concept)
    return concept.codes


def _codes(concept: Node) -> list[tuple[str, str]]:
    pairs = []
    for item in concept.items("coding"):
        code, system = item.get("code"), item.get("system")
        if not (code is None or isinstance(code, str)) or not (system is None or isinstance(system, str)):
            raise Faulty(concept.pointer("coding"), w.EXPECTED_CODING)
        if code:
            pairs.append((system or "", code))
    return pairs


def words(concept: Node | None) -> list[str]:
    """What a CodeableConcept says in words: its text, then the names of its codes."""
    if concept is None:
        return []
    spoken = [concept.text("text"), *(coding.text("display") for coding in concept.children("coding"))]
    return list(dict.fromkeys(s for s in spoken if s))


def what(concept: Node | None) -> str:
    """The best few words for a concept, for the list of what was not used."""
    spoken = words(concept) or [code for _, code in codes(concept)]
    return spoken[0][:120] if spoken else ""


def untagged(text: str) -> str:
    """`text` without the kind that SNOMED CT's full names end with ('… (disorder)')."""
    return _TAG.sub("", text)


def by_codes(concept: Node | None, kind: TermKind, terms: Terms) -> Term | None:
    """The term that one of the concept's codes stands for, ours first."""
    pairs = codes(concept)
    if not pairs:
        return None
    own = own_system(kind)
    for system, code in pairs:
        if system == own and (term := terms.get(kind, code)) is not None:
            return term
    for system, code in pairs:
        known = known_system(system, code)
        if known is None:
            continue
        term = terms.by_code(kind, known, code)
        if term is None and known == "hgnc":
            other = code.removeprefix("HGNC:") if code.startswith("HGNC:") else f"HGNC:{code}"
            term = terms.by_code(kind, known, other)
        if term is not None:
            return term
    return None


def find(concept: Node | None, kind: TermKind, terms: Terms) -> Found | None:
    """The term of a concept: by code, then by its exact words (a guess, and marked)."""
    term = by_codes(concept, kind, terms)
    if term is not None:
        return Found(term)
    for text in words(concept):
        for spoken in dict.fromkeys((text, untagged(text))):
            term = terms.by_text(kind, spoken) if normal(spoken) else None
            if term is not None:
                return Found(term, text)
    return None


def own_code(concept: Node | None, name: str) -> str | None:
    """The code that one of our own code systems gives."""
    wanted = own_system(name)
    return next((code for system, code in codes(concept) if system == wanted), None)


def concept_of(kind: TermKind, id: str, terms: Terms) -> Json:
    """A CodeableConcept for the term `id`: our code, then the standard codes it has, then its English name."""
    coding: list[Json] = [{"system": own_system(kind), "code": id}]
    term = terms.get(kind, id)
    if term is None:
        return {"coding": coding, "text": id}
    coding[0]["display"] = term.name.en
    for system, found in term.codes.items():
        if found:
            coding.append({"system": WRITTEN[system], "code": found[0]})
    return {"coding": coding, "text": term.name.en}


def own_concept(name: str, code: str, *others: Json) -> Json:
    """A CodeableConcept in one of our small code systems, with its standard equivalents."""
    return {"coding": [{"system": own_system(name), "code": code}, *others]}


def coding(system: str, code: str, display: str = "") -> Json:
    """One Coding."""
    return (
        {"system": system, "code": code, "display": display} if display else {"system": system, "code": code}
    )
