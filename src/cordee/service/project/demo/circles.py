"""Opening each file and bringing its circle together."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from cordee.service.people.circle import open_file
from cordee.service.people.memberships import add_membership
from cordee.service.people.models import Account, Membership, Team
from cordee.service.people.roles import CLOSE_ONES, Role, Topic
from cordee.service.people.sharing import share
from cordee.service.project.demo.bundles import FIRST
from cordee.service.project.demo.history import first_day
from cordee.service.project.demo.sign_ins import CLOSE, EVERYWHERE, PERSON, STAFF, SignIn
from cordee.service.project.demo.story import Moment, Told, at

LONGEST = timedelta(days=900)
"""No file is older: what came before is told on the day it was opened."""


def patient_of(resources: list[dict[str, Any]]) -> dict[str, Any]:
    """The Patient among the resources of a person."""
    return next(resource for resource in resources if resource["resourceType"] == "Patient")


def person_sign_in(slug: str, resources: list[dict[str, Any]]) -> SignIn:
    """The person's own account."""
    if slug == FIRST:
        return PERSON
    name = patient_of(resources)["name"][0]
    said = name.get("text") or " ".join([*name.get("given", [])[:1], name.get("family", "")])
    return SignIn(f"person-{slug}", said, Role.PERSON)


def open_story(
    number: int,
    slug: str,
    resources: list[dict[str, Any]],
    accounts: dict[str, Account],
    teams: dict[str, Team],
    now: datetime,
) -> Told:
    """The file of one person, opened on the day their illness was first known to the team."""
    patient = patient_of(resources)
    country = (patient.get("address") or [{}])[0].get("country", "FR")
    account = accounts[person_sign_in(slug, resources).address]
    opened = max(first_day(resources), now.date() - LONGEST)
    around = {Role.PERSON: account, **_staff(country, number, accounts)}
    if slug == FIRST:
        around |= {one.role: accounts[one.address] for one in CLOSE}
    given, _, family = account.full_name.partition(" ")
    born = patient.get("birthDate", "")
    person = open_file(
        team=teams[country],
        by=around[Role.COORDINATOR],
        coordinator=around[Role.COORDINATOR],
        given_name=given,
        family_name=family,
        born=date.fromisoformat(born) if len(born) == 10 else None,
        sex=patient.get("gender", ""),
        record_number=f"DEMO-{number:04}",
        country=country,
        at=at(opened, 8),
    )
    return Told(slug, person, around, resources, opened, now)


def _staff(country: str, number: int, accounts: dict[str, Account]) -> dict[Role, Account]:
    """Those who are in every circle of the country; the whole team around every third person, the first among them."""
    return {
        one.role: accounts[one.address]
        for one in STAFF
        if one.country == country and (one.role in EVERYWHERE or number % 3 == 1)
    }


def circle(told: Told) -> list[Moment]:
    """Each member comes in on the day the file was opened; the first person opens topics to those close to her."""
    coordinator = told.around[Role.COORDINATOR]

    def come(account: Account, role: Role) -> Moment:
        return Moment(
            at(told.opened, 8, 10),
            lambda when: add_membership(
                person=told.person, account=account, role=role, by=coordinator, at=when
            ),
        )

    moments = [come(account, role) for role, account in told.around.items() if role is not Role.COORDINATOR]
    topics = {
        Role.RELATIVE: [Topic.HOW_I_AM, Topic.PLAN, Topic.CONVERSATIONS, Topic.REPORT_FOR_ME],
        Role.TRUSTED_PERSON: [Topic.HOW_I_AM],
    }
    for role in CLOSE_ONES & set(told.around):
        moments.append(Moment(at(told.opened, 18), partial(_open, told, role, topics[role])))
    return moments


def _open(told: Told, role: Role, topics: list[Topic], when: datetime) -> None:
    membership = Membership.objects.get(person=told.person, role=role)
    share(membership=membership, topics=topics, by=told.around[Role.PERSON], at=when)
