"""When no engine turns, every page says so and gives the team's numbers to tap."""

from __future__ import annotations

from django.utils import timezone

from cordee.service.chain.models import EngineBeat
from tests.service.conftest import Circle

SAID = "Alerts are not being passed on"


def test_every_page_says_so_with_the_numbers_while_no_engine_turns(circle: Circle):
    for account, address in (
        (circle.ines, f"/my/{circle.person.id}/"),
        (circle.daniel, f"/my/{circle.person.id}/team/"),
        (circle.alice, "/today/"),
        (circle.alice, f"/p/{circle.person.id}/"),
    ):
        page = circle.client_of(account).get(address).content.decode()
        assert SAID in page
        assert 'href="tel:+33100000001"' in page
        assert 'href="tel:+33100000002"' in page


def test_no_page_says_so_while_one_turns(circle: Circle):
    now = timezone.now()
    EngineBeat.objects.create(engine="one", started_at=now, finished_at=now)
    assert SAID not in circle.client_of(circle.ines).get(f"/my/{circle.person.id}/").content.decode()
