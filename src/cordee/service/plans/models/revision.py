"""Adopted plans: each revision as it was, and which one stands."""

from __future__ import annotations

import hashlib
import zlib
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordee.plan import Plan
from cordee.plan.schema import read_plan
from cordee.service.people.models import Account, Person


class Revision(models.Model):
    """A plan as it was adopted. Never changed: a new decision is a new revision.

    `body` is the plan's JSON (`cordee schema plan`), deflated; `digest` the SHA-256 (hex) of that JSON;
    `chosen` what the team had decided about single options: objects with `option`, `name` (fr, en), `kind`, `why`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plan_revisions")
    number = models.PositiveIntegerField()
    on = models.DateField()
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    knowledge_version = models.CharField(max_length=40)
    facts_version = models.PositiveIntegerField()
    chosen = models.JSONField(default=list)
    note = models.TextField(blank=True)
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["person", "number"], name="revisions_are_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revisions_start_at_one"),
        )

    def __str__(self) -> str:
        return f"{self.number}"

    def json(self) -> bytes:
        """The plan's JSON as frozen. Raises ValueError when it is not what was adopted."""
        try:
            content = zlib.decompress(bytes(self.body))
        except zlib.error:
            content = b""
        if hashlib.sha256(content).hexdigest() != self.digest:
            raise ValueError(f"revision {self.id} is not what was adopted")
        return content

    def plan(self) -> Plan:
        """The plan as frozen. Raises BadInput when another version of the program wrote what this one can't read,
        ValueError when it is not what was adopted."""
        return read_plan(self.json(), "revision")


class Reason(models.TextChoices):
    """What changed since a plan was adopted."""

    FACTS = "facts", _("new facts")
    KNOWLEDGE = "knowledge", _("new knowledge")
    BOTH = "both", _("new facts and new knowledge")


class PlanStatus(models.Model):
    """Which revision of a person's plan stands, and whether it is to be looked at again.

    A row exists once a plan was adopted. `changes` are what made it so: objects with `part`, `id`, `what`, `words`
    and `why` (fr, en). `checked_…` are the versions it was last compared with.
    """

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.PROTECT, related_name="plan_status"
    )
    current = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="stands_for")
    look_again_since = models.DateTimeField(null=True, blank=True)
    look_again_because = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    changes = models.JSONField(default=list)
    checked_facts = models.PositiveIntegerField()
    checked_knowledge = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(look_again_since__isnull=True, look_again_because="")
                | (Q(look_again_since__isnull=False) & ~Q(look_again_because="")),
                name="looking_again_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.current_id}"

    @property
    def to_look_again(self) -> bool:
        """Whether something changed the plan's verdicts since it was adopted."""
        return self.look_again_since is not None
