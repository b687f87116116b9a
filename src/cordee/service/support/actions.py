"""Writing the directory: adding an entry, a new version of one, retiring it. It holds nothing about any person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cordee.service.people.models import Account, Team
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.sent_forms import made_before, remember
from cordee.service.support.directory import DirectoryEntry, may_keep
from cordee.service.support.models import ResourceVersion, SupportResource


@transaction.atomic
def add_resource(
    *, team: Team | None, by: Account, at: datetime, today: date, once: str = "", **said: Any
) -> SupportResource:
    """A new entry, kept by `team` (None: by the operators). `said` are the fields of a version. A form that was sent
    already (`once`, of the same writer) gives the entry of the first time.

    Raises `NotPossible` when `by` does not keep that team's entries.
    """
    _refuse_others(by, team)
    made = made_before(by, once)
    if made is not None:
        return SupportResource.objects.get(pk=made)
    resource = SupportResource.objects.create(team=team, created_at=at)
    _write(resource, by, at, today, said)
    remember(by, once, made=resource.pk, at=at)
    return resource


@transaction.atomic
def edit_resource(
    *, entry: DirectoryEntry, seen: int, by: Account, at: datetime, today: date, **said: Any
) -> SupportResource:
    """The next version of an entry; the first of one that stood in the library until now.

    `seen` is the version the writer looked at (0: the library's). Raises `NotPossible` when another stands by now,
    or when `by` does not keep the entry.
    """
    _refuse_others(by, entry.team)
    resource = _row(entry, at)
    newest = resource.versions.aggregate(newest=Max("number"))["newest"] or 0
    if newest == seen + 1 and resource.versions.filter(number=newest, written_by=by, **said).exists():
        return resource  # the same form, sent twice
    if newest != seen or resource.retired_at is not None:
        raise NotPossible(_("Somebody changed this entry meanwhile. Look at it again before you change it."))
    _write(resource, by, at, today, said)
    return resource


@transaction.atomic
def retire_resource(*, entry: DirectoryEntry, why: str, by: Account, at: datetime) -> SupportResource:
    """The entry is no longer shown; its versions stay. Retiring it twice changes nothing.

    Raises `NotPossible` when `by` does not keep the entry.
    """
    _refuse_others(by, entry.team)
    resource = _row(entry, at)
    SupportResource.objects.filter(pk=resource.pk, retired_at__isnull=True).update(
        retired_at=at, retired_by=by, retired_why=why
    )
    resource.refresh_from_db()
    return resource


def _refuse_others(by: Account, team: Team | None) -> None:
    if not may_keep(by, team):
        raise NotPossible(_("This entry is kept by others: only they can change it."))


def _row(entry: DirectoryEntry, at: datetime) -> SupportResource:
    """The entry's row, locked; made for an entry of the library."""
    if entry.resource is not None:
        return SupportResource.objects.select_for_update(no_key=True).get(pk=entry.resource.pk)
    row, _made = SupportResource.objects.get_or_create(seed=entry.id, defaults={"created_at": at})
    return SupportResource.objects.select_for_update(no_key=True).get(pk=row.pk)


def _write(resource: SupportResource, by: Account, at: datetime, today: date, said: dict[str, Any]) -> None:
    newest = resource.versions.aggregate(newest=Max("number"))["newest"] or 0
    resource.versions.filter(current=True).update(current=False)
    ResourceVersion.objects.create(
        resource=resource, number=newest + 1, written_by=by, written_at=at, checked=today, **said
    )
