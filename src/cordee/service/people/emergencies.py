"""Emergency access: a professional from outside the circle reads, for a few hours, and everybody concerned is told."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, EmergencyAccess, EmergencyAttempt, Person, Verb
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.notices import notify
from cordee.service.people.standing import standing

EMERGENCY_HOURS = 4
TRIES_PER_HOUR = 5


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


@transaction.atomic
def open_emergency(
    *, record_number: str, family_name: str, born: date, reason: str, by: Account, at: datetime
) -> Person | None:
    """The person whose record number, family name (capitals, accents, hyphens aside) and birth date all fit, opened to
    `by` for `EMERGENCY_HOURS` of reading; None when nobody fits, whichever part was wrong.

    Who is in the circle already gets the person and nothing more is opened. Raises `NotPossible` without a reason, for
    an account that is not a professional's, and after `TRIES_PER_HOUR` tries that found nobody.
    """
    if not by.is_active or not by.is_professional:
        raise NotPossible(_("Emergency access is for professionals."))
    if not reason.strip():
        raise NotPossible(_("Say why: the reason is kept with the access."))
    Account.objects.select_for_update(no_key=True).get(pk=by.pk)
    missed = EmergencyAttempt.objects.filter(
        account=by, opened=False, at__gt=at - timedelta(hours=1), at__lte=at
    )
    if missed.count() >= TRIES_PER_HOUR:
        raise NotPossible(_("Too many tries in an hour. Call the care team."))
    person = Person.objects.filter(record_number=record_number.strip(), born=born).first()
    fits = person is not None and _plain(person.family_name) == _plain(family_name)
    EmergencyAttempt.objects.create(account=by, at=at, opened=fits)
    if person is None or not fits:
        return None
    if standing(by, person.id, at) is None:
        _open(person, by, reason.strip(), at)
    return person


@transaction.atomic
def open_when_called(*, person: Person, by: Account, reason: str, at: datetime) -> None:
    """The same access for a professional of the person's team whom the team's own alerts have called. Who has a place
    already gets nothing more. Raises `NotPossible` for somebody of another team."""
    if not by.is_active or by.team_id != person.team_id:
        raise NotPossible(_("Emergency access is for professionals."))
    if standing(by, person.id, at) is None:
        _open(person, by, reason, at)


def _open(person: Person, by: Account, reason: str, at: datetime) -> None:
    closes = at + timedelta(hours=EMERGENCY_HOURS)
    opened = EmergencyAccess.objects.create(
        person=person, account=by, reason=reason, opened_at=at, closes_at=closes
    )
    about = {"emergency": opened.pk}
    log_access(person=person, by=by, verb=Verb.WRITE, what="open_emergency", at=at, about=about)
    told = {"who": by.full_name}
    coordinator = Account.objects.get(memberships__coordinates=person)
    notify(account=coordinator, kind="people.emergency", person=person, at=at, about=told)
    if person.account is not None:
        notify(account=person.account, kind="people.emergency_of_mine", person=person, at=at, about=told)
