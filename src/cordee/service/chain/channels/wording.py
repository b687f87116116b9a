"""What a message says outside the service: how urgent it is, a link, and the rope; never who is ill, nor of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordee.service.chain.channels import Message
from cordee.service.chain.channels.environment import service_address
from cordee.service.chain.models import Alert
from cordee.service.people.rope import Knot, State

_SIGNS = {State.PAST: "○", State.HELD: "●", State.NEXT: "◌"}
_MOST_ROPES = 3
_PLACES = {"alert": "pages:today", "check-in": "pages:my", "watchman": "chain:watch"}


@dataclass(frozen=True)
class Wording:
    """A message in the language of who gets it. `short` fits one text message; `ropes` are drawings in text."""

    title: str
    sentence: str
    link: str
    ropes: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """One line."""
        return f"{self.sentence} {self.link}"

    @property
    def body(self) -> str:
        """The text of an e-mail."""
        return "\n\n".join([self.sentence, self.link, *self.ropes]) + "\n"


def wording(message: Message) -> Wording:
    """The words of `message` in its account's language."""
    with translation.override(message.account.language or settings.LANGUAGE_CODE):
        title, sentence = _said(message)
        ropes = _ropes(message) if message.kind == "alert" else ()
        link = service_address() + reverse(_PLACES.get(message.kind, "pages:root"))
        return Wording(title, sentence, link, ropes)


def _said(message: Message) -> tuple[str, str]:
    if message.kind == "alert" and message.urgent:
        return _("Cordée: red alert"), _("A red alert is waiting for somebody to take it.")
    if message.kind == "alert":
        count = max(1, len(message.alerts))
        waiting = ngettext(
            "%(count)d alert is waiting to be looked at.",
            "%(count)d alerts are waiting to be looked at.",
            count,
        )
        return _("Cordée: alerts to look at"), waiting % {"count": count}
    if message.kind == "check-in":
        return _("Cordée: how are you?"), _("How are you? A check-in is waiting for you.")
    if message.kind == "watchman":
        return _("Cordée: the watchman"), _("The watchman found something that operators should look at.")
    return _("Cordée: a test"), _("This is a test of the alerts. There is nothing to do.")


def _ropes(message: Message) -> tuple[str, ...]:
    from cordee.service.chain.alert_rope import knots

    at = timezone.now()
    alerts = Alert.objects.filter(pk__in=message.alerts).select_related(
        "team", "acknowledged_by", "offered_to", "snoozed_by", "closed_by"
    )
    shown = alerts.order_by("level", "opened_at")[:_MOST_ROPES]
    # The first knot is whoever sent the check-in: that may be the person, and stays inside.
    return tuple(drawn(knots(alert, list(alert.events.order_by("id")), at)[1:]) for alert in shown)


def drawn(rope: Sequence[Knot]) -> str:
    """A rope as text: a sign, a name, words and time on each line."""
    lines = []
    for knot in rope:
        told = " ".join(part for part in (knot.words, str(knot.when or "")) if part)
        lines.append(f"  {_SIGNS[knot.state]} {knot.name}" + (f" · {told}" if told else ""))
    return "\n  │\n".join(lines)
