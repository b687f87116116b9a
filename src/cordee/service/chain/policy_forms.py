"""The escalation policy as typed: rungs, and how long things may take. Its hours: `hours_form.py`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cordee.service.chain.channels import CHANNELS
from cordee.service.chain.ladder import Ladders, Rung, Who
from cordee.service.chain.models import Level
from cordee.service.chain.policy_words import CHANNEL_NAMES
from cordee.service.people.models import Account, Membership, Person, Team
from cordee.service.people.roles import PROFESSIONALS, Role
from cordee.service.people.standing import open_at

MOST_RUNGS = 8
_DAY = 24 * 60


def who_choices(team: Team) -> list[Any]:
    """Everybody a rung of this team can tell, grouped."""
    roles = [role for role in Role if role in PROFESSIONALS and role is not Role.COORDINATOR]
    rotas = team.rotas.order_by("name")
    members = Account.objects.filter(team=team, is_active=True).order_by("full_name")
    return [
        ("coordinator:", _("who coordinates the care")),
        ("team:", _("everybody of the team")),
        *((f"rota:{rota.pk}", _("on call: %(rota)s") % {"rota": rota.name}) for rota in rotas),
        *((f"role:{role.value}", _("in the circle: %(role)s") % {"role": role.label}) for role in roles),
        *((f"account:{account.pk}", account.full_name) for account in members),
    ]


class RungForm(forms.Form):
    """One rung. Nobody chosen: there is no such rung."""

    who = forms.MultipleChoiceField(
        label=_("Who is told"), required=False, widget=forms.CheckboxSelectMultiple
    )
    wait_minutes = forms.IntegerField(
        label=_("Minutes until the next rung"), min_value=1, max_value=7 * _DAY, initial=10
    )
    channels = forms.MultipleChoiceField(
        label=pgettext_lazy("channels", "How"),
        choices=[(channel, CHANNEL_NAMES[channel]) for channel in CHANNELS],
        widget=forms.CheckboxSelectMultiple,
        initial=["app"],
    )

    def __init__(self, *args: Any, who: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = who  # type: ignore[attr-defined]

    def chosen(self) -> list[str]:
        """Who is ticked now, in words."""
        ticked = set(self["who"].value() or ())
        return [str(name) for key, name in self.fields["who"].choices if key in ticked]  # type: ignore[attr-defined]

    def rung(self) -> Rung | None:
        """The rung typed; None when nobody is on it."""
        chosen = self.cleaned_data.get("who") or []
        if not chosen:
            return None
        named = tuple(Who(*one.split(":", 1)) for one in chosen)
        return Rung(named, self.cleaned_data["wait_minutes"], tuple(self.cleaned_data["channels"]))


def rung_forms(data: Any, prefix: str, rungs: Iterable[Rung], who: list[Any]) -> list[RungForm]:
    """The rungs there are, and an empty one to add."""
    initial: list[dict[str, Any]] = [
        {
            "who": [f"{w.kind}:{w.ref}" for w in rung.who],
            "wait_minutes": rung.wait_minutes,
            "channels": list(rung.channels),
        }
        for rung in rungs
    ]
    count = len(initial) + 1
    if data is not None:
        count = max(sum(f"{prefix}-{n}-wait_minutes" in data for n in range(MOST_RUNGS)), 1)
    return [
        RungForm(data, prefix=f"{prefix}-{n}", who=who, initial=initial[n] if n < len(initial) else None)
        for n in range(min(count, MOST_RUNGS))
    ]


class SettingsForm(forms.Form):
    """How long things may take, and why this version is made. `seen` is the version it was made from."""

    gather_minutes = forms.IntegerField(
        label=_("Ambers are gathered for (minutes)"), min_value=1, max_value=_DAY
    )
    red_outcome_minutes = forms.IntegerField(
        label=_("A red that somebody has: outcome within (minutes)"), min_value=1, max_value=7 * _DAY
    )
    amber_outcome_minutes = forms.IntegerField(
        label=_("An amber that somebody has: outcome within (working minutes)"),
        min_value=1,
        max_value=30 * _DAY,
    )
    longest_snooze_minutes = forms.IntegerField(
        label=_("Put off at most (minutes)"), min_value=1, max_value=7 * _DAY
    )
    why = forms.CharField(label=_("Why this change"), max_length=500)
    seen = forms.IntegerField(widget=forms.HiddenInput)


def settings_initial(ladders: Ladders, version: int) -> dict[str, Any]:
    """The policy's times as the form shows them."""
    names = ("gather_minutes", "red_outcome_minutes", "amber_outcome_minutes", "longest_snooze_minutes")
    return {**{name: getattr(ladders, name) for name in names}, "seen": version}


class PreviewForm(forms.Form):
    """A moment, a level, whose circle."""

    at = forms.DateTimeField(
        label=_("If it came on"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int, initial=Level.RED)
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("About"), required=False, empty_label=_("nobody in particular")
    )

    def __init__(self, *args: Any, account: Account, team: Team, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Membership.objects.filter(
            open_at(now), account=account, role__in=[role.value for role in PROFESSIONALS]
        )
        people = Person.objects.filter(pk__in=mine.values("person"), team=team, died_on__isnull=True)
        self.fields["person"].queryset = people.order_by("family_name", "given_name")  # type: ignore[attr-defined]
        self.fields["at"].initial = timezone.localtime(now)
