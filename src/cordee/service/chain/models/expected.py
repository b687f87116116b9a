"""Check-ins that are expected: rows written ahead, so that silence is found like lateness."""

from __future__ import annotations

from datetime import date, time

from django.db import models
from django.db.models import F, Q

from cordee.service.people.models import Account, Person


class CheckInPlan(models.Model):
    """How often a person is asked, and whether the asking is paused. A pause always has an end."""

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.PROTECT, related_name="check_in_plan"
    )
    every_days = models.PositiveSmallIntegerField(default=7)
    at = models.TimeField(default=time(9))
    zone = models.CharField(max_length=60, default="Europe/Paris")
    extra_sets = models.JSONField(default=list)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    paused_from = models.DateField(null=True)
    paused_until = models.DateField(null=True)
    pause_reason = models.CharField(max_length=10, blank=True)
    paused_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    paused_from__isnull=True,
                    paused_until__isnull=True,
                    paused_by__isnull=True,
                    pause_reason="",
                )
                | (
                    Q(
                        paused_from__isnull=False,
                        paused_until__isnull=False,
                        paused_until__gte=F("paused_from"),
                        paused_by__isnull=False,
                    )
                    & ~Q(pause_reason="")
                ),
                name="a_pause_has_an_end_and_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"every {self.every_days} days"

    def pauses_on(self, day: date) -> bool:
        """Whether `day` lies in the pause, whose first and last day both do. The caller says whose day it is."""
        if self.paused_from is None or self.paused_until is None:
            return False
        return self.paused_from <= day <= self.paused_until


class ExpectedReport(models.Model):
    """A check-in that is due. While it waits it has a next step; there is at most one waiting per person.

    `step`: 0 asks at `due_at`, 1 reminds the person, 2 tells somebody close who may answer, 3 opens an alert.
    """

    class State(models.TextChoices):
        """How it ended, or that it waits."""

        WAITING = "waiting"
        ANSWERED = "answered"
        MISSED = "missed"
        EXCUSED = "excused"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="expected_reports")
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    step = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    next_action_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="waiting"), name="one_check_in_waits_at_a_time"
            ),
            models.UniqueConstraint(fields=["person", "due_at"], name="a_check_in_is_expected_once"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(next_action_at__isnull=False),
                name="waiting_check_in_has_next_step",
            ),
        )
        indexes = (
            models.Index(fields=["next_action_at"], condition=Q(state="waiting"), name="check_ins_due"),
            models.Index(fields=["due_at"], name="check_ins_by_day"),
        )

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d %H:%M}"
