"""The clock: goes on, and does not go back to before what was written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError
from django.db.models import Max

from cordee.service.people.models import AccessEntry
from cordee.service.project.doctor.finding import Finding, ill, well
from cordee.terms.words import Words

_SHORT = 0.05  # seconds
_TOLERANCE = timedelta(minutes=2)


def clock() -> Iterator[Finding]:
    """Whether the wall clock moves as the steady one, and the newest entry of the log is not in the future."""
    to_do = Words(fr="Mettez la machine à l’heure (NTP).", en="Set the time of the machine (NTP).")
    wall, steady = time.time(), time.monotonic()
    time.sleep(_SHORT)
    if abs((time.time() - wall) - (time.monotonic() - steady)) > _SHORT:
        yield ill("l’horloge saute", "the clock jumps", to_do)
    now = datetime.now(UTC)
    try:
        newest = AccessEntry.objects.aggregate(newest=Max("at"))["newest"]
    except DatabaseError:
        return
    if newest is not None and newest > now + _TOLERANCE:
        yield ill(
            "le journal d’accès a des entrées à venir", "the access log has entries in the future", to_do
        )
    else:
        yield well("l’horloge", "the clock")
