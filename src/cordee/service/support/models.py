"""What the room `support` stores: entries of the directory that a team or an operator wrote, in versions."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models import Account, Team
from cordee.terms.words import Words


class SupportResource(models.Model):
    """Somebody to turn to, kept by a team for its place, or by the operators (`team` empty).

    `seed` names the library's entry that this one stands in for ('' for a new one): the library's is then no longer
    shown. Retired means no longer shown: who, when and why, all three.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    seed = models.CharField(max_length=60, blank=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="support_resources"
    )
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    retired_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["seed"], condition=~Q(seed=""), name="one_entry_stands_in_for_a_seed"
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True, retired_why="")
                | (Q(retired_at__isnull=False, retired_by__isnull=False) & ~Q(retired_why="")),
                name="a_retired_resource_says_who_when_why",
            ),
            models.CheckConstraint(
                condition=Q(seed="") | Q(team__isnull=True), name="the_library_is_the_operators"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Audience(models.TextChoices):
    """For whom an offer is."""

    BOTH = "both", _("the person and those close")
    PERSON = "person", _("the person")
    RELATIVE = "relative", _("those close to the person")


class ResourceVersion(models.Model):
    """What an entry says, as somebody wrote it at a time. Never changed: an edit is the next version.

    `needs` and `languages` are lists of codes (`needs.py`); `region` empty is everywhere in the country; `source` says where
    this was read or who told it, and `checked` when.
    """

    resource = models.ForeignKey(SupportResource, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    name = models.CharField(max_length=200)
    needs = models.JSONField()
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=120, blank=True)
    languages = models.JSONField()
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.BOTH)
    offers_fr = models.TextField()
    offers_en = models.TextField()
    phone = models.CharField(max_length=40, blank=True)
    hours_fr = models.CharField(max_length=200, blank=True)
    hours_en = models.CharField(max_length=200, blank=True)
    site = models.URLField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    checked = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["resource", "number"], name="resource_versions_are_numbered"),
            models.UniqueConstraint(
                fields=["resource"], condition=Q(current=True), name="one_resource_version_is_current"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(offers_fr="") & ~Q(offers_en="") & ~Q(source=""),
                name="a_resource_says_what_it_offers_and_who_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(site="") | ~Q(region=""), name="a_resource_can_be_reached"
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource_id} v{self.number}"

    @property
    def offers(self) -> Words:
        """What is offered, in both languages."""
        return Words(self.offers_fr, self.offers_en)

    @property
    def hours(self) -> Words | None:
        """When it answers, in both languages."""
        return Words(self.hours_fr, self.hours_en) if self.hours_fr else None
