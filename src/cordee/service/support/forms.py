"""What is asked of whoever looks for somebody to turn to, and of whoever writes an entry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.service.people.sent_forms import LONGEST, new_key
from cordee.service.support.models import Audience
from cordee.service.support.needs import COUNTRIES, LANGUAGES, NEEDS


class DirectoryForm(forms.Form):
    """What narrows the directory; everything may be left open."""

    need = forms.ChoiceField(label=_("I am looking for"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    place = forms.CharField(label=_("Town or region"), required=False, max_length=80)
    language = forms.ChoiceField(label=_("Language spoken"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, left_open, choices in (
            ("need", _("everything"), NEEDS),
            ("country", _("any country"), COUNTRIES),
            ("language", _("any language"), LANGUAGES),
        ):
            self.fields[name].choices = [("", left_open), *choices.items()]  # type: ignore[attr-defined]


class ResourceForm(forms.Form):
    """An entry of the directory."""

    name = forms.CharField(label=_("Name"), max_length=200)
    needs = forms.MultipleChoiceField(
        label=_("What it helps with"), choices=list(NEEDS.items()), widget=forms.CheckboxSelectMultiple
    )
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience.choices, initial=Audience.BOTH)
    offers_fr = forms.CharField(
        label=_("What it offers, in French"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    offers_en = forms.CharField(
        label=_("What it offers, in English"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    country = forms.ChoiceField(label=_("Country"), choices=list(COUNTRIES.items()))
    region = forms.CharField(
        label=_("Town or region"),
        required=False,
        max_length=120,
        help_text=_("Leave empty if it serves the whole country."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=list(LANGUAGES.items()), widget=forms.CheckboxSelectMultiple
    )
    phone = forms.RegexField(
        regex=r"^[0-9+ ().-]*$",
        label=_("Telephone"),
        required=False,
        max_length=40,
        help_text=_("As it is dialled in the country."),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    hours_fr = forms.CharField(label=_("When it answers, in French"), required=False, max_length=200)
    hours_en = forms.CharField(label=_("When it answers, in English"), required=False, max_length=200)
    site = forms.URLField(label=_("Web site"), required=False, max_length=300, assume_scheme="https")
    source = forms.CharField(
        label=_("Where you have this from"),
        max_length=300,
        help_text=_("A page you read, or who told you. It is shown with the entry, with today's date."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST, initial=new_key)

    def clean(self) -> dict[str, Any]:
        """What belongs together stands together."""
        said = super().clean() or {}
        if not (said.get("phone") or said.get("site") or said.get("region")):
            self.add_error("phone", _("Say how to reach it: a telephone, a web site, or at least the town."))
        if bool(said.get("hours_fr")) != bool(said.get("hours_en")):
            self.add_error("hours_en", _("Give the hours in both languages, or in neither."))
        return said


class RetireForm(forms.Form):
    """Why an entry goes."""

    why = forms.CharField(label=_("Why it is no longer shown"), max_length=500)
