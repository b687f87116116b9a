"""Facts of one record that can't both be right, or that say the same twice: shown side by side, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from typing import Any, Literal

import msgspec

from cordee import case as c
from cordee.case import Case, Fact
from cordee.response.figures import day
from cordee.service.record.fact_words import fact_words
from cordee.terms import Terms, Words


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """Two or more facts to look at together. `kind`: `contradiction` when they can't all be right, `double` when they
    say the same. `refs` are the resources they were read from, `saying` what each says."""

    kind: Literal["contradiction", "double"]
    words: Words
    refs: tuple[str, ...]
    saying: tuple[Words, ...]


# What two facts must share to speak of the same thing on the same day, and what of them must then agree.
_SAME: dict[type[Fact], tuple[Callable[[Any], Hashable], Callable[[Any], Hashable], Words]] = {
    c.Performance: (
        lambda f: "",
        lambda f: (f.ecog, f.karnofsky),
        Words("Deux évaluations de l’état général le même jour", "Two performance assessments on one day"),
    ),
    c.Lab: (
        lambda f: f.analyte,
        lambda f: (f.value, f.comparator),
        Words("La même analyse, deux résultats le même jour", "The same test, two results on one day"),
    ),
    c.Marker: (
        lambda f: f.marker,
        lambda f: (f.code, f.number),
        Words("Le même marqueur, deux résultats le même jour", "The same marker, two results on one day"),
    ),
    c.Alteration: (
        lambda f: (f.gene, f.kind, f.protein_change, f.alteration_class, f.exon, f.partner, f.origin),
        lambda f: (f.presence, f.pathogenic),
        Words("La même anomalie, présente et absente le même jour", "The same alteration, found and not found on one day"),
    ),
    c.Metastasis: (
        lambda f: f.site,
        lambda f: f.presence,
        Words("Le même site, atteint et indemne le même jour", "The same site, affected and clear on one day"),
    ),
    c.Condition: (
        lambda f: f.condition,
        lambda f: f.presence,
        Words("Le même état, présent et absent le même jour", "The same condition, present and absent on one day"),
    ),
    c.Symptom: (
        lambda f: (f.symptom, f.reporter),
        lambda f: f.score,
        Words("Le même symptôme, deux notes le même jour", "The same symptom, two scores on one day"),
    ),
    c.Toxicity: (
        lambda f: f.toxicity,
        lambda f: f.grade,
        Words("Le même effet indésirable, deux grades le même jour", "The same adverse effect, two grades on one day"),
    ),
    c.LineOfTherapy: (
        lambda f: tuple(sorted(f.drugs)),
        lambda f: (f.ended_on, f.ended),
        Words("Le même traitement, deux fins différentes", "The same treatment with two different ends"),
    ),
    c.Exposure: (
        lambda f: f.drug,
        lambda f: f.presence,
        Words("Le même médicament, reçu et jamais reçu", "The same medicine, received and never received"),
    ),
}  # fmt: skip
_TWICE = Words("La même chose est écrite deux fois", "The same thing is recorded twice")
_TWO_TUMOURS = Words(
    "Deux tumeurs d’origine\u202f: sont-elles deux, ou la même écrite deux fois\u202f?",
    "Two first tumours: are they two, or the same one recorded twice?",
)
_ONE_NUMBER = Words("Deux lignes portent le même numéro", "Two lines bear the same number")
_AFTER_DEATH = Words("Daté après le décès enregistré", "Dated after the recorded death")
_GIVEN_AND_NEVER = Words(
    "Un médicament dit jamais reçu figure dans une ligne", "A medicine stated never received stands in a line"
)


def contradictions(case: Case, terms: Terms) -> tuple[Contradiction, ...]:
    """Everything of `case` that somebody should look at, contradictions first. Facts without a date are compared with
    each other, never with dated ones."""
    found = [
        *_disagreeing(case, terms),
        *_primaries(case, terms),
        *_lines(case, terms),
        *_after_death(case, terms),
    ]
    return tuple(sorted(found, key=lambda item: item.kind != "contradiction"))


def _made(
    kind: Literal["contradiction", "double"], words: Words, facts: list[Fact], terms: Terms
) -> Contradiction:
    return Contradiction(
        kind=kind,
        words=words,
        refs=tuple(dict.fromkeys(f.source.ref for f in facts)),
        saying=tuple(fact_words(f, terms) for f in facts),
    )


def _disagreeing(case: Case, terms: Terms) -> Iterator[Contradiction]:
    groups: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in case.facts():
        if type(fact) in _SAME:
            groups[type(fact), fact.on, _SAME[type(fact)][0](fact)].append(fact)
    for group in groups.values():
        apart = [f for i, f in enumerate(group) if f.source.ref not in {g.source.ref for g in group[:i]}]
        if len(apart) < 2:
            continue
        _, value, words = _SAME[type(group[0])]
        if len({value(f) for f in apart}) > 1:
            yield _made("contradiction", words + _on(group[0]), apart, terms)
        else:
            yield _made("double", _TWICE + _on(group[0]), apart, terms)


def _on(fact: Fact) -> Words:
    return Words.same(" (") + day(fact.on) + Words.same(")") if fact.on else Words("", "")


def _primaries(case: Case, terms: Terms) -> Iterator[Contradiction]:
    if len(case.primaries) > 1:
        yield _made("contradiction", _TWO_TUMOURS, list(case.primaries), terms)


def _lines(case: Case, terms: Terms) -> Iterator[Contradiction]:
    numbered: dict[int, list[Fact]] = defaultdict(list)
    for line in case.lines:
        if line.number is not None:
            numbered[line.number].append(line)
    for lines in numbered.values():
        if len(lines) > 1:
            yield _made("contradiction", _ONE_NUMBER, lines, terms)
    for never in (e for e in case.exposures if e.presence == "absent"):
        given = [
            line
            for line in case.lines
            if any(terms.is_a("drug", drug, never.drug) for drug in line.drugs)
            and (never.on is None or line.on is None or line.on.earliest <= never.on.latest)
        ]
        if given:
            yield _made("contradiction", _GIVEN_AND_NEVER, [never, *given], terms)


def _after_death(case: Case, terms: Terms) -> Iterator[Contradiction]:
    died = case.person.died
    if died is None:
        return
    late = [f for f in case.facts() if f is not case.person and f.on and f.on.earliest > died.latest]
    if late:
        yield _made("contradiction", _AFTER_DEATH, late, terms)
