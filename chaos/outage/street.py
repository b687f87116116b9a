"""A team whose channels can be broken, on a clock that jumps to whatever is due next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cordee.service.chain.channels import ChannelTrouble, Message
from cordee.service.chain.engine import cycle
from cordee.service.chain.models import Alert, ContactPoint, Delivery, ExpectedReport, Level
from cordee.service.chain.open_alert import open_or_join
from cordee.service.people.models import Account, Person

Refuse = Callable[[Message, datetime], None]


@dataclass
class Street:
    """Sends through `refuse` (which raises `ChannelTrouble`), and remembers when each alert was first heard of."""

    at: datetime
    refuse: Refuse = lambda message, at: None
    heard: dict[UUID, dict[str, datetime]] = field(default_factory=dict)
    sent: int = 0
    refused: int = 0
    hung: float = 0.0
    opened: dict[UUID, datetime] = field(default_factory=dict)

    def take(self, message: Message) -> str:
        """What `deliver_due` calls."""
        try:
            self.refuse(message, self.at)
        except ChannelTrouble as trouble:
            self.refused += 1
            self.hung += 5 if trouble.hung else 0
            raise
        self.sent += 1
        for alert in message.alerts:
            self.heard.setdefault(alert, {}).setdefault(message.channel, self.at)
        return f"receipt {self.sent}"

    def red(self, person: Any, cause: str) -> UUID:
        """A red is opened now."""
        alert = open_or_join(
            person=person, cause=cause, level=Level.RED, at=self.at, by=None, about={"rules": []}
        )
        self.opened[alert.id] = self.at
        return alert.id

    def live(self, until: datetime) -> None:
        """Engines turn until `until`; a hanging channel costs the time it hangs."""
        while self.at < until:
            while not cycle(self.at, through=self.take).idle:
                self.at += timedelta(seconds=self.hung)
                self.hung = 0.0
            self.at = min(max(self._next(), self.at + timedelta(seconds=1)), until)

    def _next(self) -> datetime:
        far = self.at + timedelta(days=1)
        firsts = (
            Alert.objects.filter(closed_at__isnull=True)
            .order_by("next_action_at")
            .values_list("next_action_at"),
            Delivery.objects.filter(state="owed").order_by("next_attempt_at").values_list("next_attempt_at"),
            ExpectedReport.objects.filter(state="waiting")
            .order_by("next_action_at")
            .values_list("next_action_at"),
        )
        return min(first[0] for rows in firsts if (first := rows.first() or (far,)))

    def owed(self) -> int:
        """How many messages are owed and due."""
        return Delivery.objects.filter(
            state="owed", next_attempt_at__lte=self.at + timedelta(seconds=30)
        ).count()

    def mend_at_the_worst_moment(self) -> None:
        """Everything works again just after somebody tried in vain."""
        self.live(self.at + timedelta(seconds=45))
        refused, limit = self.refused, self.at + timedelta(minutes=2)
        while self.refused == refused and self.at < limit:
            self.live(self.at + timedelta(seconds=1))
        self.refuse = lambda message, at: None

    def until_nothing_is_owed(self) -> timedelta:
        """How long from now until nothing that is owed now waits any more."""
        start, waiting = self.at, list(Delivery.objects.filter(state="owed").values_list("pk", flat=True))
        while Delivery.objects.filter(pk__in=waiting, state="owed", level=Level.RED).exists():
            self.live(self.at + timedelta(seconds=1))
            if self.at - start > timedelta(hours=1):
                break
        return self.at - start

    def longest_wait(self, without: str = "") -> timedelta:
        """From the opening of a red to the first message about it outside the app, over any channel but `without`."""
        waits = []
        for alert, opened in self.opened.items():
            times = [
                at for channel, at in self.heard.get(alert, {}).items() if channel not in ("app", without)
            ]
            waits.append(min(times) - opened if times else timedelta.max)
        return max(waits, default=timedelta())


def neighbours(at: datetime, count: int = 6) -> list[Person]:
    """People whose carers have e-mail and a mobile number."""
    from chaos.scene import people

    made = people(count)
    for carer in Account.objects.filter(team__isnull=False):
        for channel in ("sms", "email"):
            ContactPoint.objects.create(account=carer, channel=channel, address=carer.email, made_at=at)
    return list(Person.objects.filter(pk__in=made).order_by("record_number"))
