"""Telling an account something inside the service, and saying it in words.

A room names its kinds of notice in a module `notice_kinds.py`, found when the service starts:

    register("plans.reopened", say=the_plan_is_looked_at_again, link=where_the_plan_is)

where `say` gives one sentence by `gettext`, in the language that is active, from `notice.person` and `notice.about`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cordee.service.people.models import Account, Notice, Person


@dataclass(frozen=True)
class NoticeKind:
    """How notices of one kind are said, in the reader's language, and where they lead ('' for nowhere)."""

    say: Callable[[Notice], str]
    link: Callable[[Notice], str]


_KINDS: dict[str, NoticeKind] = {}


def register(kind: str, *, say: Callable[[Notice], str], link: Callable[[Notice], str] | None = None) -> None:
    """Name a kind, `room.what_happened`, at most 60 characters. Raises ValueError when it is taken."""
    if kind in _KINDS:
        raise ValueError(f"the kind of notice '{kind}' is registered twice")
    _KINDS[kind] = NoticeKind(say, link or (lambda notice: ""))


def notify(
    *,
    account: Account,
    kind: str,
    person: Person | None,
    at: datetime,
    about: Mapping[str, Any] | None = None,
) -> Notice:
    """Tell `account`, in the caller's transaction. `about`: ids and roles as JSON, never clinical content.

    Raises ValueError for a kind no room has registered: it could not be said.
    """
    if kind not in _KINDS:
        raise ValueError(f"no room has registered the kind of notice '{kind}'")
    return Notice.objects.create(account=account, kind=kind, person=person, at=at, about=dict(about or {}))


def said(notice: Notice) -> str:
    """The notice as one sentence in the language that is active. `notice.person` should be loaded."""
    kind = _KINDS.get(notice.kind)
    return kind.say(notice) if kind else _("Something changed.")


def link_of(notice: Notice) -> str:
    """Where the notice leads, or ''."""
    kind = _KINDS.get(notice.kind)
    return kind.link(notice) if kind else ""
