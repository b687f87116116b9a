"""Emergency access: the door a professional opens from outside the circle, with a reason."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cordee.service.people.models.account import Account
from cordee.service.people.models.person import Person


class EmergencyAccess(models.Model):
    """Read access for a few hours. Why is asked; the coordinator and the person are told."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="emergencies")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="an_emergency_has_a_reason"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="an_emergency_ends"),
        )

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d %H:%M}"


class EmergencyAttempt(models.Model):
    """One try at the emergency door, kept so that guessing is slowed. Holds nothing of what was typed."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    opened = models.BooleanField()

    class Meta:
        indexes = (models.Index(fields=["account", "at"], name="emergency_tries"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
