"""A break from check-ins, by the person's own word; somebody close who answers for them may say a hospital stay.

The coordinator is told, in the same transaction. A break changes what is asked, never what is open.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cordee.service.chain.check_in_plan import WhyPaused, pause, resume
from cordee.service.chain.models import CheckInPlan
from cordee.service.people.models import Account, Person
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.notices import notify


@transaction.atomic
def take_break(
    *, person: Person, by: Account, at: datetime, start: date, until: date, reason: WhyPaused
) -> CheckInPlan:
    """Ask nothing from `start` to `until`, both included. Raises NotPossible: too long, nobody is asked now, or a wish
    that is not the person's own."""
    if reason != "hospital" and person.account_id != by.pk:
        raise NotPossible(_("A break by wish is the person’s own to take."))
    plan = pause(person=person, by=by, at=at, start=start, until=until, reason=reason)
    notify(account=_coordinator(plan), kind="chain.break_taken", person=plan.person, at=at)
    return plan


@transaction.atomic
def end_break(*, person: Person, by: Account, at: datetime) -> CheckInPlan:
    """End the break now, whoever began it; somebody close may end a hospital stay only. Raises NotPossible when there
    is none."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    plan = CheckInPlan.objects.filter(person=person, paused_until__isnull=False).first()
    if plan is None:
        raise NotPossible(_("There is no break to end."))
    if plan.pause_reason != "hospital" and person.account_id != by.pk:
        raise NotPossible(_("Who wished the break ends it."))
    plan = resume(person=person, by=by, at=at)
    notify(account=_coordinator(plan), kind="chain.break_ended", person=plan.person, at=at)
    return plan


def _coordinator(plan: CheckInPlan) -> Account:
    return plan.person.coordination.account
