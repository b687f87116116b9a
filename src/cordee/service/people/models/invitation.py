"""Invitations: a link, sent by e-mail, into one person's circle in one role."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models.account import Account, Team
from cordee.service.people.models.person import Person
from cordee.service.people.roles import Role


class Invitation(models.Model):
    """Somebody asked in. The link's secret is not stored, only its SHA-256; it serves once, until `expires_at`.

    `team`: a colleague who also joins this care team. Used and withdrawn exclude one another.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "email", "role"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_each",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, used_by__isnull=True)
                | Q(used_at__isnull=False, used_by__isnull=False, withdrawn_at__isnull=True),
                name="an_invitation_is_used_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")), name="an_invitation_expires_later"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.COORDINATOR), name="nobody_is_invited_to_coordinate"
            ),
        )

    def __str__(self) -> str:
        return self.get_role_display()

    def is_open(self, at: datetime) -> bool:
        """Whether its link still serves at `at`."""
        return self.used_at is None and self.withdrawn_at is None and at < self.expires_at
