"""Conditions on the course of treatment: how many lines, how they ended, what they reached, local treatments."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, get_args

from cordee.case import LineOfTherapy, PartialDate, days_between
from cordee.case.answer import Answer, all_of, any_of
from cordee.case.measurement import ResponseCode
from cordee.case.treatment import LocalKind
from cordee.criteria import fields
from cordee.criteria.assumptions import ASSUMPTIONS
from cordee.criteria.bounds import Bound
from cordee.criteria.finding import Finding, Settle, answered, cite, no, unknown, yes
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.leaves.disease import names
from cordee.criteria.leaves.exposure import (
    SETTLE_HISTORY,
    PriorLeaf,
    contains,
    history_cited,
    history_is_complete,
    line_cited,
)
from cordee.criteria.selections import lines_by_start, metastatic_setting
from cordee.terms import Terms, Words
from cordee.terms.words import join_words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

REFRACTORY_WITHIN_DAYS = 28
"""Progression during treatment or up to 4 weeks after the last dose (the older platinum definition, PMID 24607285)."""


class LinesLeaf(Leaf, frozen=True, tag="lines"):
    """How many systemic lines were given; in the metastatic setting unless `setting: any`."""

    KEY: ClassVar = "lines"
    FIELDS: ClassVar = {"count": fields.bound(), "setting": fields.word_of(["metastatic", "any"])}
    SHORT: ClassVar = "count"
    count: Bound
    setting: str = "metastatic"

    def words(self, terms: Terms, negated: bool = False) -> Words:
        where = (
            Words("", "")
            if self.setting == "any"
            else Words(" (phase métastatique)", " (metastatic setting)")
        )
        return negate_words(Words("lignes reçues ", "lines received ") + self.count.words() + where, negated)

    def find(self, view: CaseView) -> Finding:
        lines = lines_by_start(view)
        metastatic = [line for line in lines if metastatic_setting(line) is True]
        maybe = [line for line in lines if metastatic_setting(line) is None]
        highest = max((line.number or 0 for line in lines), default=0)
        least = max(len(metastatic), highest)
        most = least + len(maybe)
        if self.setting == "any":
            before = len(lines) - len(metastatic) - len(maybe)
            least, most = max(len(lines), least + before), most + before
        complete = history_is_complete(view)
        note = ASSUMPTIONS["line-number-counts"].infers if highest and not complete else None
        return answered(
            self.count.holds(least, most if highest or complete else 10**6),
            SETTLE_HISTORY,
            *(line_cited(view, line) for line in (lines if self.setting == "any" else metastatic)),
            *history_cited(view),
            note=note,
        )


class _AfterLeaf(Leaf, frozen=True):
    """What refractory and resistant share: progression within so many days of the last dose of a drug or class."""

    FIELDS: ClassVar = {
        "drug": fields.terms_of("drug", only=lambda t: not t.is_class),
        "class": fields.terms_of("drug", "classes", only=lambda t: t.is_class),
        "within": fields.days(),
    }
    ONE_OF: ClassVar = ("drug", "class")
    drug: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    within: float = REFRACTORY_WITHIN_DAYS

    def find(self, view: CaseView) -> Finding:
        wanted = self.drug + self.classes
        given = [line for line in lines_by_start(view) if contains(view, line, wanted)]
        if not given:
            prior = view.find(PriorLeaf(drug=self.drug, classes=self.classes))
            return unknown(SETTLE_HISTORY, *prior.facts) if prior.answer is Answer.YES else prior
        answers = [(progressed_within(view, line, self.within), line) for line in given]
        answer = any_of(a for a, _ in answers)
        shown = [line_cited(view, line) for a, line in answers if a is answer]
        settle = Settle(
            "progression-date",
            Words("dater la progression et la dernière dose", "date the progression and the last dose"),
        )
        return answered(answer, settle, *shown)


class RefractoryLeaf(_AfterLeaf, frozen=True, tag="refractory"):
    """Progression during the treatment or within 4 weeks of its last dose."""

    KEY: ClassVar = "refractory"

    def words(self, terms: Terms, negated: bool = False) -> Words:
        what = names(terms, "drug", self.drug + self.classes)
        return negate_words(Words(f"réfractaire\u202f: {what.fr}", f"refractory: {what.en}"), negated)


class ResistantLeaf(_AfterLeaf, frozen=True, tag="resistant"):
    """Progression within `within` of the last dose."""

    KEY: ClassVar = "resistant"

    def words(self, terms: Terms, negated: bool = False) -> Words:
        what = names(terms, "drug", self.drug + self.classes)
        days = f"{self.within:.0f}"
        words = Words(
            f"progression dans les {days} jours après la dernière dose\u202f: {what.fr}",
            f"progression within {days} days of the last dose: {what.en}",
        )
        return negate_words(words, negated)


def progressed_within(view: CaseView, line: LineOfTherapy, within_days: float) -> Answer:
    """Whether the illness grew during `line` or within so many days of its last dose."""
    if line.ended == "progression":
        return Answer.YES
    grew = [on for on, code in view.assessed if code == "PD" and _not_before(on, line.on)]
    if line.ended_on is None:
        if not line.ongoing:
            return Answer.UNKNOWN
        held = any(_not_before(on, line.on) for on in _held(view))
        return Answer.YES if grew else Answer.NO if held else Answer.UNKNOWN
    spans = [days_between(line.ended_on, on) for on in grew]
    return any_of(
        [_within(span, within_days) for span in spans] or [_quiet(view, line.ended_on, within_days)]
    )


def _not_before(on: PartialDate, start: PartialDate | None) -> bool:
    return start is None or on.latest >= start.earliest


def _within(span: tuple[int, int], days: float) -> Answer:
    if span[1] <= days:
        return Answer.YES
    return Answer.NO if span[0] > days else Answer.UNKNOWN


def _quiet(view: CaseView, ended: PartialDate, within_days: float) -> Answer:
    """No growth is recorded: a 'no' only if a later image, past the interval, says the illness was held."""
    past = any(days_between(ended, on)[0] > within_days for on in _held(view))
    return Answer.NO if past else Answer.UNKNOWN


def _held(view: CaseView) -> list[PartialDate]:
    """The days of the assessments that say the illness was held."""
    return [on for on, code in view.assessed if code in ("CR", "PR", "SD", "NON-CR/NON-PD")]


class ResponseLeaf(Leaf, frozen=True, tag="response"):
    """Best response of the last line, or of the last line that held a drug or class."""

    KEY: ClassVar = "response"
    FIELDS: ClassVar = {
        "best": fields.words_of(get_args(ResponseCode)),
        "drug": fields.terms_of("drug", only=lambda t: not t.is_class),
        "class": fields.terms_of("drug", "classes", only=lambda t: t.is_class),
    }
    SHORT: ClassVar = "best"
    best: tuple[str, ...] = ()
    drug: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()

    def words(self, terms: Terms, negated: bool = False) -> Words:
        listed = "/".join(self.best)
        words = Words(f"meilleure réponse {listed}", f"best response {listed}")
        if self.drug or self.classes:
            what = names(terms, "drug", self.drug + self.classes)
            words += Words(f" sous {what.fr}", f" on {what.en}")
        return negate_words(words, negated)

    def find(self, view: CaseView) -> Finding:
        wanted = self.drug + self.classes
        lines = [line for line in lines_by_start(view) if not wanted or contains(view, line, wanted)]
        settle = Settle(
            "best-response", Words("préciser la meilleure réponse obtenue", "state the best response reached")
        )
        if not lines:
            return unknown(SETTLE_HISTORY)
        last = lines[-1]
        if last.best_response in (None, "NE"):
            return unknown(settle, line_cited(view, last))
        fact = cite(last, Words.same(last.best_response or ""), last.ended_on)
        return yes(fact) if last.best_response in self.best else no(fact)


class LocalLeaf(Leaf, frozen=True, tag="local"):
    """A local treatment was done."""

    KEY: ClassVar = "local"
    FIELDS: ClassVar = {
        "kind": fields.words_of(get_args(LocalKind)),
        "site": fields.terms_of("site"),
        "target": fields.words_of(["primary", "metastasis", "nodes"]),
    }
    ONE_OF: ClassVar = ("kind", "site", "target")
    kind: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    target: tuple[str, ...] = ()

    def words(self, terms: Terms, negated: bool = False) -> Words:
        parts = [_LOCAL_WORDS[k] for k in self.kind] or [Words("traitement local", "local treatment")]
        words = join_words(parts, ", ", Words(" ou ", " or "))
        if self.site:
            where = names(terms, "site", self.site)
            words += Words(f" ({where.fr})", f" ({where.en})")
        return words + (
            Words(", pas fait", ", not done") if negated else Words(", déjà fait", ", done before")
        )

    def find(self, view: CaseView) -> Finding:
        settle = Settle(
            "local-treatments",
            Words("confirmer les traitements locaux déjà faits", "confirm local treatments already done"),
        )
        judged = []
        for t in view.case.local_treatments:
            kinds = {t.kind, "radiotherapy"} if t.kind == "stereotactic-radiotherapy" else {t.kind}
            checks = [Answer.YES if not self.kind or kinds & set(self.kind) else Answer.NO]
            if self.site:
                checks.append(
                    _known(t.site is not None, t.site is not None and view.is_any("site", t.site, self.site))
                )
            if self.target:
                checks.append(_known(t.target is not None, t.target in self.target))
            judged.append((all_of(checks), t))
        answer = any_of(a for a, _ in judged)
        facts = [cite(t, _LOCAL_WORDS[t.kind]) for a, t in judged if a is answer and a is not Answer.NO]
        return yes(*facts) if answer is Answer.YES else unknown(settle, *facts)


def _known(recorded: bool, matches: bool) -> Answer:
    return Answer.UNKNOWN if not recorded else Answer.YES if matches else Answer.NO


_LOCAL_WORDS = {
    "surgery": Words("chirurgie", "surgery"),
    "radiotherapy": Words("radiothérapie", "radiotherapy"),
    "stereotactic-radiotherapy": Words("radiothérapie stéréotaxique", "stereotactic radiotherapy"),
    "ablation": Words("ablation par l’image", "image-guided ablation"),
    "embolisation": Words("embolisation", "embolisation"),
    "other": Words("autre traitement local", "other local treatment"),
}
