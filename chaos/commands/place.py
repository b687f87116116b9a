"""A place of the campaign's own: settings as an operator would give them, a team, people, who is signed in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from chaos import database
from chaos.commands.outside import SECRET, Outside

PEOPLE, CARERS, ASKED = 60, 4, 40


def settings_for(world: Outside) -> None:
    """The environment of every process of the campaign, this one included."""
    for name in [name for name in os.environ if name.startswith("CORDEE_")]:
        del os.environ[name]
    gateway = f"http://127.0.0.1:{world.gateway_port}"
    os.environ |= {
        "CORDEE_HOSTS": "localhost",
        "CORDEE_LANG": "en",
        "CORDEE_WORKERS": "2",
        "CORDEE_MAIL_URL": f"smtp://127.0.0.1:{world.mail_port}",
        "CORDEE_SMS_URL": f"{gateway}/sms",
        "CORDEE_SMS_SECRET": SECRET,
        "CORDEE_WEBHOOK_HOSTS": "127.0.0.1",
        "CORDEE_DEADMAN_URL": f"{gateway}/switch",
    }


def make(kind: str, world: Outside, random: Random) -> tuple[Path, dict[str, str], dict[str, str]]:
    """A migrated database with everybody in it; the folder, the sessions of the people by their person's id, and those of
    the carers by their account's id."""
    settings_for(world)
    folder = database.start(kind)
    from django.core.management import call_command
    from django.utils import timezone

    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    at = timezone.now()
    people, asked = _people(at)
    _ways_to_reach(world, at)
    _policy(at)
    _expected(asked, at, random)
    return folder, people, _sessions_of_carers(at)


def _people(at: datetime) -> tuple[dict[str, str], list[UUID]]:
    """Those with an account who send check-ins, and those who are asked and do not answer."""
    from chaos.scene import people
    from cordee.service.people.models import Account, Membership, Person
    from cordee.service.people.roles import Role

    made = people(PEOPLE + ASKED)
    sessions = {}
    for n, person in enumerate(Person.objects.filter(pk__in=made).order_by("record_number")):
        account = Account.objects.create_user(f"person{n}@example.org", full_name=f"Person {n}")
        Membership.objects.create(
            person=person, account=account, role=Role.PERSON, starts_at=at - timedelta(days=1)
        )
        person.account = account
        person.save(update_fields=["account"])
        if person.pk in made[:PEOPLE]:
            sessions[str(person.pk)] = _signed_in(account)
    return sessions, list(made[PEOPLE:])


def _signed_in(account: object) -> str:
    """What the sign-in page leaves behind; hashing two hundred passwords would show nothing."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from cordee.service.people.models import Account

    assert isinstance(account, Account)
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def _sessions_of_carers(at: datetime) -> dict[str, str]:
    from allauth.mfa.models import Authenticator

    from cordee.service.people.models import Account

    sessions = {}
    for account in Account.objects.filter(team__isnull=False):
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "unused"})
        sessions[str(account.pk)] = _signed_in(account)
    return sessions


def _ways_to_reach(world: Outside, at: datetime) -> None:
    """Every carer by mail and text message, half of them by webhook too."""
    from cordee.service.chain.models import ContactPoint
    from cordee.service.people.models import Account

    hook = f"http://127.0.0.1:{world.gateway_port}/webhook"
    for n, account in enumerate(Account.objects.filter(team__isnull=False).order_by("email")):
        ways = {"email": account.email, "sms": f"+3360000000{n}"} | ({"webhook": hook} if n % 2 else {})
        for channel, address in ways.items():
            secret = {"secret": SECRET} if channel == "webhook" else {}
            ContactPoint.objects.create(
                account=account, channel=channel, address=address, secret=secret, made_at=at
            )


def _policy(at: datetime) -> None:
    """The shortest waits a policy may have, at any hour: a minute, and two for the whole team."""
    from cordee.service.chain.ladder import Hours, Ladders, Rung, Who
    from cordee.service.chain.policy import set_policy
    from cordee.service.people.models import Team

    ways = ("app", "sms", "email", "webhook")
    first = Rung((Who("coordinator"), Who("role", "nurse")), 1, ways)
    ladder = (first, Rung((Who("team"),), 2, ways))
    always = Hours(week=tuple((day, 0, 24 * 60) for day in range(7)), holidays=False)
    short = Ladders(ladder, ladder, always, gather_minutes=1, red_outcome_minutes=1, amber_outcome_minutes=1)
    set_policy(team=Team.objects.get(), ladders=short, by=None, at=at, seen=0)


def _expected(people: Iterable[UUID], at: datetime, random: Random) -> None:
    """Check-ins asked for a day and a half ago, whose silence is due to be told within the next minutes."""
    from cordee.service.chain.models import CheckInPlan, ExpectedReport
    from cordee.service.chain.silence import ALERT_AFTER

    for person in people:
        due = at - ALERT_AFTER + timedelta(seconds=random.uniform(5, 300))
        CheckInPlan.objects.create(person_id=person, every_days=1, started_at=due - timedelta(days=1))
        ExpectedReport.objects.create(person_id=person, due_at=due, next_action_at=due)
