"""Conditions on what was given before, and on what is being given now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cordee.case import Exposure, LineOfTherapy, days_between
from cordee.case.answer import Answer, all_of, any_of
from cordee.criteria import fields
from cordee.criteria.assumptions import ASSUMPTIONS
from cordee.criteria.bounds import Bound
from cordee.criteria.finding import Cited, Finding, Settle, answered, cite, no, unknown, yes
from cordee.criteria.leaf import Leaf
from cordee.criteria.leaves.disease import names
from cordee.criteria.newest import newest
from cordee.criteria.selections import lines_by_start, metastatic_setting
from cordee.terms import Terms, Words
from cordee.terms.words import join_words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

OUTCOMES = ("progressed", "toxicity", "choice", "completed", "response")
SETTLE_HISTORY = Settle(
    "treatment-history",
    Words(
        "confirmer la liste complète des traitements reçus",
        "confirm the complete list of treatments received",
    ),
)


class PriorLeaf(Leaf, frozen=True, tag="prior"):
    """One of these drugs or classes was given, now or before, in a line that fits every detail asked."""

    KEY: ClassVar = "prior"
    FIELDS: ClassVar = {
        "drug": fields.terms_of("drug", only=lambda t: not t.is_class),
        "class": fields.terms_of("drug", "classes", only=lambda t: t.is_class),
        "systemic": fields.only_true(),
        "outcome": fields.words_of(OUTCOMES),
        "count": fields.bound(),
        "setting": fields.words_of(["neoadjuvant", "adjuvant", "curative", "metastatic"]),
        "since": fields.bound(time=True),
        "lasted": fields.bound(time=True),
    }
    ONE_OF: ClassVar = ("drug", "class", "systemic")
    drug: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    systemic: bool | None = None
    outcome: tuple[str, ...] = ()
    count: Bound | None = None
    setting: tuple[str, ...] = ()
    since: Bound | None = None
    lasted: Bound | None = None

    def words(self, terms: Terms, negated: bool = False) -> Words:
        what = names(terms, "drug", self.drug + self.classes) if not self.systemic else _SYSTEMIC
        never = Words(", jamais ", ", never ") if negated else Words(", ", ", ")
        if self.outcome:
            words = (
                what
                + never
                + join_words([_OUTCOME_WORDS[o] for o in self.outcome], ", ", Words(" ou ", " or "))
            )
        else:
            words = what + (
                never + Words("reçu", "received") if negated else Words(", déjà reçu", ", received before")
            )
        if self.setting:
            words += Words(" (", " (") + _SETTING_WORDS[self.setting[0]] + Words.same(")")
        if self.count:
            words += Words(", lignes ", ", lines ") + self.count.words()
        if self.since:
            words += Words(", dernière dose il y a ", ", last dose ") + self.since.words() + Words("", " ago")
        if self.lasted:
            words += Words(", durée ", ", lasting ") + self.lasted.words()
        return words

    def find(self, view: CaseView) -> Finding:
        wanted = self.drug + self.classes
        given = [line for line in lines_by_start(view) if self.systemic or contains(view, line, wanted)]
        judged = [(self._fits(view, line), line) for line in given]
        fitting = [line for answer, line in judged if answer is Answer.YES]
        maybe = [line for answer, line in judged if answer is Answer.UNKNOWN]
        closed = history_is_complete(view) and (self.systemic or not _unmapped(view))
        if self.count:
            denied = _all_denied(view, wanted) if not given else []
            most = 0 if denied else len(fitting) + len(maybe) if closed else 10**6
            facts = [line_cited(view, line) for line in fitting] + [
                cite(e, _never(view, e.drug)) for e in denied
            ]
            said = history_cited(view) if closed and not denied else ()
            return answered(self.count.holds(len(fitting), most), SETTLE_HISTORY, *facts, *said)
        if fitting:
            return yes(*(line_cited(view, line) for line in fitting))
        if maybe:
            return unknown(_settle_line(maybe[-1]), *(line_cited(view, line) for line in maybe))
        return self._without_a_line(view, wanted, given, closed)

    def _without_a_line(
        self, view: CaseView, wanted: tuple[str, ...], given: list[LineOfTherapy], closed: bool
    ) -> Finding:
        detail = bool(self.outcome or self.setting or self.since or self.lasted)
        for e in view.case.exposures:
            if e.presence == "present" and view.is_any("drug", e.drug, wanted):
                fact = cite(e, view.name("drug", e.drug))
                return unknown(SETTLE_HISTORY, fact) if detail else yes(fact)
        denied = _all_denied(view, wanted) if not given else []
        if denied:
            return no(*(cite(e, _never(view, e.drug)) for e in denied))
        if closed:
            return no(*(line_cited(view, line) for line in given), *history_cited(view))
        if _unmapped(view):
            return unknown(
                Settle(
                    "unmapped-drug",
                    Words("identifier le médicament non reconnu", "identify the drug not recognised"),
                )
            )
        note = Words("aucune ligne ne le dit", "no recorded line says so")
        return unknown(SETTLE_HISTORY, *(line_cited(view, line) for line in given), note=note)

    def _fits(self, view: CaseView, line: LineOfTherapy) -> Answer:
        checks = []
        if self.outcome:
            checks.append(any_of(line_outcome(line, o) for o in self.outcome))
        if self.setting:
            checks.append(_setting_is(line, self.setting))
        if self.since:
            checks.append(_since(view, line, self.since))
        if self.lasted:
            checks.append(_lasted(view, line, self.lasted))
        return all_of(checks)


class CurrentLeaf(Leaf, frozen=True, tag="current"):
    """Being given now."""

    KEY: ClassVar = "current"
    FIELDS: ClassVar = {
        "drug": fields.terms_of("drug", only=lambda t: not t.is_class),
        "class": fields.terms_of("drug", "classes", only=lambda t: t.is_class),
        "systemic": fields.only_true(),
    }
    ONE_OF: ClassVar = ("drug", "class", "systemic")
    drug: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    systemic: bool | None = None

    def words(self, terms: Terms, negated: bool = False) -> Words:
        what = names(terms, "drug", self.drug + self.classes) if not self.systemic else _SYSTEMIC
        return what + (
            Words(", pas en cours", ", not being given")
            if negated
            else Words(", en cours", ", being given now")
        )

    def find(self, view: CaseView) -> Finding:
        settle = Settle(
            "current-treatment",
            Words("dire quel traitement est en cours", "say which treatment is being given"),
        )
        lines = lines_by_start(view)
        wanted = self.drug + self.classes
        matching = [line for line in lines if self.systemic or contains(view, line, wanted)]
        running = [line for line in matching if line.ongoing is True]
        if running:
            return yes(*(line_cited(view, line) for line in running))
        unclear = [line for line in matching if not has_ended(line)]
        if unclear:
            return unknown(settle, *(line_cited(view, line) for line in unclear))
        other = [line for line in lines if line.ongoing is True and not line.unmapped]
        if other:
            return no(
                *(line_cited(view, line) for line in other), note=ASSUMPTIONS["running-line-is-all"].infers
            )
        if lines and history_is_complete(view) and all(has_ended(line) for line in lines):
            return no(line_cited(view, lines[-1]), *history_cited(view))
        return unknown(settle)


def _all_denied(view: CaseView, wanted: tuple[str, ...]) -> list[Exposure]:
    """Statements that none of `wanted` was ever given; empty when one of them is not denied, or stated given."""
    if any(e.presence == "present" and view.is_any("drug", e.drug, wanted) for e in view.case.exposures):
        return []
    never = [e for e in view.case.exposures if e.presence == "absent"]
    by = [[e for e in never if view.terms.is_a("drug", w, e.drug)] for w in wanted]
    return list(dict.fromkeys(e for found in by for e in found)) if all(by) else []


def contains(view: CaseView, line: LineOfTherapy, wanted: tuple[str, ...]) -> bool:
    """Whether a line holds one of the drugs, or a drug of one of the classes, `wanted`."""
    return any(view.is_any("drug", drug, wanted) for drug in line.drugs)


def has_ended(line: LineOfTherapy) -> bool:
    """Whether the record says that the line is over."""
    return line.ended_on is not None or line.ended is not None


def line_outcome(line: LineOfTherapy, outcome: str) -> Answer:
    """Whether a line ended so (`progressed`, `toxicity`, `choice`, `completed`) or reached a `response` (CR or PR)."""
    if outcome == "response":
        best = line.best_response
        return Answer.UNKNOWN if best in (None, "NE") else Answer.YES if best in ("CR", "PR") else Answer.NO
    if line.ended is None:
        return Answer.NO if line.ongoing else Answer.UNKNOWN
    wanted = "progression" if outcome == "progressed" else outcome
    return Answer.YES if line.ended == wanted else Answer.UNKNOWN if line.ended == "other" else Answer.NO


def history_is_complete(view: CaseView) -> bool:
    """Whether somebody stated, and nobody took back since, that the lines recorded are all there were."""
    last = newest(view.case.treatment_history)
    return bool(last) and all(h.complete for h in last)


def history_cited(view: CaseView) -> tuple[Cited, ...]:
    """The statement that the list of treatments is complete; empty when nobody made it."""
    said = Words("liste des traitements déclarée complète", "treatment list stated complete")
    return tuple(cite(h, said) for h in newest(view.case.treatment_history)[:1] if history_is_complete(view))


def _unmapped(view: CaseView) -> bool:
    return any(line.unmapped for line in view.case.lines)


def _setting_is(line: LineOfTherapy, wanted: tuple[str, ...]) -> Answer:
    if line.setting is not None:
        return Answer.YES if line.setting in wanted else Answer.NO
    metastatic = metastatic_setting(line)
    if metastatic is None:
        return Answer.UNKNOWN
    return Answer.YES if "metastatic" in wanted else Answer.NO


def _since(view: CaseView, line: LineOfTherapy, bound: Bound) -> Answer:
    if line.ended_on is None:
        return bound.holds(0) if line.ongoing else Answer.UNKNOWN
    return bound.holds(*view.age_in_days(line.ended_on))


def _lasted(view: CaseView, line: LineOfTherapy, bound: Bound) -> Answer:
    if line.on is None:
        return Answer.UNKNOWN
    if line.ended_on is not None:
        return bound.holds(*days_between(line.on, line.ended_on))
    least, most = view.age_in_days(line.on)
    return bound.holds(least, most) if line.ongoing else bound.holds(0, most)


def _settle_line(line: LineOfTherapy) -> Settle:
    number = f" {line.number}" if line.number else ""
    asks = Words(
        f"préciser le déroulement et la fin de la ligne{number}",
        f"state how line{number} went and why it ended",
    )
    return Settle(f"line:{line.number or (line.on.iso if line.on else '')}", asks)


def line_cited(view: CaseView, line: LineOfTherapy) -> Cited:
    """'ligne 2 : fluorouracil + irinotécan', on the day it began."""
    drugs = [view.name("drug", d) for d in line.drugs] + [Words.same(u) for u in line.unmapped]
    listed = Words(" + ".join(d.fr for d in drugs), " + ".join(d.en for d in drugs))
    if line.number:
        return cite(
            line, Words(f"ligne {line.number}\u202f: {listed.fr}", f"line {line.number}: {listed.en}")
        )
    return cite(line, listed)


def _never(view: CaseView, drug: str) -> Words:
    name = view.name("drug", drug)
    return Words(f"{name.fr}\u202f: jamais reçu, dit explicitement", f"{name.en}: never received, stated")


_SYSTEMIC = Words("traitement systémique", "systemic treatment")
_OUTCOME_WORDS = {
    "progressed": Words("arrêté pour progression", "stopped for progression"),
    "toxicity": Words("arrêté pour toxicité", "stopped for toxicity"),
    "choice": Words("arrêté par choix", "stopped by choice"),
    "completed": Words("mené à terme", "completed"),
    "response": Words("avec réponse", "with a response"),
}
_SETTING_WORDS = {
    "neoadjuvant": Words("néoadjuvant", "neoadjuvant"),
    "adjuvant": Words("adjuvant", "adjuvant"),
    "curative": Words("curatif", "curative"),
    "metastatic": Words("phase métastatique", "metastatic setting"),
}
