"""What the person is asked when they want a break from check-ins: why, from when, until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.service.chain.check_in_plan import LONGEST_PAUSE_DAYS

FURTHEST_DAYS = 60
"""How far ahead a break may begin: an admission is known weeks before. Our own bound."""


class BreakForm(forms.Form):
    """A break of at most `LONGEST_PAUSE_DAYS`, from today on. Somebody close gives no reason: it is a hospital stay."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[
            ("wish", _("I would like not to be asked for a while")),
            ("hospital", _("I will be in hospital")),
        ],
        widget=forms.RadioSelect,
    )
    start = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until (included)"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date, own: bool) -> None:
        super().__init__(data, initial={"start": today})
        self.today = today
        if not own:
            del self.fields["reason"]
        last = today + timedelta(days=FURTHEST_DAYS + LONGEST_PAUSE_DAYS - 1)
        for name, most in (("start", today + timedelta(days=FURTHEST_DAYS)), ("until", last)):
            self.fields[name].widget.attrs |= {"min": today.isoformat(), "max": most.isoformat()}
        self.fields["until"].help_text = _("%(n)d days at most. The day after, the questions come back.") % {
            "n": LONGEST_PAUSE_DAYS
        }

    def clean(self) -> dict[str, Any]:
        """Each mistake stands at the day to change."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        start, until = found.get("start"), found.get("until")
        if start is not None and start < self.today:
            self.add_error("start", _("A break begins today or later."))
        elif start is not None and (start - self.today).days > FURTHEST_DAYS:
            self.add_error("start", _("That is far ahead: say it again nearer to the day."))
        elif start is not None and until is not None and until < start:
            self.add_error("until", _("The last day comes after the first."))
        elif start is not None and until is not None and (until - start).days >= LONGEST_PAUSE_DAYS:
            self.add_error("until", _("That is more than %(n)d days.") % {"n": LONGEST_PAUSE_DAYS})
        return {"reason": "hospital", **found}
