"""Conditions on the person: age, sex, country, performance status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from cordee.case import PartialDate, Performance
from cordee.case.answer import Answer
from cordee.criteria import fields
from cordee.criteria.assumptions import ASSUMPTIONS, DEFAULT_FRESHNESS_DAYS
from cordee.criteria.bounds import Bound
from cordee.criteria.finding import Finding, Settle, answered, cite, no, unknown, yes
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.newest import age_of_newest, days_shown, disagreement, newest, one_voice
from cordee.terms import Terms, Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

SETTLE_PERFORMANCE = Settle(
    "performance", Words("évaluer l’état général (indice OMS)", "assess performance status (ECOG)")
)


class AgeLeaf(Leaf, frozen=True, tag="age"):
    """Age in whole years on the day."""

    KEY: ClassVar = "age"
    FIELDS: ClassVar = {"age": fields.bound()}
    SHORT: ClassVar = "age"
    age: Bound

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return negate_words(Words("âge ", "age ") + self.age.words() + Words(" ans", ""), negated)

    def find(self, view: CaseView) -> Finding:
        born = view.case.person.born
        settle = Settle("birth-date", Words("compléter la date de naissance", "complete the date of birth"))
        if born is None:
            return unknown(settle)
        least, most = age_on(born, view.on)
        shown = f"{least}" if least == most else f"{least}–{most}"
        fact = cite(view.case.person, Words(f"{shown} ans", f"{shown} years"))
        return answered(self.age.holds(least, most), settle, fact)


def age_on(born: PartialDate, day: date) -> tuple[int, int]:
    """The least and the greatest age in whole years on `day`, given what is known of the birth date."""

    def years(birth: date) -> int:
        return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))

    return years(born.latest), years(born.earliest)


class SexLeaf(Leaf, frozen=True, tag="sex"):
    """Recorded sex."""

    KEY: ClassVar = "sex"
    FIELDS: ClassVar = {"sex": fields.word_of(["female", "male"])}
    SHORT: ClassVar = "sex"
    sex: str

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return negate_words(
            Words("femme", "female") if self.sex == "female" else Words("homme", "male"), negated
        )

    def find(self, view: CaseView) -> Finding:
        sex = view.case.person.sex
        if sex is None:
            return unknown(Settle("sex", Words("compléter le sexe", "complete the recorded sex")))
        words = {
            "female": Words("femme", "female"),
            "male": Words("homme", "male"),
            "other": Words("autre", "other"),
        }[sex]
        return (yes if sex == self.sex else no)(cite(view.case.person, words))


class CountryLeaf(Leaf, frozen=True, tag="country"):
    """Country of residence, ISO 3166-1 alpha-2."""

    KEY: ClassVar = "country"
    FIELDS: ClassVar = {"country": fields.text()}
    SHORT: ClassVar = "country"
    country: str

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return negate_words(Words(f"pays\u202f: {self.country}", f"country: {self.country}"), negated)

    def find(self, view: CaseView) -> Finding:
        country = view.case.person.country
        if country is None:
            return unknown(Settle("country", Words("compléter le pays", "complete the country")))
        fact = cite(view.case.person, Words.same(country))
        return yes(fact) if country.upper() == self.country.upper() else no(fact)


class EcogLeaf(Leaf, frozen=True, tag="ecog"):
    """Latest ECOG; a Karnofsky index answers where no ECOG is as recent."""

    KEY: ClassVar = "ecog"
    FIELDS: ClassVar = {"is": fields.bound("ecog"), "within": fields.days()}
    SHORT: ClassVar = "is"
    ecog: Bound
    within: float = DEFAULT_FRESHNESS_DAYS

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return negate_words(Words("OMS ", "ECOG ") + self.ecog.words(), negated)

    def find(self, view: CaseView) -> Finding:
        last = newest(view.case.performance)
        direct = tuple(p for p in last if p.ecog is not None)
        return _performance(view, direct or last, self.ecog, self.within, ecog_range, related=not direct)


class KarnofskyLeaf(Leaf, frozen=True, tag="karnofsky"):
    """Latest Karnofsky index. An ECOG alone leaves a range of Karnofsky values."""

    KEY: ClassVar = "karnofsky"
    FIELDS: ClassVar = {"is": fields.bound("karnofsky"), "within": fields.days()}
    SHORT: ClassVar = "is"
    karnofsky: Bound
    within: float = DEFAULT_FRESHNESS_DAYS

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return negate_words(Words("Karnofsky ", "Karnofsky ") + self.karnofsky.words(), negated)

    def find(self, view: CaseView) -> Finding:
        last = newest(view.case.performance)
        direct = tuple(p for p in last if p.karnofsky is not None)
        return _performance(
            view, direct or last, self.karnofsky, self.within, karnofsky_range, related=not direct
        )


def _performance(
    view: CaseView,
    last: tuple[Performance, ...],
    bound: Bound,
    within: float,
    scale: Callable[[Performance], tuple[int, int] | None],
    *,
    related: bool,
) -> Finding:
    """The answer of the latest assessments on one scale; `related`: read over from the other scale."""
    if not last:
        return unknown(SETTLE_PERFORMANCE)
    facts = [cite(p, performance_words(p)) for p in last]
    if stale := _stale(view, last, within):
        return unknown(SETTLE_PERFORMANCE, *facts, note=stale)
    spans = [scale(p) for p in last]
    answers = [bound.holds(*span) if span else Answer.UNKNOWN for span in spans]
    note = ASSUMPTIONS["ecog-from-karnofsky"].infers if related and any(spans) else None
    return answered(one_voice(answers), SETTLE_PERFORMANCE, *facts, note=disagreement(answers) or note)


ECOG_OF_KARNOFSKY: dict[int, tuple[int, int]] = {
    100: (0, 0), 90: (0, 1), 80: (1, 1), 70: (1, 2), 60: (2, 3), 50: (2, 3), 40: (3, 4), 30: (3, 4), 20: (4, 4), 10: (4, 4), 0: (5, 5),
}  # fmt: skip
"""The ECOG grades a Karnofsky index can stand for. No formal mapping of the scales exists; this spans the customary one
(two tens a grade from 90–100) and that of the largest paired series (Prasad 2018, PMID 30425939: 100, 80–90, 70, 50–60, 10–40)."""


def ecog_range(p: Performance) -> tuple[int, int] | None:
    """The least and the greatest ECOG a recorded performance status can stand for; None when it holds neither scale."""
    if p.ecog is not None:
        return p.ecog, p.ecog
    return None if p.karnofsky is None else ECOG_OF_KARNOFSKY.get(p.karnofsky // 10 * 10)


def karnofsky_range(p: Performance) -> tuple[int, int] | None:
    """The least and the greatest Karnofsky index a recorded performance status can stand for."""
    if p.karnofsky is not None:
        return p.karnofsky, p.karnofsky
    possible = [
        k for k, (low, high) in ECOG_OF_KARNOFSKY.items() if p.ecog is not None and low <= p.ecog <= high
    ]
    return (min(possible), max(possible)) if possible else None


def performance_words(p: Performance) -> Words:
    """'OMS 1' / 'ECOG 1', or the Karnofsky index."""
    if p.ecog is not None:
        return Words(f"OMS {p.ecog}", f"ECOG {p.ecog}")
    return Words.same(f"Karnofsky {p.karnofsky}")


def _stale(view: CaseView, last: tuple[Performance, ...], within: float) -> Words | None:
    age = age_of_newest(last, view.on)
    if age is None:
        return Words("évaluation sans date", "assessment without a date")
    if age[1] <= within:
        return None
    days = days_shown(age)
    return Words(
        f"dernière évaluation il y a {days} jours\u202f: à refaire",
        f"last assessed {days} days ago: assess again",
    )
