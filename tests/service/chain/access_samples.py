"""Real objects of the circle's person, for the addresses of this room that name one."""

from __future__ import annotations

from cordee.service.chain.models import Level, Report
from cordee.service.chain.open_alert import open_or_join
from tests.service.conftest import NOW, Circle

_ON_ALERTS = ("alert", "take", "outcome", "offer", "accept", "decline", "snooze", "give_back", "come")


def samples(circle: Circle) -> dict[str, dict[str, object]]:
    """Values of the parameters beside `person_id`, by address."""
    report = Report.objects.create(
        person=circle.person,
        at=NOW,
        sent_by=circle.bob,
        once="a sample",
        body={"answers": {"values": {"pain": 3}}},
        level="amber",
        assessment={},
        told={"level": "amber", "do": [], "call": {}, "reads": {}, "phones": []},
        resource="none",
    )
    alert = open_or_join(
        person=circle.person, cause="pain", level=Level.AMBER, at=NOW, by=None, about={"rules": []}
    )
    report.alerts.add(alert)
    return {
        **{f"chain:{name}": {"report_id": report.id} for name in ("sent", "sent_for")},
        **{f"chain:{name}": {"alert_id": alert.id} for name in _ON_ALERTS},
    }
