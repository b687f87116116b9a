"""Who reads, and so in which frame: the person's pages, the professionals', or a bare page for whoever is not signed in."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest

from cordee.service.people.models import Account, Membership, Person
from cordee.service.people.queries import is_professional
from cordee.service.people.request import SignedIn
from cordee.service.people.roles import PROFESSIONALS
from cordee.service.people.standing import open_at, standing


def place_of(request: HttpRequest) -> dict[str, Any]:
    """The context every page of this room starts from: `frame`, and `person` and `standing` where one person is meant.

    Nothing of the person's is shown beyond the frame that leads back to their pages: no look is logged.
    """
    asked = cast(SignedIn, request)
    if not asked.user.is_authenticated:
        return {"frame": "frame/bare.html", "person": None}
    if asked.user.is_staff or is_professional(asked.user, asked.at):
        return {"frame": "frame/clinician.html", "person": None}
    person = _one_person(asked)
    if person is None:
        return {"frame": "frame/my.html", "person": None}
    return {
        "frame": "frame/my.html",
        "person": person,
        "standing": standing(asked.user, person.pk, asked.at),
        "tab": "",
    }


def country_of(request: HttpRequest, person: Person | None) -> str:
    """Whose numbers to show: the person's country, a professional's team's; '' when not known."""
    if person is not None:
        return person.country
    account = request.user
    return account.team.country if isinstance(account, Account) and account.team else ""


def _one_person(request: SignedIn) -> Person | None:
    """The person who reads, or the one person that the reader is close to."""
    close = Membership.objects.filter(open_at(request.at), account=request.user).exclude(
        role__in=PROFESSIONALS
    )
    found = list(Person.objects.filter(pk__in=close.values("person")).select_related("team")[:2])
    own = [person for person in found if person.account_id == request.user.pk]
    if own:
        return own[0]
    return found[0] if len(found) == 1 else None
