"""The demo's teams and accounts, written in one go: their password is hashed once."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from cordee.service.people.models import Account, Team
from cordee.service.project.demo.sign_ins import PASSWORD, SignIn

TEAMS = {
    "FR": {
        "name": "Hôpital des Trois-Rivières (inventé)",
        "country": "FR",
        "time_zone": "Europe/Paris",
        "phone_day": "03 53 01 20 10",
        "phone_night": "03 53 01 20 11",
    },
    "BE": {
        "name": "Clinique du Haut-Pays (inventée)",
        "country": "BE",
        "time_zone": "Europe/Brussels",
        "phone_day": "+33 3 53 01 20 20",
        "phone_night": "+33 3 53 01 20 21",
    },
}


def make_teams() -> dict[str, Team]:
    """The two teams, by country. Telephone numbers are from the range that France keeps for fiction: Belgium keeps
    none, and a number that might ring at somebody's home is worse than a foreign one."""
    return {country: Team.objects.create(**fields) for country, fields in TEAMS.items()}


def make_accounts(sign_ins: list[SignIn], teams: dict[str, Team]) -> dict[str, Account]:
    """An account for each sign-in, by address, with its e-mail address already confirmed."""
    password = make_password(PASSWORD)
    accounts = Account.objects.bulk_create(
        Account(
            email=one.email,
            full_name=one.name,
            phone=one.phone,
            language="fr",
            team=teams.get(one.country),
            password=password,
        )
        for one in sign_ins
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=account, email=account.email, verified=True, primary=True) for account in accounts
    )
    return {one.address: account for one, account in zip(sign_ins, accounts, strict=True)}
