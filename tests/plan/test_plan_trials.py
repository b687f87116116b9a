"""The trials of a plan: the nearest first, each resting on its source; nothing is looked into when there is no store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from cordee.case.answer import Answer
from cordee.criteria import parse_text
from cordee.fhir.read_case import read_case
from cordee.plan.diff import compare
from cordee.plan.make import make_plan
from cordee.plan.model import Plan
from cordee.plan.render import to_text
from cordee.plan.schema import plan_json, read_plan
from cordee.plan.voices import document_for
from cordee.terms import load_terms
from cordee.trials import Arm, Site, Trial, TrialList

ON = date(2026, 11, 20)
LUNG = read_case(Path(__file__).parents[2] / "examples" / "lung-egfr.json", on=ON).case
TERMS = load_terms()


def trial(id: str, when: str, country: str = "FR") -> Trial:
    return Trial(
        id=id,
        title=f"Invented {id}.",
        phase="2",
        status="recruiting",
        criterion=parse_text(when, TERMS),
        arms=(Arm(id="A"),),
        sites=(Site(country, "Somewhere", "A hospital", "recruiting"),) if country else (),
        updated="2026-09-01",
    )


def plan_with(*trials: Trial) -> Plan:
    return make_plan(LUNG, on=ON, trials=TrialList(trials))


def test_those_that_fit_stand_first_with_what_would_settle_the_others() -> None:
    plan = plan_with(
        trial("T-3", "{cancer: breast}"),
        trial("T-2", "{all: [{cancer: nsclc}, {stated: can swallow tablets}]}"),
        trial("T-1", "{cancer: nsclc}"),
    )
    first, second = plan.trials
    assert (first.id, first.verdict, first.met, first.not_known) == ("trial.T-1", Answer.YES, 1, 0)
    assert (second.id, second.verdict, second.unknown) == ("trial.T-2", Answer.UNKNOWN, True)
    assert [w.en for w in second.to_settle] == ["to check: “can swallow tablets”"]
    assert first.sites == ("A hospital, Somewhere, FR",)
    assert {"trial:T-1", "trial:T-2"} <= {s.id for s in plan.sources}
    assert read_plan(plan_json(plan), "plan.json") == plan


def test_trials_where_the_person_lives_come_before_those_abroad() -> None:
    abroad, here, anywhere = (
        trial(f"T-{i}", "{cancer: nsclc}", c) for i, c in ((1, "US"), (2, "FR"), (3, ""))
    )
    assert [t.id for t in plan_with(abroad, here, anywhere).trials] == ["trial.T-2", "trial.T-3"]
    assert [t.id for t in plan_with(abroad).trials] == ["trial.T-1"]


def test_a_plan_names_five_and_says_there_are_more() -> None:
    plan = plan_with(*(trial(f"T-{i}", "{cancer: nsclc}") for i in range(8)))
    assert (len(plan.trials), plan.more_trials) == (5, 3)
    assert "cordee trials for" in text(plan)


def test_no_store_and_no_match_are_told_apart() -> None:
    assert "Aucun registre d’essais n’est chargé" in text(make_plan(LUNG, on=ON))
    assert "Aucun essai du registre chargé ne convient" in text(plan_with(trial("T-3", "{cancer: breast}")))


def test_the_order_of_the_store_changes_nothing() -> None:
    trials = [trial(f"T-{i}", "{cancer: nsclc}") for i in range(4)]
    assert msgspec.json.encode(plan_with(*trials)) == msgspec.json.encode(plan_with(*reversed(trials)))


def text(plan: Plan) -> str:
    return " ".join(to_text(document_for(plan, LUNG, "clinician"), "fr", width=100, colour=False).split())


# What changed between two plans.


def told(before: Plan, after: Plan) -> list[tuple[str, str, str]]:
    return [(c.id, c.what, c.words.en) for c in compare(before, after) if c.part == "trials"]


def test_trials_that_come_go_open_and_move_are_changes() -> None:
    open_question = "{all: [{cancer: nsclc}, {stated: can swallow tablets}]}"
    before = plan_with(
        trial("T-1", "{cancer: nsclc}"), trial("T-2", open_question), trial("T-3", "{cancer: nsclc}")
    )
    elsewhere = (Site("FR", "Elsewhere", "A hospital", "recruiting"),)
    moved = msgspec.structs.replace(trial("T-3", "{cancer: nsclc}"), sites=elsewhere)
    after = plan_with(trial("T-2", "{cancer: nsclc}"), moved, trial("T-4", open_question))
    assert told(before, after) == [
        ("trial.T-1", "gone", "T-1, Invented T-1: no longer among the trials listed"),
        ("trial.T-2", "opened", "T-2, Invented T-2: to clarify → open"),
        ("trial.T-3", "changed", "T-3, Invented T-3: its opening or its sites changed"),
        ("trial.T-4", "new", "T-4, Invented T-4: to clarify"),
    ]
    (opened,) = (c for c in compare(before, after) if c.what == "opened" and c.part == "trials")
    assert [w.en for w in opened.why] == ["to check: “can swallow tablets”"]
    assert told(before, before) == []


def test_a_plan_that_looked_into_no_trials_tells_of_no_change() -> None:
    without = make_plan(LUNG, on=ON)
    assert told(without, plan_with(trial("T-1", "{cancer: nsclc}"))) == []
    assert told(plan_with(trial("T-1", "{cancer: nsclc}")), without) == []
