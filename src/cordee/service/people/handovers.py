"""Handing over the coordination. It stays with the giver until the other accepts: no moment without a coordinator."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Answer, HandoverOffer, Membership, Person, Verb
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.notices import notify
from cordee.service.people.roles import PROFESSIONALS, Role
from cordee.service.people.standing import open_at


def may_coordinate(person: Person, account: Account, at: datetime) -> bool:
    """Whether `account` is an active professional of the circle at `at`."""
    roles = PROFESSIONALS - {Role.COORDINATOR}
    held = Membership.objects.filter(open_at(at), person=person, account=account, role__in=roles)
    return account.is_active and held.exists()


@transaction.atomic
def offer_handover(
    *, person: Person, to: Account, by: Account, at: datetime, words: str = ""
) -> HandoverOffer:
    """The coordinator asks `to` to take over. Raises `NotPossible` when `by` does not coordinate, when `to` is not an
    active professional of the circle, and while another offer waits."""
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if Membership.objects.get(pk=locked.coordination_id).account_id != by.pk:
        raise NotPossible(_("Only the coordinator can hand over."))
    if to.pk == by.pk or not may_coordinate(locked, to, at):
        raise NotPossible(_("Only an active professional of the circle can coordinate."))
    try:
        with transaction.atomic():
            offer = HandoverOffer.objects.create(
                person=locked, offered_by=by, to=to, words=words.strip(), offered_at=at
            )
    except IntegrityError:
        raise NotPossible(_("An offer is already waiting for an answer.")) from None
    _log(offer, by, "offer_handover", at)
    notify(account=to, kind="people.handover_offered", person=locked, at=at, about={"who": by.full_name})
    return offer


@transaction.atomic
def accept_handover(*, offer: HandoverOffer, by: Account, at: datetime) -> Membership:
    """`by` coordinates from `at` on, the giver until then. Raises `NotPossible` when the offer no longer stands,
    was made to somebody else, or `by` has left the circle since."""
    held = _waiting(offer)
    person = held.person
    if held.to_id != by.pk or not may_coordinate(person, by, at):
        raise NotPossible(_("Only an active professional of the circle can coordinate."))
    before = Membership.objects.get(pk=person.coordination_id)
    if before.account_id != held.offered_by_id:
        raise NotPossible(_("This offer no longer stands."))
    before.ends_at = at
    before.save(update_fields=["ends_at"])
    after = Membership.objects.create(person=person, account=by, role=Role.COORDINATOR, starts_at=at)
    person.coordination = after
    person.save(update_fields=["coordination"])
    _answer(held, Answer.ACCEPTED, by, "accept_handover", at)
    told = {"who": by.full_name}
    notify(account=held.offered_by, kind="people.handover_accepted", person=person, at=at, about=told)
    if person.account is not None:
        notify(account=person.account, kind="people.new_coordinator", person=person, at=at, about=told)
    return after


@transaction.atomic
def decline_handover(*, offer: HandoverOffer, by: Account, at: datetime) -> None:
    """`by` can't take over; the giver keeps coordinating and is told. Raises `NotPossible` as accepting does."""
    held = _waiting(offer)
    if held.to_id != by.pk:
        raise NotPossible(_("This offer was made to somebody else."))
    _answer(held, Answer.DECLINED, by, "decline_handover", at)
    told = {"who": by.full_name}
    notify(account=held.offered_by, kind="people.handover_declined", person=held.person, at=at, about=told)


@transaction.atomic
def withdraw_handover(*, offer: HandoverOffer, by: Account, at: datetime) -> None:
    """The giver takes the offer back. Raises `NotPossible` when it no longer waits or is not theirs."""
    held = _waiting(offer)
    if held.offered_by_id != by.pk:
        raise NotPossible(_("This offer was made by somebody else."))
    _answer(held, Answer.WITHDRAWN, by, "withdraw_handover", at)
    told = {"who": by.full_name}
    notify(account=held.to, kind="people.handover_withdrawn", person=held.person, at=at, about=told)


def _waiting(offer: HandoverOffer) -> HandoverOffer:
    Person.objects.select_for_update(no_key=True).get(pk=offer.person_id)
    held = HandoverOffer.objects.select_for_update(no_key=True).get(pk=offer.pk)
    if held.answer:
        raise NotPossible(_("This offer no longer stands."))
    return held


def _answer(offer: HandoverOffer, answer: Answer, by: Account, what: str, at: datetime) -> None:
    offer.answer, offer.answered_at = answer, at
    offer.save(update_fields=["answer", "answered_at"])
    _log(offer, by, what, at)


def _log(offer: HandoverOffer, by: Account, what: str, at: datetime) -> None:
    about = {"handover": str(offer.id)}
    log_access(person=offer.person, by=by, verb=Verb.WRITE, what=what, at=at, about=about)
