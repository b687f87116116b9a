"""The doors: how a view reaches a person. Strangers get 404, never 403: they learn nothing, not even that somebody exists."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Verb
from cordee.service.people.permissions import Permission
from cordee.service.people.standing import Standing, standing

_P = Permission
_SHOWN = {
    _P.INVITE: _P.SEE_CIRCLE,
    _P.END_MEMBERSHIP: _P.SEE_CIRCLE,
    _P.HAND_OVER: _P.SEE_CIRCLE,
    _P.WRITE_CONVERSATIONS: _P.SEE_CONVERSATIONS,
    _P.WRITE_QUESTIONS: _P.SEE_QUESTIONS,
    _P.ANSWER_QUESTIONS: _P.SEE_QUESTIONS,
    _P.ANSWER_ERASURE: _P.ASK_ERASURE,
    _P.EXPORT: _P.SEE_RECORD,
}
"""What somebody looked at who only opened the page on which this is done: the log says no more than happened."""


def access_person(*, user: Account, person_id: UUID, need: Permission, at: datetime) -> Standing:
    """Where `user` stands towards the person, if they hold `need` at `at`. Raises `Http404` otherwise.

    The look is written into the person's access log. Every view about a person starts here.
    """
    where = access_person_to_write(user=user, person_id=person_id, need=need, at=at)
    log_look(user, at)
    return where


def access_person_to_write(*, user: Account, person_id: UUID, need: Permission, at: datetime) -> Standing:
    """The same door without the reading's log row, for an action that writes its own.

    When none is written and a page is shown all the same (the form before it is sent, or sent with a fault), `signed_in`
    writes the reading's: nobody looks without a trace.
    """
    where = standing(user, person_id, at)
    if where is None:
        raise Http404
    if need not in where.permissions:
        raise Http404
    user.door_passed = (where.person, _SHOWN.get(need, need).value)
    return where


def log_look(user: Account, at: datetime) -> None:
    """Write the reading's row for the door `user` went through, unless a row tells of it already."""
    if user.door_passed is None:
        return
    person, what = user.door_passed
    log_access(person=person, by=user, verb=Verb.READ, what=what, at=at)
