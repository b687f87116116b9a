"""What is asked on the pages of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models import Account
from cordee.service.people.roles import PROFESSIONALS, Role, Topic


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        help_text=_("The invitation is sent there. It names nobody, and expires after 7 days."),
    )
    role = forms.ChoiceField(label=_("Role in the circle"))
    to_our_team = forms.BooleanField(
        label=_("Works in our team"),
        required=False,
        help_text=_("For a colleague of the same care team, who will also join it here."),
    )

    def __init__(self, *args: Any, roles: list[Role], colleagues: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        if not colleagues:
            del self.fields["to_our_team"]

    def chosen_role(self) -> Role:
        """The role chosen."""
        return Role(self.cleaned_data["role"])


class ColleagueForm(forms.Form):
    """A colleague of one's own team, as what."""

    account = forms.ModelChoiceField(Account.objects.none(), label=_("Colleague"))
    role = forms.ChoiceField(label=_("Role in the circle"))

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = (
            Account.objects.filter(team=by.team_id, is_active=True) if by.team_id else Account.objects.none()
        )
        self.fields["account"].queryset = team.order_by("full_name")  # type: ignore[attr-defined]
        roles = [role for role in Role if role in PROFESSIONALS and role is not Role.COORDINATOR]
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]


class HandoverForm(forms.Form):
    """Whom to ask to coordinate."""

    to = forms.ModelChoiceField(Account.objects.none(), label=_("Ask"))
    words = forms.CharField(
        label=_("A word with it"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = candidates  # type: ignore[attr-defined]


class TopicsForm(forms.Form):
    """What one close one may see."""

    topics = forms.MultipleChoiceField(
        label=_("May see"),
        choices=Topic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class EmergencyForm(forms.Form):
    """What proves that the professional has the person, or their papers, before them; and why."""

    record_number = forms.CharField(
        label=_("Record number"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    born = forms.DateField(
        label=_("Born on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Why now"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the access, and read by the coordinator and by the person."),
    )


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """How one is named, called and spoken to."""

    class Meta:
        model = Account
        fields = ("full_name", "phone", "language")
        widgets = {  # noqa: RUF012
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
            "language": forms.RadioSelect,
        }
        labels = {"language": _("Language of the pages")}  # noqa: RUF012

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].required = False
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("as the browser asks")),
            ("fr", "français"),
            ("en", "English"),
        ]
