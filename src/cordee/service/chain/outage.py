"""What every page says when alerts are not passed on: that they are not, and whom to phone."""

from __future__ import annotations

from datetime import datetime

from django.db import DatabaseError
from django.utils.translation import gettext as _

from cordee.service.chain.engine import is_turning


def outage(at: datetime) -> str:
    """A sentence in the reader's language, or '' when an engine turns. One small query: the cache is a table too."""
    try:
        turning = is_turning(at)
    except DatabaseError:
        turning = False
    if turning:
        return ""
    return _(
        "Alerts are not being passed on at the moment. If something worries you, phone: do not wait for an answer here."
    )
