"""The plan: a pure function of case, knowledge, preferences and date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from cordee.case import Case, PartialDate
from cordee.case.answer import Answer
from cordee.case.choice import CareGoalCode
from cordee.criteria import CaseView
from cordee.criteria.view import latest
from cordee.knowledge import Knowledge, Option, load_knowledge
from cordee.plan.around import exceptions, questions, red_flags, support, triggers
from cordee.plan.failures import failures
from cordee.plan.find_out import settles, to_find_out
from cordee.plan.model import KnowledgeNote, Plan, PlanSource, PlanTrial, Priority
from cordee.plan.options import considered, lay_out, refused, waiting_for_a_state
from cordee.plan.situation import situation
from cordee.plan.strength import strength
from cordee.plan.survival import KIELY, survival
from cordee.terms import Terms, Words, load_terms

if TYPE_CHECKING:
    from cordee.trials.match import TrialSource


class DeathRecorded(ValueError):
    """No plan is made for somebody who has died. `died` is the day as recorded; None when none was."""

    def __init__(self, died: PartialDate | None) -> None:
        self.died = died
        super().__init__(f"a death is recorded ({died or 'without its day'})")


def make_plan(
    case: Case,
    *,
    on: date,
    knowledge: Knowledge | None = None,
    terms: Terms | None = None,
    trials: TrialSource | None = None,
    priority: Priority | None = None,
    median_months: float | None = None,
) -> Plan:
    """The plan of `case` as known on `on`.

    Pure: the same arguments give the same plan, whatever the order of the case's facts. `knowledge` and `terms` default
    to those that ship. `trials` is a store or a list of trials; without one the plan says that none was looked into.
    `median_months` is the clinician's own estimate; it is shown only if the person's wish to know
    is recorded. Raises ValueError when `median_months` is not a positive number, DeathRecorded when the person had died
    by `on`.
    """
    died = case.person.died
    if case.person.dead or (died is not None and died.earliest <= on):
        raise DeathRecorded(died)
    if median_months is not None and not 0 < median_months < 600:
        raise ValueError("the median must be a number of months between 0 and 600")
    priority = priority or priority_of(case.as_of(on))
    terms = terms or load_terms()
    knowledge = knowledge or load_knowledge()
    view = CaseView(case.in_order(), on, terms)
    kept, others = considered(knowledge, view)
    open_ = [
        (c.option, strength(c.option) * _matters(c.option, priority))
        for c in kept
        if c.verdict is Answer.UNKNOWN and not waiting_for_a_state(c, view) and not refused(c.option, view)
    ]
    missing = to_find_out(open_, view)
    found: tuple[PlanTrial, ...] = ()
    trial_sources: dict[str, PlanSource] = {}
    more: int | None = None
    if trials is not None:
        from cordee.plan.trials import plan_trials  # only when there are trials: start-up time counts

        found, trial_sources, more = plan_trials(case, trials, terms, on)
    plan = Plan(
        situation=situation(view),
        failures=failures(view),
        exceptions=exceptions(knowledge, view),
        options=lay_out(knowledge, kept, view, priority, settles(missing)),
        trials=found,
        to_find_out=missing,
        support=support(knowledge, view),
        triggers=triggers(knowledge, view),
        red_flags=red_flags(knowledge, view),
        questions=questions(knowledge, view),
        sources=(),
        knowledge=_note(knowledge, others),
        survival=survival(view, median_months),
        priority=priority,
        more_trials=more,
    )
    return msgspec.structs.replace(plan, sources=_sources(plan, knowledge, trial_sources))


def _matters(option: Option, priority: Priority | None) -> float:
    """How much an answer about this option matters to somebody who puts comfort first: less, if it would not relieve."""
    return ASIDE_FROM_COMFORT if priority == "comfort" and option.aim != "relieve" else 1.0


ASIDE_FROM_COMFORT = 0.3  # our own weight: it orders the questions and hides none

_PRIORITY_OF_GOAL: dict[CareGoalCode, Priority] = {
    "comfort": "comfort",
    "stay-home": "staying-home",
    "take-part-in-a-trial": "trial",
    "longer-life": "time",
}


def priority_of(case: Case) -> Priority | None:
    """What orders the options when nobody says: comfort where it is an agreed goal, else the last goal; None without one."""
    goals = [g for g in case.in_order().care_goals if g.achieved is not True]
    if any(g.goal == "comfort" for g in goals):
        return "comfort"
    last = latest(goals)
    return _PRIORITY_OF_GOAL.get(last.goal) if last else None


def _note(knowledge: Knowledge, others: int) -> KnowledgeNote:
    reviewed = sum(entry.review != "not reviewed" for pack in knowledge.packs for entry in pack.entries())
    total = len(knowledge)
    says = Words(
        f"Contenu clinique relu par un clinicien de l’équipe\u202f: {reviewed} fiches sur {total}. "
        "Ce qui n’est pas relu est à vérifier avant toute décision.",
        f"Clinical content reviewed by a clinician of the team: {reviewed} entries of {total}. "
        "What is not reviewed must be checked before any decision.",
    )
    return KnowledgeNote(
        version=knowledge.version, entries=total, reviewed=reviewed, other_cancers=others, says=says
    )


def _sources(plan: Plan, knowledge: Knowledge, trials: dict[str, PlanSource]) -> tuple[PlanSource, ...]:
    """Every source that some statement of the plan names, in order of first mention."""
    found = []
    for id in dict.fromkeys(source_ids(plan)):
        if id == KIELY.id:
            found.append(KIELY)
            continue
        if id in trials:
            found.append(trials[id])
            continue
        s = knowledge.source(id)
        found.append(PlanSource(id=id, title=s.title, reference=s.reference, seen=s.seen, url=s.link))
    return tuple(found)


def source_ids(plan: Plan) -> Iterator[str]:
    """Every source id that a plan names, in order, repeats included."""
    for e in plan.exceptions:
        yield from e.sources
    for o in plan.options:
        yield from o.sources
        figures = (*o.evidence, *o.benefit, *((o.burden,) if o.burden else ()))
        yield from (f.source for f in figures if f.source)
        for c in o.cautions:
            yield from c.statement.sources
    for part in (plan.support, plan.triggers, plan.red_flags):
        for entry in part:
            yield from entry.sources
    for t in plan.trials:
        yield from t.sources
    if plan.survival:
        yield from plan.survival.sources
