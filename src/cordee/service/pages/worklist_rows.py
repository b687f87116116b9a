"""The rows of the worklist that come from the rooms below: plans, tasks, handovers, messages, questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordee.service.conversations.models import Question
from cordee.service.conversations.queries import unread_threads_of
from cordee.service.people.models import Account, HandoverOffer
from cordee.service.people.permissions import Permission
from cordee.service.people.standing import people_with
from cordee.service.people.worklist import Row, Urgency, register_rows
from cordee.service.plans.queries import open_tasks_of, plans_to_look_at

SOON_DAYS = 7
"""Tasks due within a week are shown before those due later. Our choice."""


def register_all() -> None:
    """Called once, when the service starts."""
    for source in (handovers, plans_again, tasks, messages, questions):
        register_rows(source)


def handovers(account: Account, at: datetime) -> list[Row]:
    """Coordination offered to `account`, not answered yet."""
    offers = HandoverOffer.objects.filter(to=account, answer="").select_related("person", "offered_by")
    return [
        Row(
            person=offer.person,
            urgency=Urgency.AMBER,
            what=_("%(name)s asks you to coordinate") % {"name": offer.offered_by.full_name},
            href=reverse("people:circle", args=[offer.person_id]),
            action=_("Answer"),
            since=offer.offered_at,
            holder=offer.offered_by.full_name,
        )
        for offer in offers
    ]


def plans_again(account: Account, at: datetime) -> list[Row]:
    """Adopted plans that a new fact or new knowledge has overtaken."""
    found = plans_to_look_at(account, at)
    prefetch_related_objects(found, "person__coordination__account")
    return [
        Row(
            person=status.person,
            urgency=Urgency.AMBER,
            what=ngettext("Plan to look at again: %(n)d change", "Plan to look at again: %(n)d changes", n)
            % {"n": n}
            if (n := len(status.changes))
            else _("Plan to look at again"),
            href=reverse("plans:plan", args=[status.person_id]),
            action=_("Look at the plan"),
            since=status.look_again_since,
            holder=status.person.coordination.account.full_name,
        )
        for status in found
    ]


def tasks(account: Account, at: datetime) -> list[Row]:
    """Open tasks of `account` or of a role it holds; those past their day first."""
    today = timezone.localdate(at)
    rows = []
    for task in open_tasks_of(account, at):
        days = (task.by_when - today).days
        said = date_format(task.by_when, "j F Y")
        rows.append(
            Row(
                person=task.person,
                urgency=Urgency.AMBER
                if days < 0
                else Urgency.SOON
                if days <= SOON_DAYS
                else Urgency.WHEN_YOU_CAN,
                what=task.what,
                href=reverse("plans:tasks", args=[task.person_id]),
                action=_("Open the tasks"),
                due=(_("was due on %(day)s") if days < 0 else _("due on %(day)s")) % {"day": said},
                holder=task.for_account.full_name if task.for_account else task.get_for_role_display(),
            )
        )
    return rows


def messages(account: Account, at: datetime) -> list[Row]:
    """Conversations with something `account` has not read."""
    return [
        Row(
            person=thread.person,
            urgency=Urgency.SOON,
            what=ngettext(
                "%(n)d unread message: %(subject)s", "%(n)d unread messages: %(subject)s", thread.unread
            )
            % {"n": thread.unread, "subject": thread.subject},
            href=reverse("conversations:thread", args=[thread.person_id, thread.pk]),
            action=_("Read"),
            since=thread.newest_at,
            holder=thread.get_to_role_display() if thread.to_role else "",
        )
        for thread in cast("Iterable[Any]", unread_threads_of(account, at))
    ]


def questions(account: Account, at: datetime) -> list[Row]:
    """Questions of the person that nobody has answered, where `account` coordinates."""
    asked = Question.objects.filter(
        person__in=people_with(account, Permission.SEE_QUESTIONS, at),
        person__coordination__account=account,
        answered_at__isnull=True,
        withdrawn_at__isnull=True,
    )
    by_person: dict[object, list[Question]] = {}
    for question in asked.select_related("person", "asked_by").order_by("asked_at"):
        by_person.setdefault(question.person_id, []).append(question)
    return [
        Row(
            person=found[0].person,
            urgency=Urgency.WHEN_YOU_CAN,
            what=ngettext("%(n)d question for the next talk", "%(n)d questions for the next talk", len(found))
            % {"n": len(found)},
            href=reverse("conversations:questions", args=[found[0].person_id]),
            action=_("Read the questions"),
            since=found[0].asked_at,
            holder=account.full_name,
        )
        for found in by_person.values()
    ]
