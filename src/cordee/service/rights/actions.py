"""Asking for erasure, taking it back, answering. Each writes its row of the access log."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.notices import notify
from cordee.service.rights.models import ErasureRequest


@transaction.atomic
def ask_erasure(*, person: Person, by: Account, why: str, at: datetime) -> ErasureRequest:
    """Ask that the data be erased; the coordinator gets a notice. Asked twice, the open request stands once."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    waiting = ErasureRequest.objects.filter(person=person, withdrawn_at=None, answered_at=None).first()
    if waiting is not None:
        return waiting
    request = ErasureRequest.objects.create(person=person, why=why.strip(), asked_by=by, asked_at=at)
    _log(request, by, "ask_erasure", at)
    about = {"request": str(request.id)}
    coordinator = person.coordination.account
    notify(account=coordinator, kind="rights.erasure_asked", person=person, at=at, about=about)
    return request


@transaction.atomic
def withdraw_erasure(*, request: ErasureRequest, by: Account, at: datetime) -> ErasureRequest:
    """Take the request back. Raises `NotPossible` once it is answered; taking it back twice changes nothing."""
    held = _locked(request)
    if held.answered_at is not None:
        raise NotPossible(_("Your request has been answered meanwhile."))
    if held.withdrawn_at is None:
        held.withdrawn_at = at
        held.save(update_fields=["withdrawn_at"])
        _log(held, by, "withdraw_erasure", at)
    return held


@transaction.atomic
def answer_erasure(*, request: ErasureRequest, by: Account, words: str, at: datetime) -> ErasureRequest:
    """Answer in words; the person gets a notice. Raises `NotPossible` when it was taken back or answered meanwhile."""
    held = _locked(request)
    if not held.is_open:
        raise NotPossible(_("This request no longer waits: it was answered or taken back meanwhile."))
    held.answer, held.answered_by, held.answered_at = words, by, at
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    _log(held, by, "answer_erasure", at)
    if held.person.account is not None:
        about = {"request": str(held.id)}
        notify(
            account=held.person.account,
            kind="rights.erasure_answered",
            person=held.person,
            at=at,
            about=about,
        )
    return held


@transaction.atomic
def log_export(*, person: Person, by: Account, at: datetime) -> None:
    """That a copy of everything was made."""
    log_access(person=person, by=by, verb=Verb.READ, what="export", at=at)


def _locked(request: ErasureRequest) -> ErasureRequest:
    return ErasureRequest.objects.select_for_update(no_key=True).get(pk=request.pk)


def _log(request: ErasureRequest, by: Account, what: str, at: datetime) -> None:
    about = {"request": str(request.id)}
    log_access(person=request.person, by=by, verb=Verb.WRITE, what=what, at=at, about=about)
