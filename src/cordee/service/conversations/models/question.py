"""The person's questions: written before a talk, answered after it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from cordee.service.people.models import Account, Person
from cordee.service.people.roles import Role


class Question(models.Model):
    """A question for the next talk, its answer in the professional's words, and what the person understood."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    for_role = models.CharField(max_length=24, choices=Role.choices, blank=True)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    understood = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_question_asks"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True, answer="")
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="answered_by_someone_at_some_time",
            ),
        )
        indexes = (models.Index(fields=["person", "asked_at"], name="questions_in_order"),)

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"
