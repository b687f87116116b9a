"""Setting the year up, and letting it pass."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from unittest import mock

from chaos.year.calendar import FIRST_DAY, local
from chaos.year.changes import plan_changes
from chaos.year.clockwork import Clockwork
from chaos.year.course import Course, courses
from chaos.year.humans import Humans
from chaos.year.people import Patient, People, patient_body, treatment_body
from chaos.year.team import Team, make_team
from cordee.service.chain.channels import Message
from cordee.service.chain.check_in_plan import set_rhythm
from cordee.service.chain.contacts import add_point
from cordee.service.people.circle import open_file
from cordee.service.people.memberships import add_membership
from cordee.service.people.models import Account
from cordee.service.people.roles import Role, Topic
from cordee.service.people.sharing import share
from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door


@dataclass(frozen=True)
class Year:
    """A year that has passed."""

    clock: Clockwork
    humans: Humans
    days: int


@contextmanager
def one_clock(clock: Clockwork, seed: int) -> Iterator[None]:
    """Whatever in the product asks for the time gets the simulated one, and ids follow from the seed: a year can be
    repeated."""

    def now() -> datetime:
        return clock.at

    with (
        mock.patch("django.utils.timezone.now", now),
        mock.patch.object(os, "urandom", Random(seed).randbytes),
    ):
        yield


def live(seed: int, people: int, reports: int, days: int) -> Year:
    """A year of `days` with so many people who send about so many check-ins, in an empty database."""
    begin = local(FIRST_DAY, 0)
    clock = Clockwork(at=begin - timedelta(hours=1), until=local(FIRST_DAY + timedelta(days=days), 0))
    with one_clock(clock, seed):
        team = make_team(clock, seed, days)
        followed = People(clock)
        humans = Humans(clock, team, followed)

        def hear(message: Message) -> None:
            humans.hear(message)
            followed.hear(message)

        clock.hear = hear
        humans.begin()
        plan_changes(humans)
        for course in courses(seed, people, reports, days):
            clock.plan(course.starts, lambda c=course: start(c, team, humans))  # type: ignore[misc]
        _watch(clock, Random(f"{seed} watchman"), days)
        clock.run()
    return Year(clock, humans, days)


def start(course: Course, team: Team, humans: Humans) -> None:
    """A person's file is opened: circle, record, contact points, check-ins."""
    at, n = humans.clock.at, course.number
    coordinators = [c for c in team.of("coordinator") if c.left_at is None]
    nurses, physicians = team.of("nurse"), team.of("physician")
    coordinator = coordinators[n % len(coordinators)].account
    person = open_file(
        team=team.row,
        by=coordinator,
        coordinator=coordinator,
        given_name="Invented",
        family_name=f"Person {n}",
        record_number=f"YEAR-{n}",
        at=at,
    )
    bodies = [patient_body(course)] + ([treatment_body(course)] if course.drug else [])
    write_resources(person=person, bodies=bodies, by=coordinator, door=Door.FORM, at=at)
    around = {Role.NURSE: nurses[n % 3].account, Role.ONCOLOGIST: physicians[n % len(physicians)].account}
    account = Account.objects.create_user(f"person{n}@example.org", full_name=f"Person {n}")
    for role, who in (*around.items(), (Role.PERSON, account)):
        add_membership(person=person, account=who, role=role, by=coordinator, at=at)
    person.refresh_from_db()
    relative = None
    if course.has_relative:
        relative = Account.objects.create_user(f"close{n}@example.org", full_name=f"Close {n}")
        held = add_membership(person=person, account=relative, role=Role.RELATIVE, by=coordinator, at=at)
        share(membership=held, topics=[Topic.HOW_I_AM, Topic.REPORT_FOR_ME], by=account, at=at)
        add_point(account=relative, channel="sms", address=relative.email, at=at)
    if course.by != "app":
        add_point(account=account, channel=course.by, address=account.email, at=at)
    set_rhythm(person=person, by=coordinator, at=at, every_days=course.every_days, hour=course.hour)
    patient = Patient(course, person, account, relative)
    humans.people.enter(patient)
    if course.died is not None and course.random.random() < 0.8:  # else a silence leads to it
        told = course.died + timedelta(hours=2 + course.random.expovariate(1 / 30))
        humans.clock.plan(told, lambda: humans.tell_of_death(patient))


def _watch(clock: Clockwork, random: Random, days: int) -> None:
    for day in range(days):
        for half in (0, 12):
            clock.plan(local(FIRST_DAY + timedelta(days=day), half + 11.9 * random.random()), clock.watch)
