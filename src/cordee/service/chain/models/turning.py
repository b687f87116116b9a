"""Whether the engine turns, whether channels work, and what the watchman found."""

from __future__ import annotations

from django.db import models


class EngineBeat(models.Model):
    """The newest cycle of one engine."""

    engine = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    cycles = models.PositiveBigIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.engine


class ChannelState(models.Model):
    """How a channel fares: when it last worked, since when it fails."""

    channel = models.CharField(max_length=20, primary_key=True)
    worked_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.channel


class Finding(models.Model):
    """Something the watchman found wrong. It stands until a later round no longer finds it."""

    invariant = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["invariant", "subject"],
                condition=models.Q(gone_at__isnull=True),
                name="a_finding_stands_once",
            ),
        )

    def __str__(self) -> str:
        return self.invariant


class Looked(models.Model):
    """How far a check of the past has come (`chain.history`): what is recent is judged as of `until`, what is old up to
    `place` of the circle."""

    invariant = models.CharField(max_length=60, primary_key=True)
    until = models.DateTimeField()
    place = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.invariant
