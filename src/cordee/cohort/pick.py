"""Which facts a condition looks at, and what of each: a fact made smaller, or None. Reads a fact's content, never a date."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from cordee.case import (
    Alteration,
    Condition,
    Exposure,
    Fact,
    Imaging,
    Lab,
    LineOfTherapy,
    Marker,
    Metastasis,
    PanelTest,
    Person,
    Primary,
    Symptom,
    Toxicity,
)
from cordee.cohort.kept import NOWHERE
from cordee.criteria.selections import DISTANT_NODE, LYMPH_NODE, REGIONAL_NODE
from cordee.terms import TermKind, Terms

Pick = Callable[[Any, tuple[str, ...], Terms], Fact | None]


@lru_cache(maxsize=4096)
def below(terms: Terms, kind: TermKind, ids: tuple[str, ...]) -> frozenset[str]:
    """`ids` and every known id that stands below one."""
    wanted = frozenset(ids)
    return wanted.union(t.id for t in terms.all(kind) if not wanted.isdisjoint(terms.ancestors(kind, t.id)))


def _any(terms: Terms, kind: TermKind, id: str, wanted: tuple[str, ...]) -> bool:
    return id in below(terms, kind, wanted)


def _all(fact: Fact, ids: tuple[str, ...], terms: Terms) -> Fact:
    return fact


def _without(*fields: str) -> Pick:
    """Every fact, without these fields (which have None or () for default)."""

    def pick(fact: Fact, ids: tuple[str, ...], terms: Terms) -> Fact:
        plain = {name: () if isinstance(getattr(fact, name), tuple) else None for name in fields}
        return msgspec.structs.replace(fact, **plain)

    return pick


def _cancer(fact: Primary, ids: tuple[str, ...], terms: Terms) -> Primary:
    return Primary(cancer=fact.cancer, source=NOWHERE)


def _histology(fact: Primary, ids: tuple[str, ...], terms: Terms) -> Primary:
    return Primary(cancer=fact.cancer, histology=fact.histology, source=NOWHERE)


def _stage(fact: Primary, ids: tuple[str, ...], terms: Terms) -> Primary:
    return Primary(cancer="", stage=fact.stage, m=fact.m and fact.m[0], source=NOWHERE)


def _sex(fact: Person, ids: tuple[str, ...], terms: Terms) -> Person:
    return Person(sex=fact.sex, source=NOWHERE)


def _country(fact: Person, ids: tuple[str, ...], terms: Terms) -> Person:
    return Person(country=fact.country, source=NOWHERE)


def _nobody(fact: Person, ids: tuple[str, ...], terms: Terms) -> Person:
    return Person(source=NOWHERE)


def _imaging_day(fact: Imaging, ids: tuple[str, ...], terms: Terms) -> Imaging:
    return Imaging(source=NOWHERE)


def _reading(fact: Imaging, ids: tuple[str, ...], terms: Terms) -> Imaging | None:
    return Imaging(stated=fact.stated, source=NOWHERE) if fact.stated else None


def _gene(fact: Alteration, ids: tuple[str, ...], terms: Terms) -> Alteration | None:
    """Anomalies of one of the genes; a fusion is of both its partners."""
    return fact if fact.gene in ids or fact.partner in ids else None


def _panel(fact: PanelTest, ids: tuple[str, ...], terms: Terms) -> PanelTest | None:
    genes = tuple(g for g in ids if g in fact.genes)
    return msgspec.structs.replace(fact, genes=genes) if genes else None


def _marker(fact: Marker, ids: tuple[str, ...], terms: Terms) -> Marker | None:
    return fact if fact.marker in ids else None


def _marker_word(fact: Marker, ids: tuple[str, ...], terms: Terms) -> Marker | None:
    return Marker(marker=fact.marker, code=fact.code, source=NOWHERE) if fact.marker in ids else None


def _lab(fact: Lab, ids: tuple[str, ...], terms: Terms) -> Lab | None:
    return fact if fact.analyte in ids else None


def _symptom(fact: Symptom, ids: tuple[str, ...], terms: Terms) -> Symptom | None:
    return fact if _any(terms, "symptom", fact.symptom, ids) else None


def _toxicity(fact: Toxicity, ids: tuple[str, ...], terms: Terms) -> Toxicity | None:
    return fact if _any(terms, "toxicity", fact.toxicity, ids) else None


def _toxicity_of(fact: Toxicity, ids: tuple[str, ...], terms: Terms) -> Toxicity | None:
    if fact.attributed_to is None:
        return fact
    if not _any(terms, "drug", fact.attributed_to, ids):
        return None
    return msgspec.structs.replace(fact, attributed_to=ids[0])


def _condition(fact: Condition, ids: tuple[str, ...], terms: Terms) -> Condition | None:
    """What says or takes back that one of `ids`, or something below it, holds."""
    if _any(terms, "condition", fact.condition, ids):
        return fact
    found = [terms.get("condition", id) for id in ids]
    below = [t for t in terms.all("condition") if _any(terms, "condition", t.id, ids)]
    excluding = {e for t in (*found, *below) if t is not None for e in t.excludes}
    wider = any(terms.is_a("condition", id, fact.condition) for id in ids)
    return fact if wider or fact.condition in excluding else None


def _given(line: LineOfTherapy, ids: tuple[str, ...], terms: Terms) -> tuple[str, ...]:
    return () if below(terms, "drug", ids).isdisjoint(line.drugs) else ids[:1]


def _line(*fields: str, others: bool = False, numbered: bool = False) -> Pick:
    """A line that held one of `ids` (any line when there are none), with these fields, `ids[0]` for its drugs.

    Another line is kept for what was not recognised in it, or whole with `others`. `numbered`: only that it has a number
    counts."""

    def pick(fact: LineOfTherapy, ids: tuple[str, ...], terms: Terms) -> LineOfTherapy | None:
        drugs = _given(fact, ids, terms)
        unmapped = fact.unmapped
        if ids and not drugs and not others:
            return LineOfTherapy(drugs=(), unmapped=unmapped, source=NOWHERE) if unmapped else None
        kept: dict[str, Any] = {name: getattr(fact, name) for name in fields}
        if numbered and fact.number is not None:
            kept["number"] = 1
        return LineOfTherapy(drugs=drugs, unmapped=unmapped, source=NOWHERE, **kept)

    return pick


def _line_day(fact: LineOfTherapy, ids: tuple[str, ...], terms: Terms) -> LineOfTherapy:
    return LineOfTherapy(drugs=(), source=NOWHERE)


def _ending(fact: LineOfTherapy, ids: tuple[str, ...], terms: Terms) -> LineOfTherapy:
    ended: Any = "other" if fact.ended is not None else None
    return LineOfTherapy(
        drugs=_given(fact, ids, terms),
        unmapped=fact.unmapped,
        ongoing=fact.ongoing,
        ended=ended,
        source=NOWHERE,
    )


def _growth(fact: LineOfTherapy, ids: tuple[str, ...], terms: Terms) -> LineOfTherapy:
    ended: Any = "progression" if fact.ended == "progression" else None
    return LineOfTherapy(drugs=(), number=fact.number, ended=ended, source=NOWHERE)


def _new_site(fact: Metastasis, ids: tuple[str, ...], terms: Terms) -> Metastasis | None:
    return Metastasis(site="", source=NOWHERE) if fact.presence == "present" else None


def _spread_class(fact: Metastasis, ids: tuple[str, ...], terms: Terms) -> Metastasis:
    """A site by what counts as distant spread: of regional nodes, of nodes not said which, of distant nodes, of the rest."""
    above = terms.ancestors("site", fact.site)
    site = next((node for node in (REGIONAL_NODE, DISTANT_NODE, LYMPH_NODE) if node in above), "")
    return Metastasis(site=site, presence=fact.presence, source=NOWHERE)


def _exposure(fact: Exposure, ids: tuple[str, ...], terms: Terms) -> Exposure | None:
    if fact.presence == "present":
        return (
            Exposure(drug=ids[0], presence="present", source=NOWHERE)
            if _any(terms, "drug", fact.drug, ids)
            else None
        )
    return fact if any(terms.is_a("drug", id, fact.drug) for id in ids) else None


def _one_of(attribute: str, kind: TermKind | None = None, *, above: bool = False) -> Pick:
    """Facts whose `attribute` is one of `ids`, stands below one of them, or (`above`) is one of them or above one."""

    def pick(fact: Fact, ids: tuple[str, ...], terms: Terms) -> Fact | None:
        id = getattr(fact, attribute)
        if kind is None:
            return fact if id in ids else None
        if above:
            return fact if any(terms.is_a(kind, wanted, id) for wanted in ids) else None
        return fact if _any(terms, kind, id, ids) else None

    return pick


def _site_or_wider(fact: Any, ids: tuple[str, ...], terms: Terms) -> Any:
    near = _any(terms, "site", fact.site, ids) if fact.site else False
    wider = any(terms.is_a("site", id, fact.site) for id in ids) if fact.site else False
    return fact if near or wider else None


PICKS: dict[str, Pick] = {
    "all": _all,
    "cancer": _cancer,
    "histology": _histology,
    "stage": _stage,
    "sex": _sex,
    "country": _country,
    "birth": _nobody,
    "imaging-day": _imaging_day,
    "reading": _reading,
    "gene": _gene,
    "panel": _panel,
    "marker": _marker,
    "marker-word": _marker_word,
    "lab": _lab,
    "symptom": _symptom,
    "toxicity": _toxicity,
    "toxicity-of": _toxicity_of,
    "condition": _condition,
    "exposure": _exposure,
    "line": _line("number", "setting", "ended", "ongoing", "best_response"),
    "line-given": _line(),
    "line-setting": _line("setting", numbered=True),
    "line-outcome": _line("ended", "ongoing", "best_response"),
    "line-dated": _line("ongoing"),
    "line-count": _line("number", "setting"),
    "line-response": _line("number", "best_response", others=True),
    "line-course": _line("ended", "ongoing", "number", others=True),
    "line-growth": _growth,
    "line-day": _line_day,
    "line-ending": _ending,
    "judged": _one_of("question"),
    "refusal": _one_of("of", "drug", above=True),
    "goal": _all,
    "relative": _one_of("cancer", "cancer"),
    "step": _one_of("step"),
    "new-site": _new_site,
    "spread-class": _spread_class,
    "site": _site_or_wider,
    "spread": _without("lesions", "treated", "stable", "symptomatic"),
    "lesions": _without("treated", "stable", "symptomatic"),
}
"""By name, as a `Part` names them."""
