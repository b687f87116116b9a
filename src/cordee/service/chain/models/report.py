"""Check-ins as sent."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from cordee.service.chain.models.alert import Alert
from cordee.service.chain.models.expected import ExpectedReport
from cordee.service.people.models import Account, Person


class Report(models.Model):
    """One check-in. `once` is the form's own key: the same form, sent again after a lost connection, is one report.

    `body` is `cordee.followup.Report` as JSON, `assessment` what the rules said (level, causes, rules and versions),
    `told` what the person read at once, in both languages. The answers also enter the record as a
    QuestionnaireResponse (`resource`).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reports")
    at = models.DateTimeField()
    sent_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    once = models.CharField(max_length=64, unique=True)
    body = models.JSONField()
    level = models.CharField(max_length=8)
    assessment = models.JSONField()
    told = models.JSONField()
    resource = models.CharField(max_length=64)
    expected = models.OneToOneField(
        ExpectedReport, null=True, on_delete=models.PROTECT, related_name="report"
    )
    alerts = models.ManyToManyField(Alert, related_name="reports")

    class Meta:
        indexes = (
            models.Index(fields=["person", "at"], name="reports_in_order"),
            models.Index(fields=["at"], name="reports_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.level}"
