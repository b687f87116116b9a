"""How members of a team are reached, and who is on call when."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from cordee.service.people.models import Account, Team


class ContactPoint(models.Model):
    """One way to reach one account: an e-mail address, a mobile number, a browser, a webhook.

    `secret` holds what the channel needs besides (the keys of a push subscription); `broken_at` is written when the
    other side says for good that nobody is there. `failures` in a row at this address alone, since `failing_since`, the
    newest at `failed_at`: it is tried on, and its owner is told by other ways meanwhile.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="contact_points")
    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=500)
    secret = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    broken_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "channel", "address"], name="one_way_is_named_once"),
        )

    def __str__(self) -> str:
        return self.channel


class Rota(models.Model):
    """A list of turns: who is on call."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="rotas")
    name = models.CharField(max_length=100)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["team", "name"], name="a_rota_has_its_own_name"),)

    def __str__(self) -> str:
        return self.name


class Shift(models.Model):
    """One turn. An override stands above the regular turn of the same time."""

    rota = models.ForeignKey(Rota, on_delete=models.CASCADE, related_name="shifts")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    override = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_shift_ends_after_it_starts"
            ),
        )
        indexes = (models.Index(fields=["rota", "starts_at", "ends_at"], name="shifts_by_time"),)

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Absence(models.Model):
    """Somebody is away; `substitute` is told in their place."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="absences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    substitute = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="an_absence_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("account")),
                name="nobody_substitutes_themselves",
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d}"
