"""Documents attached to a person: letters, reports, pictures. The bytes lie outside the web root."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models import Account, Person


class DocumentKind(models.TextChoices):
    """What sort of document it is."""

    LETTER = "letter", _("letter")
    REPORT = "report", _("report")
    RESULT = "result", _("test result")
    PICTURE = "picture", _("picture")
    DIRECTIVES = "directives", _("advance directives")
    OTHER = "other", _("other")


class Document(models.Model):
    """One file. `sha256` (hex) is both its name on the disk and the proof that nobody changed it.

    Removed means withdrawn: who, when and why, all three; the bytes stay until an erasure asks for them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    dated = models.CharField(max_length=10, blank=True)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="a_withdrawn_document_says_who_when_why",
            ),
            models.UniqueConstraint(
                fields=["person", "sha256"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_document_is_there_once",
            ),
        )
        indexes = (models.Index(fields=["person", "-added_at"], name="documents_of_person"),)

    def __str__(self) -> str:
        return self.sha256[:12]
