"""The alerts on Today: who, since when, who holds it, one action."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cordee.service.chain.alert_words import held_in_words, what_for
from cordee.service.chain.models import Level
from cordee.service.chain.queries import open_alerts_of, red_count
from cordee.service.people.models import Account
from cordee.service.people.worklist import Row, Urgency, register_rows


def alerts(account: Account, at: datetime) -> list[Row]:
    """Open alerts of the people whose alerts `account` may answer."""
    return [
        Row(
            person=alert.person,
            urgency=Urgency.RED if alert.level == Level.RED else Urgency.AMBER,
            what=what_for(alert)
            if alert.acknowledged_by
            else _("%(what)s · nobody has it yet") % {"what": what_for(alert)},
            href=reverse("chain:alert", args=[alert.person_id, alert.pk]),
            action=_("Open") if alert.acknowledged_by else _("Take it"),
            since=alert.opened_at,
            due="" if alert.acknowledged_by or not alert.snoozed_by else held_in_words(alert),
            holder=alert.acknowledged_by.full_name if alert.acknowledged_by else "",
        )
        for alert in open_alerts_of(account, at)
    ]


def register() -> None:
    """Called once, when the service starts."""
    register_rows(alerts, red=red_count)
