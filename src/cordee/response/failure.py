"""Which lines have failed, and has chemotherapy failed: answered with its evidence."""

from __future__ import annotations

from datetime import date

import msgspec

from cordee.case import Case
from cordee.case.answer import Answer, any_of
from cordee.response.drug_class import CHEMOTHERAPY, contains
from cordee.response.line_outcome import LineOutcome, Outcome
from cordee.response.lines import line_outcomes
from cordee.response.reason import Evidence
from cordee.terms import Terms
from cordee.terms.words import Words


class ChemotherapyFailure(msgspec.Struct, frozen=True, kw_only=True):
    """`answer` with the chemotherapy lines it rests on. `by`: every way a line failed, for the person's
    history.

    `to_settle` says what would turn UNKNOWN into an answer.
    """

    answer: Answer
    by: tuple[Outcome, ...] = ()
    lines: tuple[LineOutcome, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[Evidence, ...] = ()
    to_settle: Words | None = None


def failures(case: Case, on: date, terms: Terms) -> tuple[LineOutcome, ...]:
    """The lines that have failed as known on `on`, in order. `line_outcomes` gives every line."""
    return tuple(outcome for outcome in line_outcomes(case, on, terms) if outcome.failed is Answer.YES)


def has_chemotherapy_failed(case: Case, on: date, terms: Terms) -> ChemotherapyFailure:
    """YES when a line with chemotherapy failed, by progression or because its effects could not be borne.

    NO needs every line to be known not to have failed, or a statement that the recorded history is complete
    and holds no chemotherapy. A line stopped by choice, or of drugs no term knows, leaves the answer open.
    """
    held = [
        (outcome, contains(outcome.line, CHEMOTHERAPY, terms)) for outcome in line_outcomes(case, on, terms)
    ]
    lines = tuple(outcome for outcome, chemotherapy in held if chemotherapy is not Answer.NO)
    sure = [outcome.failed for outcome, chemotherapy in held if chemotherapy is Answer.YES]
    unsure = [
        Answer.UNKNOWN
        for outcome, chemo in held
        if chemo is Answer.UNKNOWN and outcome.failed is not Answer.NO
    ]
    # A drug of an unknown class that did not fail can't make the answer yes.
    complete = any(history.complete for history in case.as_of(on).treatment_history)
    missing = [] if sure or complete else [Answer.UNKNOWN]
    answer = any_of([*sure, *unsure, *missing])
    failed = tuple(o for o, chemo in held if chemo is Answer.YES and o.failed is Answer.YES)
    return ChemotherapyFailure(
        answer=answer,
        by=tuple(dict.fromkeys(word for outcome in failed for word in outcome.outcomes)),
        lines=lines,
        evidence=tuple(e for outcome in (failed or lines) for e in outcome.evidence),
        conflicts=tuple(c for outcome in lines for c in outcome.conflicts),
        to_settle=_to_settle(held, missing=bool(missing)) if answer is Answer.UNKNOWN else None,
    )


def _to_settle(held: list[tuple[LineOutcome, Answer]], *, missing: bool) -> Words:
    for outcome, chemotherapy in held:
        if chemotherapy is Answer.YES and outcome.to_settle is not None:
            return outcome.to_settle
    if any(chemotherapy is Answer.UNKNOWN for _, chemotherapy in held):
        return Words("Quels médicaments ces lignes contenaient.", "Which medicines these lines contained.")
    if missing:
        return Words(
            "Si une chimiothérapie a été donnée\u202f: le dossier n’en cite pas et ne se dit pas complet.",
            "Whether chemotherapy was given: the record mentions none and does not say it is complete.",
        )
    return Words("Un examen d’imagerie depuis la chimiothérapie.", "A scan since chemotherapy.")
