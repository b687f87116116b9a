"""What the person wants: a goal of care, a wish, a refusal, a step of planning ahead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.case import AdvanceCare, CareGoal, Fact, Refusal, Wish
from cordee.case.yaml_words import OTHER_TREATMENTS
from cordee.criteria.leaves.people import GOAL_WORDS, STEP_WORDS
from cordee.plan.families import FAMILIES
from cordee.service.record.forms.base import FactForm
from cordee.service.record.forms.fields import NamedField, PartialDateField, ThreeAnswers, WordField
from cordee.terms import Words

DIMENSIONS = {
    "physical": Words("le corps", "the body"),
    "emotional": Words("le moral", "feelings"),
    "social": Words("les proches, la vie de tous les jours", "people close, everyday life"),
    "spiritual": Words("le sens, la spiritualité", "meaning, spirituality"),
}
FAMILY_WORDS = {name: FAMILIES.get(name, Words.same(name)) for name in OTHER_TREATMENTS}


def _own_words(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class GoalForm(FactForm):
    """A goal of care agreed with the person."""

    goal = WordField(GOAL_WORDS, label=_("Goal"), required=True)
    text = _own_words(_("In the person's words"))
    on = PartialDateField(label=_("Date of the talk"), required=True)
    achieved = ThreeAnswers(label=_("Reached, or no longer sought"))

    def facts(self) -> list[Fact]:
        return [self.made(CareGoal)]


class WishForm(FactForm):
    """What matters to the person, in their own words."""

    text = forms.CharField(
        label=_("What matters, in the person's words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    dimension = WordField(DIMENSIONS, label=_("What it is about"))
    on = PartialDateField(label=_("Date of the talk"), required=True)

    def facts(self) -> list[Fact]:
        return [self.made(Wish)]


class RefusalForm(FactForm):
    """A treatment the person does not want; and the day they changed their mind."""

    of = NamedField(
        "drug",
        also=FAMILY_WORDS,
        label=_("What the person does not want"),
        help_text=_("A medicine, a class of medicines, or a kind of treatment such as surgery."),
    )
    text = _own_words(_("In the person's words"))
    on = PartialDateField(label=_("Date of the talk"), required=True)
    withdrawn = PartialDateField(label=_("Date the person changed their mind"), required=False)

    def facts(self) -> list[Fact]:
        return [self.made(Refusal)]


class AdvanceCareForm(FactForm):
    """A step of planning ahead."""

    step = WordField(STEP_WORDS, label=_("What was done"), required=True)
    text = _own_words(_("What was said"))
    on = PartialDateField(label=_("Date"), required=True)

    def facts(self) -> list[Fact]:
        return [self.made(AdvanceCare)]
