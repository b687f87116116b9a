"""What this room does when facts are written: the adopted plan is looked at again."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone

from cordee.service.people.models import Person
from cordee.service.plans.look_again import look_again

_log = logging.getLogger(__name__)


def facts_were_written(sender: Any, *, person_id: UUID, of_case: bool, **_: Any) -> None:
    """Looks again at once. Where that fails the facts stand all the same, and `look_again_all` finds the plan."""
    if not of_case:
        return
    now = timezone.now()
    try:
        look_again(person=Person.objects.get(pk=person_id), on=timezone.localdate(now), at=now)
    except DatabaseError:
        _log.warning("a plan could not be looked at again after facts were written; the engine will")
