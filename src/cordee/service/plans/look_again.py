"""Whether an adopted plan still holds: what new facts or new knowledge changed in its verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from cordee.files.fault import BadInput
from cordee.plan import Plan
from cordee.plan.diff import Change, compare
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Person, Verb
from cordee.service.people.notices import notify
from cordee.service.plans.live import knowledge_version, plan_of
from cordee.service.plans.models import PlanStatus, Reason, Revision
from cordee.service.record.current import case_at, current_case
from cordee.terms import Words


def look_again(*, person: Person, on: date, at: datetime) -> PlanStatus | None:
    """Compare the adopted plan with what facts and knowledge say now, and mark or clear it. None when none was adopted.

    Each cause is weighed alone, so that a day that passes marks nothing: knowledge, by making the adopted plan again
    with the knowledge of now; facts, by making a plan of the facts of then and of now on the same day. The
    coordinator is told when a mark is set. Writes an access-log row of the service itself when the mark changes.
    """
    status = PlanStatus.objects.filter(person=person).select_related("current").first()
    if status is None:
        return None
    person.refresh_from_db(fields=["facts_version", "case_version", "died_on"])
    seen = (status.current_id, person.case_version, knowledge_version())
    try:
        by_knowledge, by_facts = _changes(person, status, on)
    except BadInput:
        return status
    return _write(person, seen, by_knowledge, by_facts, at)


def _changes(person: Person, status: PlanStatus, on: date) -> tuple[list[Change], list[Change]]:
    """What knowledge changed, and what facts changed."""
    adopted = status.current
    same_facts = adopted.facts_version >= person.case_version
    same_knowledge = adopted.knowledge_version == knowledge_version()
    by_knowledge: list[Change] = []
    by_facts: list[Change] = []
    if not same_knowledge:
        again = plan_of(case_at(person, adopted.facts_version, adopted.on), adopted.on, with_trials=False)
        if isinstance(again, Plan):
            by_knowledge = _since_adopted(adopted, again)
    if not same_facts:
        then = plan_of(case_at(person, adopted.facts_version, on), on, with_trials=False)
        now = plan_of(current_case(person, on), on, with_trials=False)
        if isinstance(then, Plan) and isinstance(now, Plan):
            by_facts = list(of_verdicts(then, now))
    return by_knowledge, by_facts


def _since_adopted(adopted: Revision, again: Plan) -> list[Change]:
    """What knowledge changed since `adopted`. One that can't be read any more can't be compared: that says so."""
    try:
        return list(of_verdicts(adopted.plan(), again))
    except (BadInput, ValueError):
        words = Words(
            "le plan adopté ne peut plus être comparé avec les savoirs d’aujourd’hui",
            "the adopted plan can no longer be compared with the knowledge of today",
        )
        return [Change(part="knowledge", id="unreadable", what="knowledge", words=words)]


def of_verdicts(before: Plan, after: Plan) -> Iterable[Change]:
    """Of what `compare` finds, what changes a verdict or the course of the illness."""
    coordinator = after.situation.coordinator.id
    for change in compare(before, after):
        if change.part in ("to_find_out", "knowledge") or change.id == coordinator:
            continue
        yield change


@transaction.atomic
def _write(
    person: Person,
    seen: tuple[Any, int, str],
    by_knowledge: list[Change],
    by_facts: list[Change],
    at: datetime,
) -> PlanStatus:
    """Mark or clear, unless a plan was adopted or facts were written meanwhile: then that one looks again."""
    locked = (
        Person.objects.select_for_update(of=("self",), no_key=True)
        .select_related("coordination__account")
        .get(pk=person.pk)
    )
    status = PlanStatus.objects.select_for_update(no_key=True).get(person=person)
    revision, facts, knowledge = seen
    if status.current_id != revision or locked.case_version != facts:
        return status
    changes = [_plain(change) for change in (*by_facts, *by_knowledge)]
    was, marked = status.to_look_again, bool(changes)
    different = status.changes != changes
    status.checked_facts, status.checked_knowledge, status.changes = facts, knowledge, changes
    if marked:
        status.look_again_since = status.look_again_since or at
        status.look_again_because = (
            Reason.BOTH if by_facts and by_knowledge else Reason.FACTS if by_facts else Reason.KNOWLEDGE
        )
    else:
        status.look_again_since, status.look_again_because = None, ""
    status.save()
    if different:
        about = {"revision": str(revision), "changes": len(changes)}
        log_access(person=locked, by=None, verb=Verb.WRITE, what="look_again", at=at, about=about)
    if marked and not was:
        notify(account=locked.coordination.account, kind="plans.look_again", person=locked, at=at)
    return status


def _plain(change: Change) -> dict[str, Any]:
    """As it comes back from the database."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(change))
    return plain
