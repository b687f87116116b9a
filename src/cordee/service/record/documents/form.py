"""A document as it is attached, and as it is withdrawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordee.service.record.forms.fields import CHOOSE, PartialDateField
from cordee.service.record.models import DocumentKind


class DocumentForm(forms.Form):
    """One file with its title."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, PNG or JPEG."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"}),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=[("", CHOOSE), *DocumentKind.choices])
    dated = PartialDateField(label=_("Date of the document"), required=False)

    def __init__(self, *args: Any, today: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_dated(self) -> str:
        """As ISO text; not to come."""
        dated = self.cleaned_data["dated"]
        if dated is not None and self.today is not None and dated.earliest > self.today:
            raise forms.ValidationError(gettext("This date is still to come."))
        return dated.iso if dated else ""


class WithdrawForm(forms.Form):
    """Why a document is taken off the list."""

    why = forms.CharField(label=_("Why"), max_length=500)
