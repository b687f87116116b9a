"""What is asked when somebody decides how often a person is asked."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.followup import load_followup
from cordee.service.chain.in_words import said

EVERY = (1, 2, 3, 7, 14, 28)


class RhythmForm(forms.Form):
    """How often, at what hour, and which questions besides those that the record calls for."""

    every_days = forms.TypedChoiceField(label=_("How often"), coerce=int)
    hour = forms.TimeField(
        label=_("At"), initial=time(9), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    extra_sets = forms.MultipleChoiceField(
        label=_("Questions to add"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {1: _("every day"), 7: _("every week"), 14: _("every two weeks"), 28: _("every four weeks")}
        self.fields["every_days"].choices = [  # type: ignore[attr-defined]
            (n, words.get(n) or _("every %(n)d days") % {"n": n}) for n in EVERY
        ]
        self.fields["extra_sets"].choices = [  # type: ignore[attr-defined]
            (one.id, said(one.name)) for one in load_followup().sets if one.chosen
        ]


class PauseForm(forms.Form):
    """From when to when, and why."""

    start = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until (included)"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[("hospital", _("in hospital")), ("wish", _("the person wishes it"))],
        widget=forms.RadioSelect,
    )
