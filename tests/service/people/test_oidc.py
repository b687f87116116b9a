"""Signing in through an identity provider: a real one answers over HTTP, with the whole code flow."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import oidc_provider_mock
import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cordee.files.fault import BadInput
from cordee.service.people.invitations import invite
from cordee.service.people.models import Account
from cordee.service.people.oidc import providers, sign_in_origins
from cordee.service.people.roles import Role
from tests.service.conftest import Circle

# The invented provider's own libraries warn of what they will change.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:oidc_provider_mock.*", "ignore:get_jwt_config"
)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    people = [
        oidc_provider_mock.User(sub=sub, claims={"name": name, "email": email, "email_verified": verified})
        for sub, name, email, verified in (
            ("bob", "Bob Petit", "bob@example.org", True),
            ("bob-unproved", "Bob Petit", "bob@example.org", False),
            ("zoe", "Zoé Blanc", "zoe@example.org", True),
            ("zoe-unproved", "Zoé Blanc", "zoe@example.org", False),
        )
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(issuer: str, settings) -> str:
    said = {
        "CORDEE_OIDC_NAME": "Carte invented",
        "CORDEE_OIDC_ISSUER": issuer,
        "CORDEE_OIDC_CLIENT_ID": "cordee",
        "CORDEE_OIDC_CLIENT_SECRET": "an invented secret",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(said)}}
    return issuer


def sign_in(browser: Client, sub: str) -> str:
    """Goes to the provider and back; returns where one ends up."""
    led = browser.post(reverse("openid_connect_login", args=["oidc1"]))
    assert led.status_code == 302
    assert "code_challenge=" in led.url
    there = requests.post(led.url, data={"sub": sub}, allow_redirects=False, timeout=10)
    assert there.status_code in (302, 303)
    back = urlsplit(there.headers["Location"])
    answer = browser.get(f"{back.path}?{back.query}", follow=True)
    return answer.request["PATH_INFO"]


def is_in(browser: Client) -> bool:
    return browser.get("/notices/").status_code == 200


def visitor() -> Client:
    return Client(headers={"accept-language": "en"})


def test_the_button_is_on_the_sign_in_page(db: None, provider: str):
    html = visitor().get(reverse("account_login")).content.decode()
    assert "Sign in with Carte invented" in html
    asked = visitor().get(reverse("openid_connect_login", args=["oidc1"])).content.decode()
    assert 'method="post"' in asked


def test_an_address_the_provider_vouches_for_leads_to_its_account(circle: Circle, provider: str):
    EmailAddress.objects.create(user=circle.bob, email=circle.bob.email, verified=True, primary=True)
    browser = visitor()
    sign_in(browser, "bob")
    assert is_in(browser)
    assert SocialAccount.objects.get().user == circle.bob
    again = visitor()
    sign_in(again, "bob")
    assert is_in(again)
    assert Account.objects.filter(full_name="Bob Petit").count() == 1


def test_an_address_nobody_vouches_for_leads_nowhere(circle: Circle, provider: str):
    EmailAddress.objects.create(user=circle.bob, email=circle.bob.email, verified=True, primary=True)
    browser = visitor()
    before = Account.objects.count()
    sign_in(browser, "bob-unproved")
    assert not is_in(browser)
    assert not SocialAccount.objects.exists()
    assert Account.objects.count() == before


def test_a_stranger_gets_no_account(circle: Circle, provider: str):
    before = Account.objects.count()
    browser = visitor()
    sign_in(browser, "zoe")
    assert not is_in(browser)
    assert Account.objects.count() == before


@pytest.mark.parametrize(("sub", "email", "let_in"), [
    ("zoe", "zoe@example.org", True),
    ("zoe-unproved", "zoe@example.org", False),
    ("zoe", "someone.else@example.org", False),
])  # fmt: skip
def test_an_invitation_makes_an_account_for_its_address(
    circle: Circle, provider: str, sub: str, email: str, let_in: bool
):
    _, token = invite(
        person=circle.person, email=email, role=Role.FAMILY_DOCTOR, by=circle.alice, at=timezone.now()
    )
    browser = visitor()
    browser.get(reverse("people:follow_invitation", args=[token]))
    ended = sign_in(browser, sub)
    assert is_in(browser) is let_in
    assert Account.objects.filter(email="zoe@example.org").exists() is let_in
    if let_in:
        assert ended == reverse("people:invited")
        zoe = Account.objects.get(email="zoe@example.org")
        assert zoe.full_name == "Zoé Blanc"
        assert not zoe.has_usable_password()
        browser.post("/invited/accept/")
        assert browser.get(reverse("people:circle", args=[circle.person.id])).status_code == 200


def test_a_closed_account_does_not_open_this_way_either(circle: Circle, provider: str):
    EmailAddress.objects.create(user=circle.bob, email=circle.bob.email, verified=True, primary=True)
    Account.objects.filter(pk=circle.bob.pk).update(is_active=False)
    browser = visitor()
    sign_in(browser, "bob")
    assert not is_in(browser)


def test_a_provider_named_by_halves_is_refused():
    with pytest.raises(BadInput):
        providers({"CORDEE_OIDC_NAME": "Half"})
    whole = {"CORDEE_OIDC_NAME": "N", "CORDEE_OIDC_CLIENT_ID": "c", "CORDEE_OIDC_CLIENT_SECRET": "s"}
    with pytest.raises(BadInput):
        providers({**whole, "CORDEE_OIDC_ISSUER": "http://id.example.org"})
    assert providers({}) == []
    asked = {
        **whole,
        "CORDEE_OIDC_ISSUER": "https://id.example.org/realm/",
        "CORDEE_OIDC_ORIGINS": "https://wallet.example.org",
    }
    assert sign_in_origins(asked) == ["https://id.example.org", "https://wallet.example.org"]
    second = {f"{name}_2": value for name, value in asked.items() if not name.endswith("ORIGINS")}
    assert [app["provider_id"] for app in providers({**asked, **second})] == ["oidc1", "oidc2"]
