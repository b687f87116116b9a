"""What comes next for the person and those close: tasks that are theirs, unread messages, answered questions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django.urls import NoReverseMatch, reverse

from cordee.service.chain.today import today_of
from cordee.service.conversations.queries import questions_of, threads_for, with_unread
from cordee.service.people.models import Account
from cordee.service.people.permissions import Permission
from cordee.service.people.roles import Role
from cordee.service.people.standing import Standing
from cordee.service.plans.queries import open_tasks


def coming_up(account: Account, where: Standing, at: datetime, today: date) -> dict[str, Any]:
    """Context of the person's Today. A close one gets only what the person has opened to them."""
    may = where.permissions
    tasks = open_tasks(where.person) if Permission.SEE_PLAN in may else []
    mine = [
        t
        for t in tasks
        if t.for_account_id == account.pk or t.for_role in where.roles or t.for_role == Role.PERSON
    ]
    unread = []
    if Permission.SEE_CONVERSATIONS in may:
        unread = list(cast(Any, with_unread(threads_for(where), account)).filter(unread__gt=0)[:3])
    questions = list(questions_of(where)) if Permission.SEE_QUESTIONS in may else []
    return {
        "mine": mine[:4],
        "team_does": len(tasks) - len(mine),
        "unread": unread,
        "questions_waiting": [q for q in questions if q.answered_at is None],
        "questions_answered": [q for q in questions if q.answered_at is not None and not q.understood][:2],
        "check_in": check_in_address(where),
        "check_in_today": today_of(where, at, today),
    }


def check_in_address(where: Standing) -> str:
    """Where the check-in is answered; '' when this reader may not, or the room of the chain has no address for it."""
    if Permission.REPORT not in where.permissions:
        return ""
    try:
        return reverse("chain:check_in", args=[where.person.pk])
    except NoReverseMatch:
        return ""
