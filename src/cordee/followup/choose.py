"""Which questions a person is asked on a day, and why."""

from __future__ import annotations

from datetime import date

from cordee.case import Case
from cordee.case.answer import Answer
from cordee.criteria import CaseView, explain
from cordee.criteria.explain import Proof
from cordee.followup.content import FollowUp
from cordee.followup.policy import DEFAULT_POLICY, Policy
from cordee.followup.question import QuestionSet
from cordee.terms import Words

CHOSEN = Words("ajouté par l’équipe", "added by the team")
NOT_KNOWN = Words("pas encore su\u202f: demandé par prudence", "not known yet: asked to be safe")


def questions_for(
    case: Case, on: date, policy: Policy = DEFAULT_POLICY, content: FollowUp | None = None
) -> QuestionSet:
    """The questions of a check-in for this person on `on`: the core, the sets that the record calls for, those the
    team added. `asked_because` gives the reason for each set."""
    known = _content(content)
    view = CaseView(case, on, known.terms)
    because: dict[str, Words] = {}
    for part in known.sets:
        if part.id in policy.sets_left:
            continue
        if part.id in policy.sets_added:
            because[part.id] = CHOSEN
        elif not part.chosen:
            proof = explain(part.applies, view)
            if proof.answer is Answer.YES:
                because[part.id] = _reason(proof, part.name)
            elif proof.answer is Answer.UNKNOWN and part.when_unknown == "ask":
                because[part.id] = NOT_KNOWN
    return known.question_set(tuple(because), because)


def _reason(proof: Proof, otherwise: Words) -> Words:
    """The fact that called for a set: 'ligne 2 : nivolumab'."""
    if proof.facts and proof.answer is Answer.YES:
        return proof.facts[0].words
    for part in proof.parts:
        if part.answer is Answer.YES:
            return _reason(part, otherwise)
    return otherwise


def _content(content: FollowUp | None) -> FollowUp:
    if content is not None:
        return content
    from cordee.followup.load import load_followup

    return load_followup()
