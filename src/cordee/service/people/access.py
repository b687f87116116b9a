"""The doors: how a view reaches a person. Strangers get 404, never 403: they learn nothing, not even that somebody exists."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Verb
from cordee.service.people.permissions import Permission
from cordee.service.people.standing import Standing, standing


def access_person(*, user: Account, person_id: UUID, need: Permission, at: datetime) -> Standing:
    """Where `user` stands towards the person, if they hold `need` at `at`. Raises `Http404` otherwise.

    The look is written into the person's access log. Every view about a person starts here.
    """
    where = access_person_to_write(user=user, person_id=person_id, need=need, at=at)
    log_access(person=where.person, by=user, verb=Verb.READ, what=need.value, at=at)
    return where


def access_person_to_write(*, user: Account, person_id: UUID, need: Permission, at: datetime) -> Standing:
    """The same door without the reading's log row, for an action that writes its own."""
    where = standing(user, person_id, at)
    if where is None:
        raise Http404
    if need not in where.permissions:
        raise Http404
    return where
