"""Reading the term files. One loader; the result is cached compiled (see `cordee.files.compiled`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from cordee.files.compiled import compiled
from cordee.files.fault import BadInput, Fault
from cordee.files.located_yaml import read_located
from cordee.terms.lookup import Terms
from cordee.terms.term import Term, TermKind

DATA = Path(__file__).parent / "data"

FILES: dict[TermKind, tuple[str, ...]] = {
    "cancer": ("cancers.yaml",),
    "histology": ("histologies.yaml",),
    "site": ("sites.yaml",),
    "gene": ("genes.yaml",),
    "alteration_class": ("alteration_classes.yaml",),
    "drug": ("drug_classes.yaml", "drugs.yaml"),
    "marker": ("markers.yaml",),
    "lab": ("labs.yaml",),
    "condition": ("conditions.yaml",),
    "symptom": ("symptoms.yaml",),
    "toxicity": ("toxicities.yaml",),
    "judgement": ("judgements.yaml",),
    "role": ("roles.yaml",),
}


@cache
def load_terms() -> Terms:
    """The terms that ship with Cordée. Raises BadInput naming file and line of every fault."""
    paths = [DATA / name for names in FILES.values() for name in names]
    read = compiled("terms", paths, dict[TermKind, tuple[Term, ...]], lambda: read_terms(DATA))
    return Terms(read)


def read_terms(folder: Path) -> dict[TermKind, tuple[Term, ...]]:
    """The terms in `folder`, checked: every id once per kind, every parent exists, no circle of parents."""
    faults: list[Fault] = []
    read: dict[TermKind, tuple[Term, ...]] = {}
    for kind, names in FILES.items():
        terms: list[Term] = []
        lines: dict[str, tuple[str, int]] = {}
        for name in names:
            located = read_located((folder / name).read_text(encoding="utf-8"), name)
            for i, item in enumerate(located.value or ()):
                line = located.line((i,))
                try:
                    term = msgspec.convert(item, Term)
                except msgspec.ValidationError as error:
                    faults.append(Fault(file=name, where=f"line {line}", problem=str(error)))
                    continue
                if term.id in lines:
                    faults.append(
                        Fault(file=name, where=f"line {line}", problem=f"the id '{term.id}' stands twice.")
                    )
                lines[term.id] = (name, line)
                terms.append(term)
        faults.extend(_parent_faults(terms, lines))
        read[kind] = tuple(terms)
    faults.extend(_dead_links(read))
    if faults:
        raise BadInput(faults)
    return read


def _dead_links(read: dict[TermKind, tuple[Term, ...]]) -> list[Fault]:
    """Histologies of cancers and excluded conditions that name no term."""
    histologies = {t.id for t in read.get("histology", ())}
    conditions = {t.id for t in read.get("condition", ())}
    dead = [
        (t.id, t.histology) for t in read.get("cancer", ()) if t.histology and t.histology not in histologies
    ]
    dead += [(t.id, x) for t in read.get("condition", ()) for x in t.excludes if x not in conditions]
    return [Fault(file="terms", where=id, problem=f"'{name}' does not exist.") for id, name in dead]


def _parent_faults(terms: list[Term], lines: dict[str, tuple[str, int]]) -> list[Fault]:
    parents = {term.id: term.parents for term in terms}
    faults = []
    for term in terms:
        file, line = lines[term.id]
        where = f"line {line}"
        for parent in term.parents:
            if parent not in parents:
                faults.append(
                    Fault(
                        file=file,
                        where=where,
                        problem=f"the parent '{parent}' of '{term.id}' does not exist.",
                    )
                )
        seen: set[str] = set()
        above = set(term.parents)
        while above:
            seen |= above
            above = {p for a in above for p in parents.get(a, ())} - seen
        if term.id in seen:
            faults.append(Fault(file=file, where=where, problem=f"'{term.id}' is its own ancestor."))
    return faults
