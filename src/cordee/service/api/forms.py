"""What is asked for a new key."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models import Team


class TokenForm(forms.Form):
    """A key for one hospital system of one team."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Care team"))
    name = forms.CharField(
        label=_("Name of the system"),
        max_length=80,
        help_text=_("People read it in the log of who looked at what."),
    )
    identifier_system = forms.CharField(
        label=_("Identifier system of the record numbers"),
        max_length=200,
        help_text=_("The URI under which that system gives our record numbers in Patient.identifier."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[("read", _("read records of the team's people")), ("write", _("write into them"))],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.order_by("name")  # type: ignore[attr-defined]

    def clean_identifier_system(self) -> str:
        """A URI: a scheme, a colon and something after."""
        said = str(self.cleaned_data["identifier_system"]).strip()
        scheme, colon, rest = said.partition(":")
        if not (colon and scheme.isalnum() and rest) or any(sign.isspace() for sign in said):
            raise forms.ValidationError(_("Expected a URI, such as urn:oid:1.2.3 or https://…"))
        return said
