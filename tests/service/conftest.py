"""The people of every test of the service, and the database it runs on.

Alice coordinates and is the oncologist; Bob is the nurse of the same team and of the circle; Charlie, of the same
team, is in nobody's circle: a stranger. Inès is the person; Daniel is close to her, and sees what she opens to him.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from cordee.service.people import append_only
from cordee.service.people.circle import open_file
from cordee.service.people.models import Account, Membership, Person, Team
from cordee.service.people.roles import Role

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PASSWORD = "a long invented password"


@dataclass
class Circle:
    """A person and those around."""

    person: Person
    team: Team
    alice: Account
    bob: Account
    charlie: Account
    ines: Account
    daniel: Account

    def client_of(self, account: Account, language: str = "en") -> Client:
        """A browser signed in as `account`."""
        client = Client(headers={"accept-language": language})
        client.force_login(account)
        return client


@pytest.fixture(autouse=True)
def _the_log_may_be_emptied_after_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with transactions of its own is followed by emptying every table; the access log refuses that."""
    marker = request.node.get_closest_marker("django_db")
    own = marker is not None and marker.kwargs.get("transaction")
    if not own and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    append_only.put_up(connection)
    yield
    append_only.lift(connection)


@pytest.fixture
def circle(db: None) -> Circle:
    team = Team.objects.create(
        name="Invented Hospital", phone_day="+33 1 00 00 00 01", phone_night="+33 1 00 00 00 02"
    )

    def account(name: str, team: Team | None) -> Account:
        return Account.objects.create_user(
            f"{name.split()[0].lower()}@example.org", PASSWORD, full_name=name, team=team
        )

    alice, bob, charlie = (account(n, team) for n in ("Alice Martin", "Bob Petit", "Charlie Roux"))
    ines, daniel = account("Ines Moreau", None), account("Daniel Moreau", None)
    began = NOW - timedelta(days=400)
    person = open_file(
        team=team,
        by=alice,
        coordinator=alice,
        given_name="Inès",
        family_name="Moreau",
        born=date(1961, 5, 2),
        sex="female",
        record_number="INV-0001",
        at=began,
    )
    for member, role in (
        (alice, Role.ONCOLOGIST),
        (bob, Role.NURSE),
        (ines, Role.PERSON),
        (daniel, Role.RELATIVE),
    ):
        Membership.objects.create(person=person, account=member, role=role, starts_at=began)
    person.account = ines
    person.save(update_fields=["account"])
    return Circle(person, team, alice, bob, charlie, ines, daniel)
