"""A person's page and the person's own Today: what is known, what is not, and whom to call."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from cordee.service.pages.whom_to_call import Call, calls_for, emergency_calls
from cordee.service.people.models import Membership
from cordee.service.people.roles import Role
from cordee.service.plans.models import Task
from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door
from tests.service.conftest import NOW, Circle

EXAMPLE = Path(__file__).parents[3] / "examples" / "colorectal-kras-g12c.json"


@pytest.fixture
def told(circle: Circle) -> Circle:
    """Inès with the record of an example."""
    bodies = [entry["resource"] for entry in msgspec.json.decode(EXAMPLE.read_bytes())["entry"]]
    write_resources(person=circle.person, bodies=bodies, by=circle.alice, door=Door.IMPORT, at=NOW)
    return circle


def test_the_climb_stands_beside_its_table(told: Circle, django_assert_max_num_queries) -> None:
    client = told.client_of(told.alice)
    with django_assert_max_num_queries(20):
        shown = client.get(f"/p/{told.person.id}/").content.decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in shown
    assert "<caption" in shown
    assert shown.count("<h1") == 1
    assert "style=" not in shown  # the policy refuses it
    assert len(shown) < 100_000


def test_a_person_of_whom_nothing_is_known(circle: Circle) -> None:
    shown = circle.client_of(circle.alice).get(f"/p/{circle.person.id}/").content.decode()
    assert "Nothing with a date is known yet" in shown
    assert shown.count("? not recorded yet") == 2  # goals of care, allergies: not 'none'
    assert "No plan has been adopted yet" in shown


def test_who_may_not_see_the_record_sees_none_of_it(told: Circle) -> None:
    Membership.objects.create(
        person=told.person, account=told.charlie, role=Role.SOCIAL_WORKER, starts_at=NOW - timedelta(days=1)
    )
    shown = told.client_of(told.charlie).get(f"/p/{told.person.id}/").content.decode()
    assert "does not open the medical record" in shown
    assert "Allergies" not in shown
    assert 'class="illness"' not in shown


def test_today_asks_how_are_you_and_says_what_comes_next(
    circle: Circle, django_assert_max_num_queries
) -> None:
    Task.objects.create(
        person=circle.person, what="Blood test", by_when=NOW.date(), for_role=Role.PERSON, created_at=NOW,
        created_by=circle.alice,
    )  # fmt: skip
    client = circle.client_of(circle.ines, "fr")
    with django_assert_max_num_queries(20):
        shown = client.get(f"/my/{circle.person.id}/").content.decode()
    assert "Comment allez-vous aujourd’hui\u202f?" in shown
    assert "Blood test" in shown
    assert "J’ai besoin d’aide" in shown
    close = circle.client_of(circle.daniel, "en").get(f"/my/{circle.person.id}/").content.decode()
    assert "Around Inès" in close
    assert "Blood test" not in close  # the plan is not opened to him


def test_help_now_gives_the_numbers_in_order(circle: Circle) -> None:
    circle.alice.phone = "01 00 00 00 09"
    circle.alice.save()
    page = circle.client_of(circle.ines).get(f"/my/{circle.person.id}/help-now/").content.decode()
    shown = page[page.index("<main") :]
    order = [
        shown.index(f'href="tel:{n}"') for n in ("15", "112", "0100000009", "+33100000001", "+33100000002")
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(("country", "numbers"), [("FR", ["15", "112"]), ("BE", ["112"]), ("IT", ["112"])])
def test_the_emergency_number_is_the_country_s(circle: Circle, country: str, numbers: list[str]) -> None:
    circle.person.country = country
    assert [call.number for call in emergency_calls(circle.person)] == numbers


def test_numbers_nobody_wrote_are_not_invented(circle: Circle) -> None:
    circle.team.phone_day = circle.team.phone_night = ""
    circle.team.save()
    circle.person.refresh_from_db()
    assert calls_for(circle.person) == []
    page = circle.client_of(circle.ines).get(f"/my/{circle.person.id}/help-now/").content.decode()
    shown = page[page.index("<main") :]
    assert "No telephone number of your team is written here yet" in shown


@pytest.mark.parametrize(
    ("number", "tel"), [("+33 1 00 00", "+3310000"), ("03 53 01", "035301"), ("15", "15")]
)
def test_a_number_as_it_is_dialled(number: str, tel: str) -> None:
    assert Call("", "", number).tel == tel


def test_after_a_death_nothing_is_asked_any_more(circle: Circle) -> None:
    circle.person.died_on = NOW.date()
    circle.person.save()
    shown = circle.client_of(circle.daniel).get(f"/my/{circle.person.id}/").content.decode()
    assert "Our thoughts are with you" in shown
    assert "How is" not in shown
    assert "2 minutes" not in shown
    assert "tel:" in shown  # the team still answers


def test_help_is_near_on_pages_about_nobody_too(circle: Circle) -> None:
    client = circle.client_of(circle.daniel)
    assert client.get("/help-now/").headers["Location"] == f"/my/{circle.person.id}/help-now/"
    assert 'href="/help-now/"' in client.get("/notices/").content.decode()
    Membership.objects.filter(account=circle.daniel).delete()
    assert 'href="tel:112"' in client.get("/help-now/").content.decode()
