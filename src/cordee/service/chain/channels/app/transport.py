"""Sending inside the service: one notice per key."""

from __future__ import annotations

from django.utils import timezone

from cordee.service.chain.channels import Message
from cordee.service.people.models import Notice
from cordee.service.people.notices import notify


def send(message: Message) -> str:
    """Leave a notice for the account; the same key leaves one, however often it is sent."""
    about = {"key": message.key, "alerts": [str(alert) for alert in message.alerts], "urgent": message.urgent}
    kind = f"chain.{message.kind}"
    if not Notice.objects.filter(account=message.account, kind=kind, about__key=message.key).exists():
        notify(account=message.account, kind=kind, person=None, at=timezone.now(), about=about)
    return "notice"
