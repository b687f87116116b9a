"""Where somebody is signed in: listed, ended one by one or all, ended by time; sign-ins and failures written; new browsers told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cordee.service.people.browsers import device_words
from cordee.service.people.models import Browser, Notice, SignedInPlace, SignIn
from cordee.service.people.notices import said
from cordee.service.project.environment import idle_minutes
from tests.service.conftest import PASSWORD, Circle
from tests.service.people.test_sign_in import code_of, with_verified_address

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"
PAGE = "/me/places/"


def browser(agent: str = FIREFOX) -> Client:
    return Client(headers={"accept-language": "en", "user-agent": agent})


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.fixture(autouse=True)
def addresses_are_proved(settings: Any) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"


def later(monkeypatch: pytest.MonkeyPatch, **by: int) -> None:
    moment = datetime.now(UTC) + timedelta(**by)
    monkeypatch.setattr("cordee.service.project.request_time.timezone.now", lambda: moment)


@pytest.mark.parametrize(
    ("agent", "words"),
    [(FIREFOX, "Firefox · Windows"), (PHONE, "Safari · iPhone"), ("", ""), ("curl/8", ""), ("X" * 5000, "")],
)
def test_a_device_is_named_by_what_it_says(agent: str, words: str, rf: Any):
    assert device_words(rf.get("/", headers={"user-agent": agent})) == words


def test_two_places_one_is_ended_from_the_other(circle: Circle):
    here, phone = browser(), browser(PHONE)
    assert sign_in(here, circle.ines.email).status_code == 302
    assert sign_in(phone, circle.ines.email).status_code == 302
    text = here.get(PAGE).content.decode()
    assert text.index("Firefox · Windows") > 0 < text.index("Safari · iPhone")
    assert text.count('name="place"') == 1
    other = SignedInPlace.objects.get(account=circle.ines, device="Safari · iPhone")
    here.post(PAGE, {"place": str(other.pk)})
    assert phone.get("/me/").headers["Location"].startswith("/account/login/")
    assert here.get("/me/").status_code == 200
    assert [one.what for one in SignIn.objects.filter(account=circle.ines).order_by("pk")] == [
        "in",
        "in",
        "ended",
    ]


def test_everywhere_but_here(circle: Circle):
    here, *elsewhere = browser(), browser(PHONE), browser(PHONE)
    for client in (here, *elsewhere):
        sign_in(client, circle.ines.email)
    here.post(PAGE, {"others": "1"})
    assert [client.get("/me/").status_code for client in (here, *elsewhere)] == [200, 302, 302]
    assert SignedInPlace.objects.filter(account=circle.ines).count() == 1
    assert "Nothing was left" in here.post(PAGE, {"others": "1"}, follow=True).content.decode()


def test_nobody_ends_the_place_of_another(circle: Circle):
    hers, his = browser(), browser(PHONE)
    sign_in(hers, circle.ines.email)
    sign_in(his, circle.daniel.email)
    place = SignedInPlace.objects.get(account=circle.ines)
    his.post(PAGE, {"place": str(place.pk)})
    his.post(PAGE, {"place": "nonsense"})
    assert hers.get("/me/").status_code == 200
    assert "iPhone" not in hers.get(PAGE).content.decode()


def test_a_new_browser_is_told_an_old_one_is_not(circle: Circle):
    here, phone = browser(), browser(PHONE)
    sign_in(here, circle.ines.email)
    assert not Notice.objects.filter(account=circle.ines, kind="people.new_browser").exists()
    sign_in(phone, circle.ines.email)
    notice = Notice.objects.get(account=circle.ines, kind="people.new_browser")
    assert "Safari · iPhone" in said(notice)
    phone.post(reverse("account_logout"))
    sign_in(phone, circle.ines.email)
    assert Notice.objects.filter(account=circle.ines, kind="people.new_browser").count() == 1
    cookie = phone.cookies["browser" if "browser" in phone.cookies else "__Host-browser"]
    assert cookie["httponly"]
    assert not Browser.objects.filter(mark_hash=cookie.value).exists()


def test_what_is_written_of_signing_in_names_no_more_than_the_account(circle: Circle):
    client = browser()
    sign_in(client, circle.ines.email, "not this one at all")
    sign_in(client, "nobody.at.all@example.org", "a secret typed here")
    sign_in(client, circle.ines.email)
    client.post(reverse("account_logout"))
    rows = list(SignIn.objects.order_by("pk").values_list("account", "what"))
    assert rows == [
        (circle.ines.pk, "failed"),
        (None, "failed"),
        (circle.ines.pk, "in"),
        (circle.ines.pk, "out"),
    ]
    stored = str(list(SignIn.objects.values()))
    assert "nobody" not in stored
    assert "secret" not in stored
    sign_in(client, circle.ines.email)
    assert "a sign-in failed" in client.get(PAGE).content.decode()


def test_a_right_password_with_a_wrong_code_is_written(circle: Circle):
    """Somebody else may know the password: its holder sees it."""
    with_verified_address(circle.ines)
    TOTP.activate(circle.ines, "JBSWY3DPEHPK3PXP")
    client = browser()
    sign_in(client, circle.ines.email)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert [row.what for row in SignIn.objects.filter(account=circle.ines)] == ["code"]
    right = code_of(Authenticator.objects.get(user=circle.ines, type="totp"))
    client.post(reverse("mfa_authenticate"), {"code": right})
    assert "the password was right, the code was not" in client.get(PAGE).content.decode()
    assert "000000" not in str(list(SignIn.objects.values()))


def test_unused_for_long_is_signed_out(circle: Circle, settings: Any, monkeypatch: pytest.MonkeyPatch):
    client = browser()
    sign_in(client, circle.ines.email)
    later(monkeypatch, seconds=settings.SESSION_IDLE_SECONDS - 5)
    assert client.get("/me/").status_code == 200
    later(monkeypatch, seconds=settings.SESSION_IDLE_SECONDS + 600)
    assert client.get("/me/").status_code == 200  # used in between
    assert SignIn.objects.filter(what="idle").count() == 0


def test_idle_for_too_long(circle: Circle, settings: Any, monkeypatch: pytest.MonkeyPatch):
    client = browser()
    sign_in(client, circle.ines.email)
    later(monkeypatch, seconds=settings.SESSION_IDLE_SECONDS + 1)
    assert client.get("/me/").headers["Location"].startswith("/account/login/")
    assert SignIn.objects.filter(account=circle.ines, what="idle").count() == 1
    assert not SignedInPlace.objects.exists()
    assert Session.objects.count() <= 1


def test_a_session_in_use_ends_twelve_hours_after_it_began(
    circle: Circle, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    client = browser()
    sign_in(client, circle.ines.email)
    for hours in (5, 9):
        later(monkeypatch, hours=hours)
        assert client.get("/me/").status_code == 200
    later(monkeypatch, seconds=settings.SESSION_COOKIE_AGE + 1)
    assert client.get("/me/").status_code == 302
    assert SignIn.objects.filter(account=circle.ines, what="time").count() == 1


def test_a_new_password_ends_the_others(circle: Circle):
    here, phone = browser(), browser(PHONE)
    sign_in(here, circle.ines.email)
    sign_in(phone, circle.ines.email)
    new = "another long invented password"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post(reverse("account_change_password"), sent)
    assert phone.get("/me/").status_code == 302
    assert SignedInPlace.objects.filter(account=circle.ines).count() <= 1


@pytest.mark.parametrize("said_minutes", ["4", "721", "x", "-5"])
def test_an_idle_time_that_protects_nobody_is_refused(said_minutes: str):
    from cordee.files.fault import BadInput

    with pytest.raises(BadInput):
        idle_minutes({"CORDEE_IDLE_MINUTES": said_minutes})
    assert idle_minutes({}) == 480


def test_reading_pages_writes_the_use_of_a_session_rarely(circle: Circle, django_assert_max_num_queries: Any):
    client = browser()
    sign_in(client, circle.ines.email)
    client.get(PAGE)
    with django_assert_max_num_queries(12):
        client.get(PAGE)


def test_professionals_have_it_beside_their_rail(circle: Circle):
    client = circle.client_of(circle.alice)
    text = client.get(PAGE).content.decode()
    assert 'class="rail"' in text
    assert "Browser not recognised" in text
