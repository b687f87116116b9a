"""What a climb owes: events, deliveries, and which alerts each is about; written together."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from cordee.service.chain.models import AlertEvent, Concern, Delivery, Level
from cordee.service.chain.models.delivery import DeliveryState


def delivery_id(key: str) -> UUID:
    """The id of a delivery follows from its key: two engines that owe the same write the same row."""
    return uuid5(NAMESPACE_URL, key)


@dataclass
class Owed:
    """What a batch will write."""

    events: list[AlertEvent] = field(default_factory=list)
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    concerns: list[Concern] = field(default_factory=list)

    def write(self) -> None:
        """Insert it all; a delivery that is owed already (same key) stays as it is."""
        AlertEvent.objects.bulk_create(self.events)
        self._gather_anew()
        self._say_again()
        Delivery.objects.bulk_create(self.deliveries.values(), ignore_conflicts=True)
        Concern.objects.bulk_create(self.concerns, ignore_conflicts=True)

    def _gather_anew(self) -> None:
        """What was gathered under the same mark has gone out, or is going, when somebody's clock is behind or its time
        comes just now: nothing joins it then."""
        ambers = [key for key, owed in self.deliveries.items() if owed.level != Level.RED]
        if not ambers:
            return
        gone = Delivery.objects.filter(key__in=ambers).exclude(state=DeliveryState.OWED, lease__isnull=True)
        for key in gone.values_list("key", flat=True):
            owed, before = self.deliveries[key], delivery_id(key)
            about = [concern for concern in self.concerns if concern.delivery_id == before]
            owed.key = f"{key}:{about[0].alert_id}:{about[0].alert.version}"
            owed.id = delivery_id(owed.key)
            for concern in about:
                concern.delivery = owed

    def _say_again(self) -> None:
        """A red that still waits for a channel is said by the newer message to the same account over the same channel:
        a channel that comes back after days brings one message, not one for every rung climbed meanwhile."""
        newer = {
            (concern.alert_id, concern.delivery.account_id, concern.delivery.channel): concern.delivery
            for concern in self.concerns
            if concern.delivery.level == Level.RED
        }
        if not newer:
            return
        waiting = Concern.objects.filter(
            alert__in={alert for alert, _, _ in newer},
            delivery__state=DeliveryState.OWED,
            delivery__level=Level.RED,
            delivery__lease__isnull=True,
        ).values_list(
            "alert_id",
            "delivery__account_id",
            "delivery__channel",
            "delivery_id",
            "delivery__next_attempt_at",
        )
        older = []
        for alert, account, channel, delivery, due in waiting:
            said_again = newer.get((alert, account, channel))
            if said_again is not None:
                older.append(delivery)
                at = due or said_again.owed_at
                # It keeps the place in the queue: when more is due than leaves, the rungs of a red would otherwise
                # follow each other for ever at its end, and nobody would ever be told.
                said_again.next_attempt_at = min(said_again.next_attempt_at or at, at)
        if older:
            Delivery.objects.filter(pk__in=older, state=DeliveryState.OWED, lease__isnull=True).update(
                state=DeliveryState.NEEDLESS, next_attempt_at=None, trouble="a later one says it again"
            )
