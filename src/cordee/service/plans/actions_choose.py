"""Deciding about one option: adopt it, set it aside, bring it to the meeting, or take the decision back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from cordee.plan import Plan
from cordee.plan.model import PlanOption
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.plans.live import live_plan
from cordee.service.plans.models import Choice, ChoiceKind
from cordee.service.plans.refusals import DecidedMeanwhile, NoSuchOption, ReasonMissing


def option_of(plan: Plan, option_id: str) -> PlanOption | None:
    """The option with this id, if the plan holds it."""
    return next((o for o in plan.options if o.id == option_id), None)


@transaction.atomic
def decide_option(
    *,
    person: Person,
    option_id: str,
    kind: ChoiceKind,
    by: Account,
    at: datetime,
    why: str = "",
    seen: UUID | None = None,
) -> Choice:
    """What the team decides about an option, in place of what stood (`seen`: the choice that the page showed).

    Setting aside says why, and so does adopting what the person refused. Raises ReasonMissing, NoSuchOption, or
    DecidedMeanwhile when another choice than `seen` stands. Writes one access-log row.
    """
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    plan = live_plan(locked, localdate(at))
    option = option_of(plan, option_id) if isinstance(plan, Plan) else None
    if option is None:
        raise NoSuchOption
    why = why.strip()
    refused_by_person = kind is ChoiceKind.ADOPT and option.refused is not None
    if not why and (kind is ChoiceKind.ASIDE or refused_by_person):
        raise ReasonMissing
    _end_standing(person, option_id, seen, by, at)
    choice = Choice.objects.create(
        person=person,
        option_id=option_id,
        name_fr=option.name.fr,
        name_en=option.name.en,
        kind=kind,
        why=why,
        decided_at=at,
        decided_by=by,
    )
    log_access(
        person=person, by=by, verb=Verb.WRITE, what="decide_option", at=at, about={"choice": str(choice.id)}
    )
    return choice


@transaction.atomic
def take_back(*, person: Person, option_id: str, by: Account, at: datetime, seen: UUID | None) -> None:
    """End the choice about an option, so that none stands. Raises DecidedMeanwhile. Writes one access-log row."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    _end_standing(person, option_id, seen, by, at)
    log_access(
        person=person, by=by, verb=Verb.WRITE, what="take_back", at=at, about={"choice": str(seen or "")}
    )


def _end_standing(person: Person, option_id: str, seen: UUID | None, by: Account, at: datetime) -> None:
    standing = (
        Choice.objects.filter(person=person, option_id=option_id, ended_at__isnull=True)
        .select_related("decided_by")
        .first()
    )
    if standing is not None and standing.id != seen:
        raise DecidedMeanwhile(standing.decided_by.full_name)
    if standing is not None:
        standing.ended_at, standing.ended_by = at, by
        standing.save(update_fields=["ended_at", "ended_by"])
