"""Conditions on laboratory values and serum markers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar, Self

import msgspec

from cordee.case import Lab
from cordee.case.answer import Answer, all_of
from cordee.criteria import fields
from cordee.criteria.assumptions import DEFAULT_FRESHNESS_DAYS
from cordee.criteria.bounds import Limit
from cordee.criteria.finding import Finding, Settle, answered, cite, unknown
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.newest import age_of_newest, days_shown, disagreement, newest, one_voice
from cordee.criteria.quantity_words import quantity_words
from cordee.terms import Terms, Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

_SIGNS = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<"}


class LabLeaf(Leaf, frozen=True, tag="lab"):
    """The latest value of an analyte against limits, fresh enough. A stale value is not known, and says so."""

    KEY: ClassVar = "lab"
    FIELDS: ClassVar = {
        "analyte": fields.term_of("lab"),
        "at_least": fields.limit(),
        "at_most": fields.limit(),
        "above": fields.limit(),
        "below": fields.limit(),
        "within": fields.days(),
    }
    ONE_OF: ClassVar = ("at_least", "at_most", "above", "below")
    analyte: str
    at_least: Limit | None = None
    at_most: Limit | None = None
    above: Limit | None = None
    below: Limit | None = None
    within: float = DEFAULT_FRESHNESS_DAYS

    def checked(self, terms: Terms) -> Self:
        changes = {k: fields.in_unit_of(self.analyte, limit, terms) for k, limit in self._limits()}
        return msgspec.structs.replace(self, **changes)

    def words(self, terms: Terms, negated: bool = False) -> Words:
        name = lab_name(terms, self.analyte)
        parts = " ".join(f"{_SIGNS[k]} {limit.text}" for k, limit in self._limits())
        parts = parts.replace(" x ", " × ")
        french = parts.replace(".", ",").replace("ULN", "LSN").replace("LLN", "LIN")
        return negate_words(name + Words(f" {french}", f" {parts}"), negated)

    def _limits(self) -> list[tuple[str, Limit]]:
        named = (
            ("at_least", self.at_least),
            ("at_most", self.at_most),
            ("above", self.above),
            ("below", self.below),
        )
        return [(k, v) for k, v in named if v is not None]

    def find(self, view: CaseView) -> Finding:
        settle = settle_lab(view.terms, self.analyte)
        last = newest(lab for lab in view.case.labs if lab.analyte == self.analyte)
        if not last:
            return unknown(settle)
        facts = [cite(lab, lab_words(view.terms, lab)) for lab in last]
        age = age_of_newest(last, view.on)
        if age is None:
            return unknown(settle, *facts, note=Words("résultat sans date", "result without a date"))
        if age[1] > self.within:
            days = days_shown(age)
            stale = Words(
                f"dernier dosage il y a {days} jours\u202f: à refaire",
                f"last measured {days} days ago: repeat",
            )
            return unknown(settle, *facts, note=stale)
        answers = [all_of(_against(lab, sign, limit) for sign, limit in self._limits()) for lab in last]
        answer = one_voice(answers)
        no_limits = answer is Answer.UNKNOWN and any(
            _unlimited(lab, k) for lab in last for _, k in self._limits()
        )
        note = (
            Words("limites du laboratoire absentes", "the laboratory's limits are missing")
            if no_limits
            else None
        )
        return answered(answer, settle, *facts, note=disagreement(answers) or note)


def _unlimited(lab: Lab, limit: Limit) -> bool:
    return (lab.high if limit.of == "ULN" else lab.low if limit.of == "LLN" else lab.value) is None


def _against(lab: Lab, sign: str, limit: Limit) -> Answer:
    bound = limit.value
    if limit.of is not None:
        reference = lab.high if limit.of == "ULN" else lab.low
        if reference is None:
            return Answer.UNKNOWN
        bound = limit.value * reference
    least, most = value_range(lab)
    holds = {
        "at_least": (least >= bound, most < bound),
        "at_most": (most <= bound, least > bound),
        "above": (least > bound, most <= bound),
        "below": (most < bound, least >= bound),
    }[sign]
    return Answer.YES if holds[0] else Answer.NO if holds[1] else Answer.UNKNOWN


def value_range(lab: Lab) -> tuple[float, float]:
    """The least and the greatest value a result stands for ('< 5' is anything below 5)."""
    if lab.comparator in ("<", "<="):
        return -math.inf, lab.value if lab.comparator == "<=" else math.nextafter(lab.value, -math.inf)
    if lab.comparator in (">", ">="):
        return lab.value if lab.comparator == ">=" else math.nextafter(lab.value, math.inf), math.inf
    return lab.value, lab.value


class RisingLeaf(Leaf, frozen=True, tag="rising"):
    """A marker has risen from its lowest value by a percentage and an absolute step, seen twice if `confirmed`."""

    KEY: ClassVar = "rising"
    FIELDS: ClassVar = {
        "analyte": fields.term_of("lab"),
        "percent": fields.number(),
        "and": fields.limit("step"),
        "confirmed": fields.only_true(),
    }
    ONE_OF: ClassVar = ("percent", "and")
    analyte: str
    percent: float = 0.0
    step: Limit | None = None
    confirmed: bool | None = None

    def checked(self, terms: Terms) -> Self:
        if self.step is None:
            return self
        return msgspec.structs.replace(self, step=fields.in_unit_of(self.analyte, self.step, terms))

    def words(self, terms: Terms, negated: bool = False) -> Words:
        name = lab_name(terms, self.analyte)
        steps = [f"≥ {self.percent:g}\u202f%"] if self.percent else []
        steps += [f"≥ {self.step.text}"] if self.step else []
        french, english = " et ".join(steps).replace(".", ","), " and ".join(steps).replace("\u202f", "")
        words = name + Words(f" en hausse {french}", f" rising {english}")
        if self.confirmed:
            words += Words(", deux fois de suite", ", twice in a row")
        return negate_words(words, negated)

    def find(self, view: CaseView) -> Finding:
        series = sorted(
            (lab for lab in view.case.labs if lab.analyte == self.analyte and lab.on and not lab.comparator),
            key=lambda lab: lab.on.earliest if lab.on else view.on,
        )
        settle = settle_lab(view.terms, self.analyte)
        if len(series) < (3 if self.confirmed else 2):
            return unknown(settle, *(cite(lab, lab_words(view.terms, lab)) for lab in series))
        later = series[-2:] if self.confirmed else series[-1:]
        nadir = min(series[: -len(later)], key=lambda lab: lab.value)
        step = self.step.value if self.step else 0.0
        risen = [
            lab.value >= nadir.value * (1 + self.percent / 100) and lab.value - nadir.value >= step
            for lab in later
        ]
        facts = [cite(lab, lab_words(view.terms, lab)) for lab in (nadir, *later)]
        return answered(Answer.YES if all(risen) else Answer.NO, settle, *facts)


def lab_name(terms: Terms, analyte: str) -> Words:
    """The analyte's name."""
    term = terms.get("lab", analyte)
    return term.name if term else Words.same(analyte)


def lab_words(terms: Terms, lab: Lab) -> Words:
    """'hémoglobine 112 g/L'."""
    term = terms.get("lab", lab.analyte)
    number = f"{lab.comparator or ''}{lab.value:.4g}"
    return (
        lab_name(terms, lab.analyte) + Words.same(" ") + quantity_words(number, term.unit if term else None)
    )


def settle_lab(terms: Terms, analyte: str) -> Settle:
    """Measure it."""
    name = lab_name(terms, analyte)
    return Settle(f"lab:{analyte}", Words(f"dosage\u202f: {name.fr}", f"measure: {name.en}"))
