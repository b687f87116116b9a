"""The identity of a new person, and what whoever opens the file is to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models import Account, Person
from cordee.service.people.roles import PROFESSIONALS, Role

_ROLES = [(role.value, role.label) for role in Role if role in PROFESSIONALS and role is not Role.COORDINATOR]

SEXES = [("female", _("female")), ("male", _("male")), ("other", _("other"))]


class PersonForm(forms.Form):
    """Who the person is."""

    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    born = forms.DateField(
        label=_("Date of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )  # fmt: skip
    sex = forms.ChoiceField(
        label=_("Sex"),
        required=False,
        choices=[("", _("not known")), *SEXES],
    )
    record_number = forms.CharField(
        label=_("Record number"),
        max_length=40,
        help_text=_("The number by which your hospital knows the person."),
    )
    country = forms.RegexField(
        r"^[A-Za-z]{2}$", label=_("Country"), max_length=2, help_text=_("Two letters, such as FR or BE."),
        error_messages={"invalid": _("Two letters, such as FR or BE.")},
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language of the person"), choices=[("", _("choose…")), ("fr", "français"), ("en", "English")]
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    role = forms.ChoiceField(
        label=_("What you are to the person"),
        choices=[("", _("choose…")), *_ROLES],
        help_text=_("You will also be their coordinator, until you hand over."),
    )

    def __init__(self, *args: Any, today: Any, by: Account, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today, self.by = today, by

    def clean_record_number(self) -> str:
        """A number that nobody has yet. Somebody else's is not said to be anybody's."""
        number = str(self.cleaned_data["record_number"])
        if Person.objects.filter(record_number=number).exists():
            raise forms.ValidationError(
                _("This number can't be used. If the person is known here, ask their coordinator.")
            )
        return number

    def clean_country(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["country"]).upper()

    def clean_born(self) -> Any:
        """A day that has been."""
        born = self.cleaned_data["born"]
        if born is not None and not 0 <= self.today.year - born.year <= 130:
            raise forms.ValidationError(_("This can't be a date of birth."))
        return born
