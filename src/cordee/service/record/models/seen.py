"""How far somebody has read a person's history."""

from __future__ import annotations

from django.db import models

from cordee.service.people.models import Account, Person


class LastSeen(models.Model):
    """The version of the facts up to which `account` said they had read the history."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    facts_version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "account"], name="one_place_in_the_history"),
        )

    def __str__(self) -> str:
        return f"{self.facts_version}"
