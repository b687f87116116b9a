"""Nobody gets in: every address, by every method, as everybody; only what `access_table` and `GRANTS` allow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cordee.service.people.address_needs import Need, Only, Open, access_table
from cordee.service.people.addresses import Address, addresses
from cordee.service.people.permissions import Permission
from tests.service.access.actors import ACTORS, Actor
from tests.service.access.samples import samples
from tests.service.conftest import Circle

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
TRY_EVERY_METHOD = frozenset(
    {"signed out", "stranger of the same team", "in an emergency", "as person", "as coordinator"}
)
"""Who also tries the methods no entry names: what is not named does not depend on who asks."""

REFUSED = frozenset({401, 403, 404})


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_let_in(response: HttpResponse) -> bool:
    """Whether the address answered, well or ill, instead of turning its caller away."""
    sign_in = reverse(settings.LOGIN_URL)
    asked_to_sign_in = response.status_code == 302 and response["Location"].startswith(sign_in)
    return response.status_code not in REFUSED and not asked_to_sign_in


def may_pass(need: Need, actor: Actor, address: Address) -> bool:
    """What the tables say of `actor`."""
    if need is Open.ANYONE:
        return True
    if actor.account is None or need is Open.SECRET:
        return False
    if isinstance(need, Open):
        asked = {Open.PROFESSIONAL: actor.account.team_id is not None, Open.OPERATOR: actor.account.is_staff}
        return asked.get(need, True)
    permission = need.permission if isinstance(need, Only) else need
    in_place = {"p": actor.in_team_places, "my": actor.in_own_places}.get(address.written.split("/")[1], True)
    return in_place and permission in actor.permissions


def path_of(address: Address, circle: Circle, below: dict[str, dict[str, object]]) -> str:
    """The address with real things in it."""
    taken = {**below.get(address.name, {}), "person_id": circle.person.id}
    return reverse(address.name, kwargs={name: taken[name] for name in address.parameters})


def wrong(client: Client, path: str, method: str, need: Need | None, actor: Actor, address: Address) -> str:
    """What is wrong with the answer, or ''."""
    cookies = client.cookies.output(header="", sep=";")
    with undone():
        response = client.generic(method, path)
    client.cookies = SimpleCookie(cookies)
    status, let_in = response.status_code, is_let_in(response)
    if status >= 500:
        return f"{status}: it broke, {getattr(response, 'exc_info', None)}"
    if need is Open.HALFWAY:
        return ""
    if need is None:
        return "" if status == 405 or not let_in else f"{status}: a method that no entry names"
    if not may_pass(need, actor, address):
        return f"{status}: let in" if let_in else ""
    if let_in or isinstance(need, Only):
        return ""
    return f"{status}: turned away"


def test_every_address_has_an_entry_and_every_entry_an_address():
    assert set(access_table()) == {address.name for address in addresses()}


def test_every_thing_below_a_person_has_a_sample(circle: Circle):
    below = samples(circle)
    missing = {
        address.name: lacking
        for address in addresses()
        if (lacking := set(address.parameters) - {"person_id"} - set(below.get(address.name, {})))
    }
    assert missing == {}


@pytest.mark.parametrize("who", ACTORS)
def test_only_what_the_table_allows(who: str, circle: Circle):
    below = samples(circle)
    actor = ACTORS[who](circle)
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    if who == "closed account":
        client.force_login(circle.bob)
    elif actor.account is not None:
        client.force_login(actor.account)
    table = access_table()
    faults = {}
    for address in addresses():
        needs = table.get(address.name)
        lacking = set(address.parameters) - {"person_id"} - set(below.get(address.name, {}))
        if needs is None or lacking:
            faults[address.name] = f"no entry, or no sample of {sorted(lacking)}"
            continue
        path = path_of(address, circle, below)
        for method in METHODS:
            need = needs.get(method)
            if need is None and who not in TRY_EVERY_METHOD:
                continue
            if fault := wrong(client, path, method, need, actor, address):
                faults[f"{method} {address.name}"] = fault
    assert not faults, "\n".join(f"{name}: {fault}" for name, fault in faults.items())


def test_the_tests_own_reading_of_the_tables():
    circle = Address("people:circle", "/p/<uuid:person_id>/circle/", ("person_id",))
    nobody = Actor(None)
    assert may_pass(Open.ANYONE, nobody, circle)
    assert not may_pass(Permission.SEE_CIRCLE, nobody, circle)
    assert not may_pass(Open.SIGNED_IN, nobody, circle)
