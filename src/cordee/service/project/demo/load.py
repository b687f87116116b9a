"""Loading the demo: accounts, then each person's story, every moment in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from cordee.service.people.models import Notice
from cordee.service.plans.new_knowledge import look_again_all
from cordee.service.project.demo.accounts import make_accounts, make_teams
from cordee.service.project.demo.bundles import bundles
from cordee.service.project.demo.catch_up import catch_up
from cordee.service.project.demo.check_ins import (
    WITHIN_THE_HOUR,
    answer_what_waits,
    check_ins,
    just_now,
)
from cordee.service.project.demo.circles import circle, open_story, person_sign_in
from cordee.service.project.demo.facts import facts
from cordee.service.project.demo.on_call import on_call
from cordee.service.project.demo.plans import plans
from cordee.service.project.demo.sign_ins import CLOSE, STAFF
from cordee.service.project.demo.story import Moment, Told
from cordee.service.project.demo.talks import talks
from cordee.service.record.signals import facts_written

TELLERS: tuple[Callable[[Told], list[Moment]], ...] = (circle, facts, talks, plans, check_ins)
"""What each room has to tell of a person. A new room adds its own."""

UNREAD_FOR = timedelta(days=4)


def load(now: datetime) -> int:
    """Fill an empty database with the demo, whole or not at all, its story ending at `now`; how many people it holds."""
    records = bundles(now.date())
    with _listening_later(), transaction.atomic():
        teams = make_teams()
        people = [person_sign_in(slug, resources) for slug, resources in records]
        accounts = make_accounts([*STAFF, *CLOSE, *people], teams)
        last: list[Moment] = []
        for number, (slug, resources) in enumerate(records, start=1):
            told = open_story(number, slug, resources, accounts, teams, now)
            moments = [moment for teller in TELLERS for moment in teller(told)]
            for moment in sorted(moments, key=lambda m: m.at):
                moment.tell(moment.at)
            answer_what_waits(told)
            last += just_now(told)
        catch_up(now - WITHIN_THE_HOUR)
        for moment in sorted(last, key=lambda m: m.at):
            moment.tell(moment.at)
        on_call(teams, accounts, now)
        catch_up(now)
        Notice.objects.filter(at__lt=now - UNREAD_FOR).update(read_at=now - UNREAD_FOR)
    look_again_all(on=now.date(), at=now)
    return len(records)


@contextmanager
def _listening_later() -> Iterator[None]:
    """Nobody listens to facts while years of them are told in seconds: plans are looked at again once, at the end."""
    listening, facts_written.receivers = facts_written.receivers, []
    facts_written.sender_receivers_cache.clear()
    try:
        yield
    finally:
        facts_written.receivers = listening
        facts_written.sender_receivers_cache.clear()
