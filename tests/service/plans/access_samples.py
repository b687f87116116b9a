"""Real objects of the circle's person, for the addresses of this room that name one."""

from __future__ import annotations

from datetime import timedelta

from cordee.service.people.roles import Role
from cordee.service.plans.models import Revision, Task
from tests.service.conftest import NOW, Circle
from tests.service.plans.conftest import OPEN_OPTION


def samples(circle: Circle) -> dict[str, dict[str, object]]:
    """Values of the parameters beside `person_id`, by address."""
    task = Task.objects.create(
        person=circle.person,
        what="Call the family doctor",
        by_when=NOW.date() + timedelta(days=3),
        for_role=Role.NURSE,
        created_at=NOW,
        created_by=circle.alice,
    )
    Revision.objects.create(
        person=circle.person,
        number=1,
        on=NOW.date(),
        body=b"",
        digest="",
        knowledge_version="none",
        facts_version=0,
        adopted_at=NOW,
        adopted_by=circle.alice,
    )
    return {
        "plans:more": {"group": "set-aside"},
        "plans:option": {"option_id": OPEN_OPTION},
        "plans:decide": {"option_id": OPEN_OPTION},
        "plans:revision": {"number": 1},
        "plans:finish_task": {"task_id": task.id},
        "plans:close_task": {"task_id": task.id},
        "plans:knowledge_entry": {"entry_id": OPEN_OPTION},
        "plans:trial": {"trial_id": "NCT00000000"},
    }
