"""Opening a person's file and changing who is around them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Membership, Person, Team, Verb
from cordee.service.people.roles import Role


@transaction.atomic
def open_file(
    *,
    team: Team,
    by: Account | None,
    coordinator: Account,
    given_name: str,
    family_name: str,
    record_number: str,
    at: datetime,
    born: date | None = None,
    sex: str = "",
    country: str = "FR",
    language: str = "fr",
    phone: str = "",
) -> Person:
    """A new person's file. It starts with a coordinator: the pointer and the membership are written together."""
    membership = Membership(id=uuid4(), account=coordinator, role=Role.COORDINATOR, starts_at=at)
    person = Person.objects.create(
        team=team,
        coordination_id=membership.id,
        given_name=given_name,
        family_name=family_name,
        born=born,
        sex=sex,
        record_number=record_number,
        country=country,
        language=language,
        phone=phone,
        created_at=at,
    )
    membership.person = person
    membership.save(force_insert=True)
    log_access(person=person, by=by, verb=Verb.WRITE, what="open_file", at=at)
    return person
