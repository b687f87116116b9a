"""Alerts: what somebody has to see to, and everything that happened to them."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models import Account, Person, Team


class Level(models.IntegerChoices):
    """How urgent. The number orders the work: reds before ambers."""

    RED = 0, _("red: now")
    AMBER = 1, _("amber: soon")


class Outcome(models.TextChoices):
    """What was done in the end."""

    CALLED = "called", _("called the person")
    ADVICE = "advice", _("gave advice")
    VISIT = "visit", _("arranged a visit")
    EMERGENCY = "emergency", _("sent to emergency care")
    MEDICINE = "medicine", _("changed a medicine")
    NOTHING = "nothing", _("no action, because…")
    DEATH = "death", _("the person has died")


def paired(*names: str) -> Q:
    """All of these columns are empty, or none is: who and when belong together."""
    return Q(**{f"{name}__isnull": True for name in names}) | Q(
        **{f"{name}__isnull": False for name in names}
    )


# What the watchman looks for at every age: each has an index of its own, of the rows that break it, so of none.
TAKEN_BY_NOBODY = Q(acknowledged_by__isnull=True, acknowledged_at__isnull=False) | Q(
    acknowledged_by__isnull=False, acknowledged_at__isnull=True
)
CLOSED_BY_NOBODY = Q(closed_at__isnull=False) & (
    Q(closed_by__isnull=True) | Q(outcome="") | Q(acknowledged_by__isnull=True)
)
CLOSED_TOO_EARLY = Q(closed_at__lt=F("opened_at"))


class Alert(models.Model):
    """One cause of worry about one person. At most one is open per person and cause; new reports join it.

    Open ⇒ `next_action_at` is set: there is always a next step, and the engine finds it by that alone. Acknowledged ⇒
    who and when, and an outcome is due: the next step is then to reopen it. `version` counts the changes: whoever
    changes an alert names the version they saw. `step` and `round` say how far up the ladder of the policy it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="alerts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="alerts")
    cause = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    step = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveIntegerField(default=0)
    next_action_at = models.DateTimeField(null=True)

    acknowledged_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    offered_to = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(null=True)
    snoozed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    snoozed_at = models.DateTimeField(null=True)
    snooze_reason = models.TextField(blank=True)

    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    outcome_words = models.TextField(blank=True)
    closed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "cause"],
                condition=Q(closed_at__isnull=True),
                name="one_open_alert_per_person_and_cause",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(next_action_at__isnull=False),
                name="open_alert_has_next_step",
            ),
            models.CheckConstraint(
                condition=paired("acknowledged_by", "acknowledged_at"),
                name="acknowledged_by_someone_then",
            ),
            models.CheckConstraint(
                condition=paired("offered_by", "offered_to", "offered_at"),
                name="alert_offered_by_someone_to_someone",
            ),
            models.CheckConstraint(
                condition=Q(snoozed_by__isnull=True, snoozed_at__isnull=True, snooze_reason="")
                | (Q(snoozed_by__isnull=False, snoozed_at__isnull=False) & ~Q(snooze_reason="")),
                name="alert_snoozed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_at__isnull=True, outcome="")
                | (Q(closed_by__isnull=False, closed_at__isnull=False) & ~Q(outcome="")),
                name="alert_closed_by_someone_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.NOTHING) | ~Q(outcome_words=""), name="no_action_says_why"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="alert_closed_after_it_opened",
            ),
        )
        indexes = (
            models.Index(
                fields=["level", "next_action_at"],
                condition=Q(closed_at__isnull=True),
                name="alerts_by_next_action",
            ),
            models.Index(
                fields=["team", "level", "opened_at"],
                condition=Q(closed_at__isnull=True),
                name="open_alerts_of_team",
            ),
            models.Index(fields=["person", "opened_at"], name="alerts_of_person"),
            models.Index(
                fields=["closed_at"], condition=Q(closed_at__isnull=False), name="alerts_by_closing"
            ),
            models.Index(fields=["opened_at"], condition=TAKEN_BY_NOBODY, name="alerts_taken_by_nobody"),
            models.Index(fields=["closed_at"], condition=CLOSED_BY_NOBODY, name="alerts_closed_by_nobody"),
            models.Index(fields=["opened_at"], condition=CLOSED_TOO_EARLY, name="alerts_closed_too_early"),
        )

    def __str__(self) -> str:
        return f"{self.cause} {self.opened_at:%Y-%m-%d %H:%M}"


class Happened(models.TextChoices):
    """What can happen to an alert."""

    OPENED = "opened", _("opened")
    JOINED = "joined", _("a new report joined it")
    RAISED = "raised", _("raised to red")
    ESCALATED = "escalated", _("passed on")
    NOBODY = "nobody", _("nobody could be told at this step")
    ACKNOWLEDGED = "acknowledged", _("“I have it”")
    REOPENED = "reopened", _("no outcome in time: reopened")
    OFFERED = "offered", _("handover offered")
    HANDED_OVER = "handed_over", _("handover accepted")
    DECLINED = "declined", _("handover declined")
    SNOOZED = "snoozed", _("put off")
    WOKE = "woke", _("time is up: passed on again")
    CLOSED = "closed", _("closed with an outcome")


class AlertEvent(models.Model):
    """One thing that happened to an alert, in order. Never changed."""

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    what = models.CharField(max_length=16, choices=Happened.choices)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    about = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["alert", "id"], name="events_in_order"),
            models.Index(fields=["at"], condition=Q(what=Happened.ESCALATED), name="escalations_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"
