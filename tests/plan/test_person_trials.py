"""Trials are told to the person as a number to look at together, never as an offer."""

from __future__ import annotations

import msgspec
from example_plans import case_of, plan_of

from cordee.case.answer import Answer
from cordee.plan.model import PlanTrial
from cordee.plan.voice_person import person_document
from cordee.terms import Words

TRIAL = PlanTrial(
    id="trial.X-1",
    words=Words.same("X-1, phase 2: an invented trial. Conditions met: 3."),
    sources=("trial:X-1",),
    title="An invented trial",
    phase="2",
    status="open",
    verdict=Answer.UNKNOWN,
    arm="A",
    met=3,
    not_known=2,
)


def told(trials: tuple[PlanTrial, ...], more: int | None) -> str:
    plan = msgspec.structs.replace(plan_of("lung-egfr"), trials=trials, more_trials=more)
    document = person_document(plan, case_of("lung-egfr").person.name)
    texts = [t for s in document.sections if s.id == "possible" for t in s.blocks]
    return msgspec.json.encode(texts).decode()


def test_the_person_hears_how_many_trials_there_are_to_look_at() -> None:
    said = told((TRIAL,), 3)
    assert "Des essais de nouveaux traitements pourraient vous concerner\u202f: 4 " in said
    assert "Participer est toujours un choix" in said
    assert "An invented trial" not in said  # its title is for the team: trials speak the trade's language


def test_nothing_is_said_when_there_is_none() -> None:
    assert "essais de nouveaux traitements" not in told((), None)
