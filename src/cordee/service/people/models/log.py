"""The access log: who looked at what of a person's, and who wrote what; a chain of hashes per person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models.account import Account
from cordee.service.people.models.person import Person


class Verb(models.TextChoices):
    """What was done with a person's data."""

    READ = "read", _("looked at")
    WRITE = "write", _("wrote")


class AccessEntry(models.Model):
    """One reading or writing. `hash` covers this row and the one before: changing or leaving out one shows.

    `what` is a permission or an action's name; `about` names things by type and id, never by their content.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="access_entries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=5, choices=Verb.choices)
    what = models.CharField(max_length=60)
    about = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "number"], name="entries_are_numbered"),)

    def __str__(self) -> str:
        return f"{self.number}"


class AccessHead(models.Model):
    """The newest entry of a person's log, so that appending is one read and cutting off the end shows."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="log_head")
    number = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.number}"
