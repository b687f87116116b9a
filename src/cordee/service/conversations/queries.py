"""Which conversations somebody takes part in, what they have not read, and who has read what."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from cordee.service.conversations.models import Message, Question, Receipt, Thread
from cordee.service.people.models import Account, Membership
from cordee.service.people.roles import PROFESSIONALS
from cordee.service.people.standing import Standing, open_at


def threads_for(where: Standing) -> QuerySet[Thread]:
    """The person's threads that this reader takes part in, newest first: close ones and the person see theirs."""
    threads = Thread.objects.filter(person=where.person).select_related("opened_by").order_by("-newest_at")
    return threads if where.as_professional else threads.filter(with_person=True)


def with_unread(threads: QuerySet[Thread], account: Account) -> QuerySet[Any]:
    """`threads` with `unread`: how many messages of others `account` has not opened."""
    read = Receipt.objects.filter(message=OuterRef("messages"), account=account)
    return threads.annotate(
        unread=Count("messages", filter=~Q(messages__author=account) & Q(~Exists(read)), distinct=True)
    )


def access_thread(where: Standing, thread_id: UUID) -> Thread:
    """The thread, if this reader takes part in it. Raises `Http404` otherwise."""
    thread = threads_for(where).filter(id=thread_id).first()
    if thread is None:
        raise Http404
    return thread


def messages_of(thread: Thread) -> QuerySet[Message]:
    """The messages in the order they were sent, each with its author and who has read it."""
    receipts = Receipt.objects.select_related("account").order_by("read_at")
    return (
        Message.objects.filter(thread=thread)
        .select_related("author")
        .prefetch_related(Prefetch("receipts", receipts))
        .order_by("sent_at", "id")
    )


def unread_threads_of(account: Account, at: datetime) -> QuerySet[Thread]:
    """Over everybody whose circle `account` is in at `at`: the threads with something unread, newest first."""
    mine = Membership.objects.filter(open_at(at), account=account)
    as_professional = mine.filter(role__in=PROFESSIONALS, person=OuterRef("person"))
    threads = Thread.objects.filter(person__in=mine.values("person")).filter(
        Q(with_person=True) | Exists(as_professional)
    )
    return (
        with_unread(threads, account)
        .filter(unread__gt=0)
        .select_related("person", "opened_by")
        .order_by("-newest_at")
    )


def questions_of(where: Standing) -> QuerySet[Question]:
    """The questions that still stand: unanswered first, then by when they were asked."""
    return (
        Question.objects.filter(person=where.person, withdrawn_at__isnull=True)
        .select_related("asked_by", "answered_by")
        .order_by("answered_at", "asked_at")
    )


def access_question(where: Standing, question_id: UUID) -> Question:
    """The question of this person. Raises `Http404` when there is none."""
    question = questions_of(where).filter(id=question_id).first()
    if question is None:
        raise Http404
    return question
