"""What the team decided about one option."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from cordee.service.people.models import Account, Person
from cordee.terms.words import Words


class ChoiceKind(models.TextChoices):
    """What can be decided about an option."""

    ADOPT = "adopt", pgettext_lazy("option", "adopted")
    ASIDE = "aside", pgettext_lazy("option", "set aside")
    DISCUSS = "discuss", pgettext_lazy("option", "to discuss at the meeting")


class Choice(models.Model):
    """A decision about an option of the plan, until another follows it. Setting aside says why."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plan_choices")
    option_id = models.CharField(max_length=200)
    name_fr = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    kind = models.CharField(max_length=10, choices=ChoiceKind.choices)
    why = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "option_id"],
                condition=Q(ended_at__isnull=True),
                name="one_choice_for_an_option",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ChoiceKind.ASIDE) | ~Q(why=""), name="setting_aside_says_why"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_choice_ends_by_somebody",
            ),
        )
        indexes = (
            models.Index(fields=["kind"], condition=Q(ended_at__isnull=True), name="choices_standing"),
        )

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def name(self) -> Words:
        """The option's name when it was decided on."""
        return Words(self.name_fr, self.name_en)
