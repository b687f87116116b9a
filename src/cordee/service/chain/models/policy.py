"""A team's escalation policy, version by version."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from cordee.service.people.models import Account, Team


class EscalationPolicy(models.Model):
    """Who is told of an alert, after how long, over which channels. `ladders` is `chain.ladder.Ladders` as JSON;
    `rules` is `cordee.followup.Policy` as JSON. Versions are never changed, only followed; one is current."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="policies")
    version = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    ladders = models.JSONField()
    rules = models.JSONField(default=dict)
    made_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["team", "version"], name="policy_versions_are_numbered"),
            models.UniqueConstraint(fields=["team"], condition=Q(current=True), name="one_policy_is_current"),
        )

    def __str__(self) -> str:
        return f"v{self.version}"
