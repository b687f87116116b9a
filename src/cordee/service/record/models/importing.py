"""An import on its way: rows that wait beside the record until somebody has looked and confirmed."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models import Account, Person


class ImportState(models.TextChoices):
    """How far an import has come."""

    COMPARING = "comparing", _("being compared with the record")
    READY = "ready", _("waiting for your confirmation")
    DONE = "done", _("in the record")
    DROPPED = "dropped", _("given up")


class Import(models.Model):
    """One file, read. `person` is empty while the file is to open a new person's file.

    `understood` keeps what the reader made of it (counts by kind, faults, what was not used, whom it is about).
    Once done or dropped its rows are gone: what was taken stands in the record.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="imports")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.COMPARING)
    total = models.PositiveIntegerField()
    compared = models.PositiveIntegerField(default=0)
    understood = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["comparing", "ready"], ended_at__isnull=True)
                | Q(state__in=["done", "dropped"], ended_at__isnull=False),
                name="an_import_ends_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.compared}/{self.total}"


class StagedResource(models.Model):
    """One resource of the file. `verdict` says how it compares with the record; `seen` is the version it was
    compared with (0: the record had none)."""

    class Verdict(models.TextChoices):
        """How a staged resource compares with the record."""

        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("already there")
        WITHDRAWN = "withdrawn", _("withdrawn here, left so")

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    type = models.CharField(max_length=40)
    logical_id = models.CharField(max_length=64)
    body = models.JSONField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    seen = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["batch", "number"], name="staged_rows_are_numbered"),
            models.UniqueConstraint(fields=["batch", "type", "logical_id"], name="staged_once"),
        )

    def __str__(self) -> str:
        return f"{self.type}/{self.logical_id}"
