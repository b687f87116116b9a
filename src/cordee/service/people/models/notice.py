"""Notices: what an account is told inside the service."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from cordee.service.people.models.account import Account
from cordee.service.people.models.person import Person


class Notice(models.Model):
    """One thing told to one account. `kind` names its words (`people/notices.py`); `about` holds ids and roles,
    never clinical content."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="notices")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    about = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["account", "-at"], name="notices_newest_first"),
            models.Index(fields=["account"], condition=Q(read_at__isnull=True), name="notices_unread"),
        )

    def __str__(self) -> str:
        return self.kind
