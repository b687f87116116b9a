"""What the room `api` stores: the keys of hospital systems."""

from __future__ import annotations

import hashlib
from uuid import uuid4

from django.db import models
from django.db.models import Q

from cordee.service.people.models import Account, Team


class ApiToken(models.Model):
    """A key that one hospital system holds for one team. Only its hash is kept: nobody can read it here again.

    `identifier_system` (a URI) says under which of a Patient's identifiers that system gives our record numbers: no other
    identifier is looked at, so that a number of another kind never finds the wrong person. `counted_from` and `calls`
    count the calls of the running minute.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=80)
    identifier_system = models.CharField(max_length=200)
    hash = models.CharField(max_length=64, unique=True)
    may_read = models.BooleanField()
    may_write = models.BooleanField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True)
    counted_from = models.DateTimeField(null=True)
    calls = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["team", "name"], condition=Q(revoked_at__isnull=True), name="one_token_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(may_read=True) | Q(may_write=True), name="a_token_may_something"
            ),
            models.CheckConstraint(condition=~Q(identifier_system=""), name="a_token_names_its_numbers"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_revoked_token_says_by_whom",
            ),
        )

    def __str__(self) -> str:
        return self.name


def hash_of(secret: str) -> str:
    """SHA-256 (hex) of a key. The key is 256 random bits: it needs no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
