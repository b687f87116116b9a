"""Signing in: by invitation only, with a second factor where one is asked, slowed when guessed."""

from __future__ import annotations

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cordee.service.people.models import Account, Invitation
from cordee.service.people.roles import Role
from cordee.service.people.standing import standing
from tests.service.conftest import PASSWORD, Circle

LONG = "eleven green lamps and a boat"


@pytest.fixture(autouse=True)
def _no_tries_left_over(db: None) -> None:
    cache.clear()


def send(circle: Circle, capture, **asked: str) -> Client:
    with capture(execute=True):
        by = circle.ines if asked["role"] in ("relative", "trusted_person") else circle.alice
        page = "people:my_invite" if by is circle.ines else "people:invite"
        answer = circle.client_of(by).post(reverse(page, args=[circle.person.id]), asked)
        assert answer.status_code == 302
    link = re.search(r"http://testserver(/invitation/\S+)", mail.outbox[-1].body)
    assert link is not None
    browser = Client(headers={"accept-language": "en"})
    assert browser.get(link[1]).url == "/invited/"
    return browser


def test_an_invitation_makes_an_account_and_opens_the_circle(
    circle: Circle, django_capture_on_commit_callbacks
):
    browser = send(circle, django_capture_on_commit_callbacks, email="zoe@example.org", role="relative")
    shown = browser.get("/invited/").content.decode()
    assert "Ines Moreau" in shown
    assert "Inès Moreau" not in shown  # whose circle it is stays closed until somebody has signed in
    made = browser.post(
        reverse("account_signup"),
        {"full_name": "Zoé Blanc", "email": "someone.else@example.org", "password1": LONG},
    )
    assert (made.status_code, made.url) == (302, "/invited/")
    zoe = Account.objects.get(full_name="Zoé Blanc")
    assert zoe.email == "zoe@example.org"
    assert EmailAddress.objects.get(user=zoe).verified
    accepted = browser.post("/invited/accept/")
    assert accepted.url == reverse("people:my_team", args=[circle.person.id])
    assert browser.get(accepted.url).status_code == 200
    where = standing(zoe, circle.person.id, timezone.now())
    assert where is not None
    assert where.roles == {Role.RELATIVE}


def test_the_mail_names_nobody(circle: Circle, django_capture_on_commit_callbacks):
    send(circle, django_capture_on_commit_callbacks, email="zoe@example.org", role="nurse")
    written = mail.outbox[-1].subject + mail.outbox[-1].body
    for name in ("Moreau", "Inès", "Alice", "INV-0001"):
        assert name not in written


def test_without_an_invitation_nobody_makes_an_account(circle: Circle):
    before = Account.objects.count()
    browser = Client(headers={"accept-language": "en"})
    assert "By invitation" in browser.get(reverse("account_signup")).content.decode()
    browser.post(
        reverse("account_signup"),
        {"full_name": "Eve", "email": "eve@example.org", "password1": LONG},
    )
    assert Account.objects.count() == before


def test_a_withdrawn_invitation_no_longer_opens_the_form(circle: Circle, django_capture_on_commit_callbacks):
    browser = send(circle, django_capture_on_commit_callbacks, email="zoe@example.org", role="nurse")
    Invitation.objects.update(withdrawn_at=timezone.now())
    assert "By invitation" in browser.get(reverse("account_signup")).content.decode()


@pytest.mark.parametrize("password", ["short", "password1234", "zoe@example.org", "123456789012"])
def test_a_weak_password_is_refused(circle: Circle, django_capture_on_commit_callbacks, password: str):
    browser = send(circle, django_capture_on_commit_callbacks, email="zoe@example.org", role="relative")
    answer = browser.post(reverse("account_signup"), {"full_name": "Zoé Blanc", "password1": password})
    assert answer.status_code == 200
    assert not Account.objects.filter(email="zoe@example.org").exists()


def code_of(authenticator: Authenticator) -> str:
    secret = authenticator.wrap().instance.data["secret"]
    return format_hotp_value(hotp_value(decrypt(secret), int(time.time()) // 30))


def with_verified_address(account: Account) -> Account:
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def test_the_second_factor_is_asked_and_a_recovery_code_serves_once(circle: Circle):
    bob = with_verified_address(circle.bob)
    TOTP.activate(bob, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(bob).get_unused_codes()
    browser = Client(headers={"accept-language": "en"})

    def sign_in(code: str) -> bool:
        browser.post(reverse("account_logout"))
        answer = browser.post(reverse("account_login"), {"login": "bob@example.org", "password": PASSWORD})
        assert answer.url == reverse("mfa_authenticate")
        assert browser.get("/notices/").status_code == 302  # half signed in is not signed in
        browser.post(reverse("mfa_authenticate"), {"code": code})
        return browser.get("/notices/").status_code == 200

    assert not sign_in("000000")
    assert sign_in(code_of(Authenticator.objects.get(user=bob, type="totp")))
    assert sign_in(codes[0])
    assert not sign_in(codes[0])


def test_professionals_set_up_a_second_factor_first(circle: Circle, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    browser = circle.client_of(circle.bob)
    led = browser.get("/notices/")
    assert (led.status_code, led.url) == (302, reverse("mfa_index"))
    assert browser.get(reverse("mfa_index")).status_code == 200
    TOTP.activate(circle.bob, "JBSWY3DPEHPK3PXP")
    assert browser.get("/notices/").status_code == 200
    assert circle.client_of(circle.ines).get("/notices/").status_code == 200


def test_a_professional_without_a_team_needs_one_too(circle: Circle, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    Account.objects.filter(pk=circle.bob.pk).update(team=None)
    assert circle.client_of(circle.bob).get("/notices/").url == reverse("mfa_index")


def test_guessing_a_password_is_slowed(circle: Circle):
    with_verified_address(circle.bob)
    browser = Client(headers={"accept-language": "en"})
    for _ in range(5):
        browser.post(reverse("account_login"), {"login": "bob@example.org", "password": "wrong guess"})
    browser.post(reverse("account_login"), {"login": "bob@example.org", "password": PASSWORD})
    assert browser.get("/notices/").status_code == 302


def test_nobody_learns_whether_an_address_has_an_account(circle: Circle):
    answers = []
    for login in ("bob@example.org", "nobody@example.org"):
        cache.clear()
        browser = Client(headers={"accept-language": "en"})
        page = browser.post(reverse("account_login"), {"login": login, "password": "wrong guess"})
        told = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
        answers.append((page.status_code, told.replace(login, "")))
        browser.post(reverse("account_reset_password"), {"email": login})
    assert answers[0] == answers[1]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "page",
    ["account_login", "account_reset_password", "account_signup", "account_inactive", "socialaccount_login_cancelled"],
)  # fmt: skip
def test_the_doors_pages_carry_no_inline_script_or_style(db, language: str, page: str):
    html = Client(headers={"accept-language": language}).get(reverse(page)).content.decode()
    assert f'lang="{language}"' in html
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    for script in re.findall(r"<script[^>]*>", html):
        assert " src=" in script or 'type="application/json"' in script


def test_signed_in_pages_of_the_second_factor_render(circle: Circle):
    with_verified_address(circle.bob)
    TOTP.activate(circle.bob, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(circle.bob)
    browser = Client(headers={"accept-language": "fr"})
    browser.post(reverse("account_login"), {"login": "bob@example.org", "password": PASSWORD})
    browser.post(
        reverse("mfa_authenticate"),
        {"code": code_of(Authenticator.objects.get(user=circle.bob, type="totp"))},
    )
    assert browser.get(reverse("mfa_view_recovery_codes")).url.startswith(reverse("account_reauthenticate"))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for page in ("account_reauthenticate", "mfa_index", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_view_recovery_codes",
                 "mfa_generate_recovery_codes", "mfa_deactivate_totp", "account_email", "account_change_password",
                 "socialaccount_connections", "account_logout"):  # fmt: skip
        assert browser.get(reverse(page)).status_code == 200, page
