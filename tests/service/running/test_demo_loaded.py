"""The demo as loaded: whole circles, facts over months, and the same verdicts as the record it came from."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.contrib.auth import authenticate
from django.db.models import Count, Max
from django.test import RequestFactory
from django.utils import timezone

from cordee.plan import Plan, make_plan
from cordee.service.people.access_log import verify_all
from cordee.service.people.models import Account, Membership, Notice, Person
from cordee.service.people.roles import Role
from cordee.service.plans.models import Revision
from cordee.service.project.demo.bundles import bundles
from cordee.service.project.demo.load import load
from cordee.service.project.demo.sign_ins import PASSWORD, STAFF, shown
from cordee.service.record.current import current_case, read_bundle
from cordee.service.record.models import Resource


@pytest.fixture
def loaded(db: None) -> datetime:
    now = timezone.now()
    assert load(now) == len(bundles(now.date())) == 20
    return now


def test_what_is_loaded(loaded: datetime):
    _circles(loaded)
    _facts(loaded)
    _sign_ins()
    assert list(verify_all()) == []
    assert Revision.objects.count() >= 3


def _circles(now: datetime) -> None:
    assert Membership.objects.filter(role=Role.COORDINATOR, ends_at=None).count() == Person.objects.count()
    marie = Account.objects.get(email="person@demo.example").person
    held = set(marie.memberships.values_list("role", flat=True))
    assert held == {role.value for role in Role}
    other_country = Account.objects.get(email="oncologist-be@demo.example")
    assert not marie.memberships.filter(account=other_country).exists()
    assert not Notice.objects.filter(read_at=None, at__lt=now - timezone.timedelta(days=5)).exists()


def _facts(now: datetime) -> None:
    assert Resource.objects.aggregate(newest=Max("recorded_at"))["newest"] <= now
    steps = Resource.objects.values("person").annotate(steps=Count("facts_version", distinct=True))
    assert min(row["steps"] for row in steps) >= 4
    on = timezone.localdate(now)
    for slug, resources in bundles(now.date())[:6]:
        name = next(r for r in resources if r["resourceType"] == "Patient")["name"][0]["text"]
        person = Person.objects.get(family_name=name.partition(" ")[2])
        bundle = {
            "resourceType": "Bundle",
            "type": "collection",
            "entry": [{"resource": r} for r in resources],
        }
        direct = make_plan(read_bundle(bundle, on).case, on=on)
        here = make_plan(current_case(person, on), on=on)
        assert isinstance(here, Plan)
        assert {(o.id, o.verdict) for o in here.options} == {(o.id, o.verdict) for o in direct.options}, slug


def _sign_ins() -> None:
    assert {one.role for one in shown()} == set(Role)
    request = RequestFactory().post("/account/login/")
    for one in (*shown()[:3], STAFF[-1]):
        account = authenticate(request, email=one.email, password=PASSWORD)
        assert account is not None, one.email
        assert account.emailaddress_set.get().verified
