"""Run as a program by `test_import_killed`: one step of an import in a database of its own.

    python -m tests.service.record.killed_import stage | die | look | finish

`die` kills itself with SIGKILL inside the last transaction, after the rows are written and before they are committed.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "cordee.service.project.settings"
django.setup()

from django.core.management import call_command  # noqa: E402

from cordee.service.people.circle import open_file  # noqa: E402
from cordee.service.people.models import AccessEntry, Account, Person, Team  # noqa: E402
from cordee.service.record import actions  # noqa: E402
from cordee.service.record.imports.actions import compare_step, finish_import, start_import  # noqa: E402
from cordee.service.record.models import Import, ImportState, Resource  # noqa: E402
from tests.service.conftest import NOW  # noqa: E402
from tests.service.record.facts import ecog  # noqa: E402

COUNT = 5000


def stage() -> None:
    call_command("migrate", verbosity=0)
    team = Team.objects.create(name="Invented Hospital")
    alice = Account.objects.create(email="alice@example.org", full_name="Alice Martin", team=team)
    person = open_file(
        team=team, by=alice, coordinator=alice, given_name="Inès", family_name="Moreau", record_number="INV-1", at=NOW
    )  # fmt: skip
    bodies = [
        ecog(person, n % 5, f"20{10 + n % 16}-{1 + n % 12:02}-{1 + n % 28:02}", f"e{n}") for n in range(COUNT)
    ]
    batch = start_import(person=person, bodies=bodies, by=alice, at=NOW)
    while batch.state == ImportState.COMPARING:
        batch = compare_step(batch=batch, by=alice, at=NOW)


def finish() -> None:
    finish_import(batch=Import.objects.get(), by=Account.objects.get(), at=NOW)


def die() -> None:
    def killed(*args: Any, **more: Any) -> None:
        assert Resource.objects.count() == COUNT
        os.kill(os.getpid(), signal.SIGKILL)

    actions._step = killed
    finish()


def look() -> None:
    batch = Import.objects.get()
    entries = AccessEntry.objects.filter(what="finish_import").count()
    said = [
        Resource.objects.count(),
        Person.objects.get().facts_version,
        batch.state,
        batch.rows.count(),
        entries,
    ]
    sys.stdout.write(" ".join(map(str, said)))


{"stage": stage, "die": die, "look": look, "finish": finish}[sys.argv[1]]()
