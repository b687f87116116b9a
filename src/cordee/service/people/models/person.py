"""People who are ill, who is around them, and what they open to those close to them."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from cordee.service.people.models.account import Account, Team
from cordee.service.people.roles import Role, Topic


class Person(models.Model):
    """A person who is ill. Exactly one coordinator at any time: the pointer can't be empty, and only one open
    membership can hold the role (`Membership`'s constraint).

    `facts_version` counts every writing of facts; `case_version` is its value after the last writing that a case
    follows from: a check-in's answers leave it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="people")
    account = models.OneToOneField(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="person"
    )
    coordination = models.OneToOneField(
        "people.Membership", on_delete=models.PROTECT, related_name="coordinates", db_constraint=True
    )
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    born = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    record_number = models.CharField(max_length=40, unique=True)
    country = models.CharField(max_length=2, default="FR")
    language = models.CharField(max_length=2, default="fr")
    phone = models.CharField(max_length=40, blank=True)
    died_on = models.DateField(null=True, blank=True)
    facts_version = models.PositiveIntegerField(default=0)
    case_version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Membership(models.Model):
    """Somebody's place in a person's circle: a role with a start and, once known, an end."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(role=Role.COORDINATOR, ends_at__isnull=True),
                name="one_coordinator_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["person", "account", "role"],
                condition=Q(ends_at__isnull=True),
                name="a_role_is_held_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="a_membership_ends_after_it_starts",
            ),
        )
        indexes = (models.Index(fields=["account", "person"], name="circle_of_account"),)

    def __str__(self) -> str:
        return self.get_role_display()

    def is_open(self, at: datetime) -> bool:
        """Whether it holds at `at`: started, and not ended."""
        return self.starts_at <= at and (self.ends_at is None or self.ends_at > at)


class Sharing(models.Model):
    """A topic the person has opened to one close one. No row: closed."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="shared")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["membership", "topic"], name="a_topic_is_opened_once"),
        )

    def __str__(self) -> str:
        return self.get_topic_display()
