"""What the room `rights` stores: requests for erasure, and what was answered."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from cordee.service.people.models import Account, Person


class ErasureRequest(models.Model):
    """The person asks that their data be erased. `why` may stay empty: nobody has to give a reason.

    Answered: by whom, when, and in which words, all three or none. Withdrawn and answered exclude each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasure_requests")
    why = models.TextField(blank=True)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_at__isnull=True, answered_at__isnull=True),
                name="one_open_erasure_request",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True, answer="")
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="an_erasure_answer_says_who_when_what",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(answered_at__isnull=True),
                name="an_erasure_request_ends_one_way",
            ),
        )
        indexes = (models.Index(fields=["person", "-asked_at"], name="erasure_requests_of_person"),)

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.withdrawn_at is None and self.answered_at is None
