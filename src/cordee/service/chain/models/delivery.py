"""Deliveries: what is owed to somebody over a channel, until it is sent."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from cordee.service.chain.models.alert import Alert
from cordee.service.people.models import Account


class DeliveryState(models.TextChoices):
    """Where a delivery stands. Only `owed` asks anything of the engine."""

    OWED = "owed"
    SENT = "sent"
    FAILED = "failed"  # for good: the address or the channel refuses
    NEEDLESS = "needless"  # somebody took the alert before it went out


# What the watchman looks for at every age: each has an index of its own, of the rows that break it.
SENT_AT_NO_TIME = Q(state="sent", sent_at__isnull=True)
SENT_TOO_EARLY = Q(sent_at__lt=F("owed_at"))  # by a difference of clocks it can be, so these may be a few
SENT_WITHOUT_RECEIPT = Q(state="sent", receipt="")
OF_NO_STATE = ~Q(state="owed") & ~Q(state="sent") & ~Q(state="failed") & ~Q(state="needless")
"""Said one by one: SQLite does not know a list of values that are bound as the list of an index."""


class Delivery(models.Model):
    """One message to one account over one channel. `key` is what the receiver can tell repeats by: sending again
    after a crash uses the same. *Sent* is written after sending. Owed ⇒ `next_attempt_at` is set."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.CharField(max_length=160, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    alerts = models.ManyToManyField(Alert, through="Concern", related_name="deliveries")
    state = models.CharField(max_length=8, choices=DeliveryState.choices, default=DeliveryState.OWED)
    owed_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=200, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="owed") | Q(next_attempt_at__isnull=False),
                name="owed_delivery_has_next_step",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="sent_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(lease__isnull=True, leased_until__isnull=True)
                | Q(lease__isnull=False, leased_until__isnull=False),
                name="a_lease_ends",
            ),
        )
        indexes = (
            models.Index(
                fields=["level", "next_attempt_at"], condition=Q(state="owed"), name="deliveries_owed"
            ),
            models.Index(fields=["owed_at"], name="deliveries_by_owing"),
            models.Index(
                fields=["sent_at"], condition=Q(sent_at__isnull=False), name="deliveries_by_sending"
            ),
            models.Index(fields=["owed_at"], condition=SENT_AT_NO_TIME, name="deliveries_sent_at_no_time"),
            models.Index(fields=["owed_at"], condition=SENT_TOO_EARLY, name="deliveries_sent_too_early"),
            models.Index(
                fields=["owed_at"], condition=SENT_WITHOUT_RECEIPT, name="deliveries_without_receipt"
            ),
            models.Index(fields=["owed_at"], condition=OF_NO_STATE, name="deliveries_of_no_state"),
        )

    def __str__(self) -> str:
        return self.key


class Concern(models.Model):
    """Which alerts a delivery is about: one for a red, several for ambers that were gathered."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE)
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["delivery", "alert"], name="concerns_once"),)

    def __str__(self) -> str:
        return f"{self.delivery_id}"
