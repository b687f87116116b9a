"""Whom to phone about an alert: the person, then those close to them whose number is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cordee.service.people.models import Membership, Person
from cordee.service.people.roles import CLOSE_ONES, Role
from cordee.service.people.standing import open_at

_ORDER = (Role.PERSON.value, Role.TRUSTED_PERSON.value, Role.RELATIVE.value)


@dataclass(frozen=True)
class Phone:
    """One number as written, whose it is and what they are to the person."""

    who: str
    role: str
    number: str


def whom_to_phone(person: Person, at: datetime) -> list[Phone]:
    """The person first, then the trusted person, then relatives. Empty when no number is written: none is made up."""
    roles = [Role.PERSON.value, *(role.value for role in CLOSE_ONES)]
    members = Membership.objects.filter(open_at(at), person=person, role__in=roles).exclude(account__phone="")
    found = sorted(members.select_related("account"), key=lambda one: _ORDER.index(one.role))
    phones = [Phone(one.account.full_name, one.get_role_display(), one.account.phone) for one in found]
    if person.phone and person.phone not in {one.number for one in phones}:
        phones.insert(0, Phone(str(person), str(Role.PERSON.label), person.phone))
    return phones
