"""Plans adopted by the demo's teams, and the tasks that follow from them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.utils.timezone import localdate

from cordee.plan import Plan
from cordee.service.people.roles import Role
from cordee.service.plans.actions_adopt import Seen, adopt_plan
from cordee.service.plans.actions_choose import decide_option
from cordee.service.plans.actions_tasks import give_task
from cordee.service.plans.live import live_plan
from cordee.service.plans.models import ChoiceKind
from cordee.service.project.demo.bundles import FIRST
from cordee.service.project.demo.story import Moment, Told

_TASKS = (
    ("Demander l’avis du chirurgien hépatique", Role.ORGAN_SPECIALIST, 6),
    ("Appeler Marie après le rendez-vous", Role.NURSE, 2),
    ("Revoir l’aide à domicile avec Camille", Role.SOCIAL_WORKER, -1),
)
ADOPTED = {FIRST: 150, "lung-egfr": 40, "colorectal-three-lines": 20, "breast-her2-low": 60}
"""Whose plan was adopted, and how many days ago."""


def plans(told: Told) -> list[Moment]:
    """A plan adopted for some; for the first person also tasks, one of them late."""
    moments = []
    if told.slug in ADOPTED:
        moments.append(Moment(told.before(days=ADOPTED[told.slug], hour=16), partial(_adopt, told)))
    if told.slug == FIRST:
        moments += [
            Moment(told.before(days=5, hour=16, minute=number), partial(_task, told, *task))
            for number, task in enumerate(_TASKS)
        ]
    return moments


def _task(told: Told, what: str, role: Role, due: int, when: datetime) -> None:
    by_when, by = told.today + timedelta(days=due), told.around[Role.COORDINATOR]
    give_task(person=told.person, what=what, by_when=by_when, by=by, at=when, to_role=role)


def _adopt(told: Told, when: datetime) -> None:
    """The option that holds best on that day, as the plan orders them; the plan is adopted with it."""
    told.person.refresh_from_db()
    plan = live_plan(told.person, localdate(when))
    if not isinstance(plan, Plan):
        return
    open_ones = [option for option in plan.options if option.refused is None]
    if not open_ones:
        return
    by = told.around[Role.ONCOLOGIST]
    decide_option(person=told.person, option_id=open_ones[0].id, kind=ChoiceKind.ADOPT, by=by, at=when)
    seen = Seen(0, told.person.case_version, plan.knowledge.version)
    adopt_plan(person=told.person, by=by, at=when, seen=seen)
