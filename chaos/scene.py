"""Who plays: a team, invented people, their check-ins. And the world outside, where messages arrive."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime, time
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
_SPACE = UUID("6c1f3a52-0000-4000-8000-00000000c4a0")
# Each opens an alert of its own cause.
WORRIES: tuple[dict[str, Any], ...] = (
    {"pain": 4},
    {"breathlessness": 4},
    {"vomiting": 4},
    {"diarrhoea": 4},
    {"bleeding": True},
    {"nausea": 3},
    {"sadness": 4},
)


def people(count: int) -> list[UUID]:
    """Make a team of four and `count` people with a coordinator and a nurse each; their ids."""
    from cordee.service.people.circle import open_file
    from cordee.service.people.models import Account, Membership, Team
    from cordee.service.people.roles import Role

    team = Team.objects.create(name="Invented team", phone_day="+33 1 00 00 00 01")
    carers = [
        Account.objects.create_user(f"carer{n}@example.org", full_name=f"Carer {n}", team=team)
        for n in range(4)
    ]
    made = []
    for n in range(count):
        person = open_file(
            team=team,
            by=None,
            coordinator=carers[n % 4],
            given_name="Invented",
            family_name=f"Person {n}",
            record_number=f"CHAOS-{n}",
            at=START,
        )
        nurse = carers[(n + 1) % 4]
        Membership.objects.create(person=person, account=nurse, role=Role.NURSE, starts_at=START)
        made.append(person.id)
    return made


def ask_every_day(people: list[UUID]) -> None:
    """These are asked how they are every day, at times all over the day, so that silence happens all the time."""
    from cordee.service.chain.models import CheckInPlan
    from cordee.service.chain.silence import expect_next
    from cordee.service.people.models import Person

    for n, person in enumerate(Person.objects.filter(pk__in=people).order_by("record_number")):
        minute = n * 24 * 60 // len(people)
        at = time(minute // 60, minute % 60)
        expect_next(CheckInPlan.objects.create(person=person, every_days=1, at=at, started_at=START), START)


def check_in(once: str, at: datetime, random: Random) -> tuple[Any, Any]:
    """A report with one worry or two, and its questions."""
    from cordee.followup import Answers, Report, load_followup
    from cordee.followup.choose import questions_for
    from cordee.service.record.current import read_bundle

    global _QUESTIONS
    if _QUESTIONS is None:
        load_followup()
        nobody = {
            "resourceType": "Bundle",
            "type": "collection",
            "entry": [{"resource": {"resourceType": "Patient", "id": "nobody"}}],
        }
        _QUESTIONS = questions_for(read_bundle(nobody, at.date()).case, at.date())
    answers: dict[str, Any] = {}
    for worry in random.sample(WORRIES, random.choice((1, 1, 2))):
        answers |= worry
    report = Report(
        id=str(uuid5(_SPACE, once)),
        at=at,
        set_id=_QUESTIONS.id,
        set_version=_QUESTIONS.version,
        asked=tuple(question.id for question in _QUESTIONS.questions),
        answers=Answers(answers),
    )
    return report, _QUESTIONS


_QUESTIONS: Any = None


class World:
    """Where messages arrive: a file that is only ever appended to, one key a line, each in one write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()

    def take(self, message: Any) -> str:
        """Receive a message, as an SMS gateway would: it is out, whatever happens to the sender next."""
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(handle, f"{message.key} {' '.join(map(str, message.alerts))}\n".encode())
        finally:
            os.close(handle)
        return "taken"

    def keys(self) -> Counter[str]:
        """How often each key has arrived."""
        return Counter(line.split()[0] for line in self.path.read_text().splitlines() if line)

    def alerts(self) -> set[str]:
        """The alerts that somebody was told of."""
        return {alert for line in self.path.read_text().splitlines() for alert in line.split()[1:]}
