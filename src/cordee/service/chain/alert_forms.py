"""What is asked when somebody says what was done with an alert."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cordee.service.chain.models.alert import Outcome
from cordee.service.people.models import Account


class OutcomeForm(forms.Form):
    """What was done. Doing nothing says why."""

    outcome = forms.ChoiceField(label=_("What was done"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In a few words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A death is recorded in the record, and closes every alert from there.
        choices = [(value, label) for value, label in Outcome.choices if value != Outcome.DEATH]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """'No action' needs its reason."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("outcome") == Outcome.NOTHING and not found.get("words", "").strip():
            self.add_error("words", _("Say why there is no action."))
        return found


class SnoozeForm(forms.Form):
    """Until when, and why."""

    until = forms.DateTimeField(
        label=pgettext_lazy("a day", "Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    reason = forms.CharField(label=_("Why"), max_length=300)

    def moment(self) -> datetime:
        """The moment chosen, aware."""
        until: datetime = self.cleaned_data["until"]
        return until


class OfferForm(forms.Form):
    """To whom it is offered."""

    to = forms.ModelChoiceField(Account.objects.none(), label=_("To"), empty_label=_("choose"))

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]
