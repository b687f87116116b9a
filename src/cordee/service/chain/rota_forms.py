"""Rotas, turns and absences as typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.service.chain.models import Rota
from cordee.service.people.models import Account, Team

_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, input_formats=_FORMATS, widget=widget)


class RotaForm(forms.Form):
    """A new rota."""

    name = forms.CharField(label=_("Name"), max_length=100)


class ShiftForm(forms.Form):
    """A turn."""

    rota = forms.ModelChoiceField(Rota.objects.none(), label=_("Rota"), empty_label=None)
    account = forms.ModelChoiceField(Account.objects.none(), label=_("Who"), empty_label=_("choose"))
    starts_at, ends_at = _moment(_("From")), _moment(_("To"))
    override = forms.BooleanField(label=_("Stands above the regular turn"), required=False)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rota"].queryset = team.rotas.order_by("name")  # type: ignore[attr-defined]
        self.fields["account"].queryset = members(team)  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    """Somebody is away, and who stands in."""

    account = forms.ModelChoiceField(Account.objects.none(), label=_("Who is away"), empty_label=_("choose"))
    starts_at, ends_at = _moment(_("From")), _moment(_("To"))
    substitute = forms.ModelChoiceField(
        Account.objects.none(), label=_("Who stands in"), required=False, empty_label=_("nobody: passed over")
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("account", "substitute"):
            self.fields[name].queryset = members(team)  # type: ignore[attr-defined]


def members(team: Team) -> Any:
    """The team's open accounts, by name."""
    return Account.objects.filter(team=team, is_active=True).order_by("full_name")
