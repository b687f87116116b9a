"""Handing over the coordination: offered by who holds it, accepted or declined by who is asked."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models.account import Account
from cordee.service.people.models.person import Person


class Answer(models.TextChoices):
    """How an offer ended."""

    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class HandoverOffer(models.Model):
    """An offer to coordinate. Until it is accepted the coordination stays with the giver; one is open at a time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="handovers")
    offered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="handovers_offered")
    words = models.CharField(max_length=500, blank=True)
    offered_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=Q(answer=""), name="one_open_handover_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answer_has_its_time",
            ),
            models.CheckConstraint(condition=~Q(offered_by=F("to")), name="handed_over_to_another"),
        )

    def __str__(self) -> str:
        return self.get_answer_display() or str(_("offered"))
