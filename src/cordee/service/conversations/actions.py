"""Opening threads, sending messages, marking them read. What is said stays inside: notices carry no words of it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from cordee.service.conversations.models import Message, Receipt, Thread
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Membership, Person, Verb
from cordee.service.people.notices import notify
from cordee.service.people.permissions import Permission
from cordee.service.people.roles import PROFESSIONALS, Role
from cordee.service.people.standing import held, open_at


@transaction.atomic
def open_thread(
    *,
    person: Person,
    by: Account,
    subject: str,
    text: str,
    with_person: bool,
    at: datetime,
    once: str,
    to_role: str = "",
) -> Thread:
    """A new thread with its first message; those of `to_role` (everybody who takes part when empty) get a notice.

    `once` is a key of the form: sending the same form twice gives the thread of the first time.
    """
    earlier = _sent(by, once)
    if earlier is not None:
        return earlier.thread
    try:
        with transaction.atomic():
            thread = Thread.objects.create(
                person=person,
                subject=subject,
                with_person=with_person,
                to_role=to_role,
                opened_by=by,
                opened_at=at,
                newest_at=at,
            )
            _send(thread, by, text, at, once)
    except IntegrityError:  # the same form arrived twice at the same moment
        earlier = _sent(by, once)
        if earlier is None:
            raise
        return earlier.thread
    log_access(
        person=person, by=by, verb=Verb.WRITE, what="open_thread", at=at, about={"thread": str(thread.id)}
    )
    return thread


@transaction.atomic
def send_message(*, thread: Thread, by: Account, text: str, at: datetime, once: str) -> Message:
    """A message in a thread; sent once, however often the form arrives (`once`)."""
    earlier = _sent(by, once)
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            message = _send(thread, by, text, at, once)
    except IntegrityError:
        earlier = _sent(by, once)
        if earlier is None:
            raise
        return earlier
    log_access(
        person=thread.person,
        by=by,
        verb=Verb.WRITE,
        what="send_message",
        at=at,
        about={"thread": str(thread.id)},
    )
    return message


@transaction.atomic
def mark_read(*, thread: Thread, by: Account, at: datetime) -> int:
    """Write receipts for the messages of others that `by` had not opened; how many there were."""
    unread = Message.objects.filter(thread=thread).exclude(author=by).exclude(receipts__account=by)
    receipts = [Receipt(message=message, account=by, read_at=at) for message in unread]
    Receipt.objects.bulk_create(receipts, ignore_conflicts=True)
    return len(receipts)


def _send(thread: Thread, by: Account, text: str, at: datetime, once: str) -> Message:
    message = Message.objects.create(thread=thread, author=by, text=text, sent_at=at, once=once)
    Thread.objects.filter(pk=thread.pk, newest_at__lt=at).update(newest_at=at)
    writers = set(thread.messages.values_list("author", flat=True)) if thread.to_role else set()
    for account, memberships in _taking_part(thread, at).items():
        roles = {Role(one.role) for one in memberships}
        addressed = not thread.to_role or thread.to_role in roles or account.pk in writers
        if account != by and addressed:
            about = {"thread": str(thread.id), "team": bool(roles & PROFESSIONALS)}
            notify(account=account, kind="conversations.message", person=thread.person, at=at, about=about)
    return message


def _sent(by: Account, once: str) -> Message | None:
    return Message.objects.filter(once=once, author=by).select_related("thread").first()


def takes_part(thread: Thread, at: datetime) -> list[Account]:
    """The accounts that can read the thread at `at`."""
    return list(_taking_part(thread, at))


def _taking_part(thread: Thread, at: datetime) -> dict[Account, list[Membership]]:
    by_account: dict[Account, list[Membership]] = {}
    members = Membership.objects.filter(open_at(at), person_id=thread.person_id, account__is_active=True)
    for membership in members.select_related("account").prefetch_related("shared").order_by("starts_at"):
        by_account.setdefault(membership.account, []).append(membership)
    return {
        account: memberships
        for account, memberships in by_account.items()
        if Permission.SEE_CONVERSATIONS in held(memberships)
        and (thread.with_person or any(m.role in PROFESSIONALS for m in memberships))
    }
