"""FHIR resources as stored: append-only versions, one of them current."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models import Account, Person

CORRECTED = "corrected"
"""The reason the service gives itself: a correction left a part of the fact behind."""


class Door(models.TextChoices):
    """By which door a fact came in."""

    IMPORT = "import", _("import")
    FORM = "form", _("form")
    API = "api", _("hospital system")
    CHECK_IN = "check_in", _("check-in")


class Resource(models.Model):
    """One version of one FHIR R4 resource of a person's record. Versions are never changed, only followed.

    `logical_id` is the resource's own id within the person's record; `body` the resource as JSON;
    `withdrawn` marks a version that says 'this fact no longer stands' (undone by a new version).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="resources")
    type = models.CharField(max_length=40)
    logical_id = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    withdrawn = models.BooleanField(default=False)
    body = models.JSONField()
    door = models.CharField(max_length=10, choices=Door.choices)
    why = models.CharField(max_length=500, blank=True)
    facts_version = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "type", "logical_id", "version"], name="versions_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["person", "type", "logical_id"],
                condition=Q(current=True),
                name="one_version_is_current",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | ~Q(why=""), name="what_is_withdrawn_says_why"
            ),
        )
        indexes = (
            models.Index(fields=["person"], condition=Q(current=True), name="current_facts"),
            models.Index(fields=["person", "facts_version"], name="facts_as_they_came"),
        )

    def __str__(self) -> str:
        return f"{self.type}/{self.logical_id} v{self.version}"

    @property
    def reason(self) -> str:
        """`why`, in the reader's language where the service itself gave it."""
        return str(_("changed by a correction")) if self.why == CORRECTED else self.why

    @property
    def ref(self) -> str:
        """How facts and other resources name it, whatever the version: `Observation/12`."""
        return f"{self.type}/{self.logical_id}"
