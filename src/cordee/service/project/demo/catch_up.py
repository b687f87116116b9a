"""What the engine would have done while the demo's story happened: so that the first real cycle finds nothing late."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min

from cordee.service.chain.channels import Send, send
from cordee.service.chain.deliver import Sent, deliver_due
from cordee.service.chain.escalate import escalate_due
from cordee.service.chain.models import Alert, Delivery, ExpectedReport
from cordee.service.chain.silence import silence_due

MOST = 10_000
"""Steps after which something must be wrong with the story."""


def catch_up(now: datetime, through: Send = send) -> int:
    """Take every step that was due before `now`, each at its own time; how many times something was due."""
    for steps in range(MOST):
        at = _next_due()
        if at is None or at > now:
            return steps
        silence_due(at)
        escalate_due(at)
        while deliver_due(at, through) != Sent():
            pass
    raise RuntimeError("the demo's story does not come to rest")


def _next_due() -> datetime | None:
    dues = (
        ExpectedReport.objects.filter(state=ExpectedReport.State.WAITING).aggregate(at=Min("next_action_at")),
        Alert.objects.filter(closed_at__isnull=True).aggregate(at=Min("next_action_at")),
        Delivery.objects.filter(state="owed").aggregate(at=Min("next_attempt_at")),
    )
    return min((due["at"] for due in dues if due["at"] is not None), default=None)
