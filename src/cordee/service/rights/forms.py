"""What is asked for an erasure, and what is answered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ErasureForm(forms.Form):
    """The request. A reason may stay out."""

    why = forms.CharField(
        label=_("Why, if you want to say so"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You don't have to give a reason."),
    )
    sure = forms.BooleanField(label=_("Yes, I ask that my data be erased"))


class AnswerErasureForm(forms.Form):
    """The answer, in words that the person reads."""

    words = forms.CharField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In everyday words: what will be erased and when, what can't be and why."),
    )
