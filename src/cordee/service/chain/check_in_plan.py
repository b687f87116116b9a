"""How often a person is asked: start, change, pause with an end and a reason, stop. Each names who, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Concatenate, Literal, ParamSpec
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from cordee.followup import load_followup
from cordee.service.chain.models import CheckInPlan, ExpectedReport
from cordee.service.chain.silence import expect_next
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.people.not_possible import NotPossible

P = ParamSpec("P")
LONGEST_PAUSE_DAYS = 60
"""A pause ends by itself; longer than this somebody decides again. Our own bound."""
WhyPaused = Literal["hospital", "wish"]
_WAITING = ExpectedReport.State.WAITING


def _on(
    action: Callable[Concatenate[CheckInPlan, P], None], what: str, *, excuses: bool = True
) -> Callable[Concatenate[Person, Account, datetime, P], CheckInPlan]:
    """Run on the locked person's plan in one transaction, log it, and write the next expected check-in ahead.

    `excuses`: whether what was asked already and is not answered is let go.
    """

    @transaction.atomic
    def run(person: Person, by: Account, at: datetime, /, *args: P.args, **kwargs: P.kwargs) -> CheckInPlan:
        locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        plan = CheckInPlan.objects.filter(person=locked).first() or CheckInPlan(
            person=locked, started_at=at, started_by=by
        )
        if locked.died_on is not None:
            raise NotPossible(_("A death is recorded: check-ins have ended."))
        action(plan, *args, **kwargs)
        plan.save()
        plan.person = locked
        _expect_anew(plan, at, excuses)
        log_access(person=locked, by=by, verb=Verb.WRITE, what=what, at=at)
        return plan

    return run


def set_rhythm(
    *, person: Person, by: Account, at: datetime, every_days: int, hour: time, extra_sets: Sequence[str] = ()
) -> CheckInPlan:
    """Ask every so many days at that hour by the team's clock, from now on; a plan that was stopped starts again."""
    known = tuple(one for one in extra_sets if load_followup().set(one) is not None)

    def change(plan: CheckInPlan) -> None:
        if plan.stopped_at is not None:
            plan.started_at, plan.started_by, plan.stopped_at = at, by, None
        plan.every_days, plan.at, plan.extra_sets = every_days, hour, list(known)
        plan.zone = person.team.time_zone

    return _on(change, "set_check_ins")(person, by, at)


def pause(
    *, person: Person, by: Account, at: datetime, start: date, until: date, reason: WhyPaused
) -> CheckInPlan:
    """Ask nothing from `start` to `until`, both included. Raises NotPossible for a pause that is too long or runs back.

    Alerts stay as they are. What was asked before a pause that is still to come goes on being waited for until then.
    """
    if until < start:
        raise NotPossible(_("A pause ends after it starts."))
    if (until - start).days >= LONGEST_PAUSE_DAYS:
        raise NotPossible(
            _("A pause lasts %(n)d days at most: then decide again.") % {"n": LONGEST_PAUSE_DAYS}
        )

    def change(plan: CheckInPlan) -> None:
        _must_run(plan)
        plan.paused_from, plan.paused_until = start, until
        plan.pause_reason, plan.paused_by = reason, by

    begins_now = start <= at.astimezone(ZoneInfo(person.team.time_zone)).date()
    return _on(change, "pause_check_ins", excuses=begins_now)(person, by, at)


def resume(*, person: Person, by: Account, at: datetime) -> CheckInPlan:
    """End the pause now."""

    def change(plan: CheckInPlan) -> None:
        _must_run(plan)
        plan.paused_from = plan.paused_until = plan.paused_by = None
        plan.pause_reason = ""

    return _on(change, "resume_check_ins", excuses=False)(person, by, at)


def stop(*, person: Person, by: Account, at: datetime) -> CheckInPlan:
    """Ask nothing any more, until somebody starts again. The person can still answer at any time."""

    def change(plan: CheckInPlan) -> None:
        _must_run(plan)
        plan.stopped_at = at
        plan.paused_from = plan.paused_until = plan.paused_by = None
        plan.pause_reason = ""

    return _on(change, "stop_check_ins")(person, by, at)


def _must_run(plan: CheckInPlan) -> None:
    if plan._state.adding or plan.stopped_at is not None:
        raise NotPossible(_("Nobody is asked now: start the check-ins first."))


def _expect_anew(plan: CheckInPlan, at: datetime, excuses: bool) -> None:
    """What was expected by the old plan no longer is; the next one by the new plan is written ahead.

    A row nobody was asked about yet is taken away, so that the same moment may be expected again. One that was asked
    about and is not excused is the next one, and is followed by the new plan.
    """
    waiting = ExpectedReport.objects.filter(person=plan.person, state=_WAITING)
    if not excuses and waiting.filter(step__gt=0).exists():
        return
    waiting.filter(step=0).delete()
    waiting.update(state=ExpectedReport.State.EXCUSED, next_action_at=None)
    expect_next(plan, at)
