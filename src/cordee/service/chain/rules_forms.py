"""A team's way of judging check-ins as typed: who reads and by when, whom to call, figures of rules, rules switched off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cordee.followup import Changed, Contact, Off, Policy, load_followup, value_words
from cordee.followup.policy import LONGEST_OFF_DAYS
from cordee.followup.question import STEP_IDS, STEPS
from cordee.followup.rule import Setting, WrittenRule
from cordee.service.chain.in_words import said
from cordee.terms import Words

CONTACTS = 3
_FIGURES = {
    "step": _("from this answer on"),
    "by": _("so many steps more"),
    "last": _("than the best of the last (check-ins)"),
    "reports": _("check-ins in a row"),
    "score": _("from this score on"),
    "percent": _("percent of the weight"),
    "temperature": _("from (°C)"),
    "severe": _("how many severe ones"),
    "all": _("how many of any kind"),
}
"""What a figure of a rule counts."""


def adjustable() -> Iterator[tuple[WrittenRule, str, Setting]]:
    """Every figure of a rule that a team may move."""
    for rule in load_followup().written:
        for name, setting in rule.settings.items():
            yield rule, name, setting


def written_name(rule: WrittenRule) -> str:
    """A rule's name; one written for several questions speaks of any of them."""
    return said(rule.name).replace("{name}", str(_("any symptom")))


def _value_name(value: float | int | str) -> str:
    if isinstance(value, str) and value.startswith(">="):
        return f"≥ {value[2:]}"
    if isinstance(value, str) and value in STEP_IDS:
        return said(STEPS[STEP_IDS.index(value)])
    return said(value_words(None, value))


class RulesForm(forms.Form):
    """All of it on one page. `seen` is the version it was made from."""

    reader_fr = forms.CharField(label=_("Who reads the answers, in French"), max_length=200)
    reader_en = forms.CharField(label=_("Who reads the answers, in English"), max_length=200)
    reads_red_within = forms.FloatField(label=_("Reads reds within (hours)"), min_value=0.25, max_value=168)
    reads_amber_within = forms.FloatField(
        label=_("Reads ambers within (hours)"), min_value=0.25, max_value=168
    )
    reads_other_within = forms.FloatField(
        label=_("Reads the others within (hours)"), min_value=0.25, max_value=168
    )
    sets_added = forms.MultipleChoiceField(
        label=_("Questions asked of everybody besides"), required=False, widget=forms.CheckboxSelectMultiple
    )
    off_rule = forms.ChoiceField(label=_("Switch off a rule"), required=False)
    off_reason = forms.CharField(label=_("Why"), required=False, max_length=300)
    off_by = forms.CharField(
        label=_("Decided by"),
        required=False,
        max_length=100,
        help_text=_("A role or a meeting, never a person’s name."),
    )
    off_until = forms.DateField(
        label=pgettext_lazy("a day", "Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    off_kept = forms.MultipleChoiceField(
        label=_("Switched off now: untick to switch on again"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(label=_("Why this change"), max_length=500)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, policy: Policy, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.policy, self.today = policy, today
        content = load_followup()
        names = {rule.id: written_name(rule) for rule in content.written}
        self._choose("sets_added", [(one.id, said(one.name)) for one in content.sets if one.chosen])
        self._choose("off_rule", [("", _("none")), *names.items()])
        self._choose(
            "off_kept",
            [(one.rule, f"{names.get(one.rule, one.rule)} ({one.reason})") for one in policy.switched_off],
        )
        if not policy.switched_off:
            del self.fields["off_kept"]
        for rule, name, setting in adjustable():
            self.fields[f"set:{rule.id}:{name}"] = _setting_field(rule, name, setting)
        for n in range(CONTACTS):
            number = {"n": n + 1}
            self.fields[f"call_fr_{n}"] = _text(_("Number %(n)d: whose, in French") % number)
            self.fields[f"call_en_{n}"] = _text(_("Number %(n)d: whose, in English") % number)
            self.fields[f"call_phone_{n}"] = _text(_("Number %(n)d: telephone") % number, 40)

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Reds are read first; a red rule is switched off by somebody, with a reason, until a day within a year."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        times = [data.get(f"reads_{name}_within") for name in ("red", "amber", "other")]
        known = [float(one) for one in times if one is not None]
        if len(known) == len(times) and known != sorted(known):
            self.add_error("reads_red_within", _("Reds are read before ambers, ambers before the others."))
        if data.get("off_rule"):
            self._check_off(data)
        for n in range(CONTACTS):
            given = [bool(data.get(f"call_{part}_{n}")) for part in ("fr", "en", "phone")]
            if any(given) and not all(given):
                self.add_error(
                    f"call_phone_{n}", _("Say whose number it is in both languages, and the number.")
                )
        return data

    def _check_off(self, data: dict[str, Any]) -> None:
        if not data.get("off_reason", "").strip():
            self.add_error("off_reason", _("Say why."))
        rules = [rule for rule in load_followup().written if rule.id == data["off_rule"]]
        if not any(rule.level == "red" for rule in rules):
            return
        if not data.get("off_by", "").strip():
            self.add_error("off_by", _("A red rule: say who decided, a role or a meeting."))
        until = data.get("off_until")
        if until is None or not self.today <= until <= self.today + timedelta(days=LONGEST_OFF_DAYS):
            self.add_error(
                "off_until", _("A red rule: until a day within a year. Then it is back by itself.")
            )

    def typed(self) -> Policy:
        """The policy typed."""
        data = self.cleaned_data
        changed: dict[str, dict[str, Any]] = {}
        for rule, name, setting in adjustable():
            value = _read(setting, data[f"set:{rule.id}:{name}"])
            if value != setting.value:
                changed.setdefault(rule.id, {})[name] = value
        kept = set(data.get("off_kept") or ()) - {data.get("off_rule")}
        off = [one for one in self.policy.switched_off if one.rule in kept]
        if data.get("off_rule"):
            off.append(
                Off(
                    rule=data["off_rule"],
                    reason=data["off_reason"],
                    by=data["off_by"],
                    until=data["off_until"],
                )
            )
        return msgspec.structs.replace(
            self.policy,
            id="team",
            reader=Words(data["reader_fr"], data["reader_en"]),
            call=tuple(
                Contact(name=Words(data[f"call_fr_{n}"], data[f"call_en_{n}"]), phone=data[f"call_phone_{n}"])
                for n in range(CONTACTS)
                if data[f"call_phone_{n}"]
            ),
            reads_red_within=data["reads_red_within"],
            reads_amber_within=data["reads_amber_within"],
            reads_other_within=data["reads_other_within"],
            sets_added=tuple(data["sets_added"]),
            changed=tuple(Changed(rule=rule, settings=values) for rule, values in changed.items()),
            switched_off=tuple(off),
        )


def rules_initial(policy: Policy, version: int) -> dict[str, Any]:
    """The policy as the form shows it."""
    changed = {one.rule: one.settings for one in policy.changed}
    shown: dict[str, Any] = {
        f"set:{rule.id}:{name}": str(changed.get(rule.id, {}).get(name, setting.value))
        for rule, name, setting in adjustable()
    }
    for n, contact in enumerate(policy.call[:CONTACTS]):
        shown |= {
            f"call_fr_{n}": contact.name.fr,
            f"call_en_{n}": contact.name.en,
            f"call_phone_{n}": contact.phone,
        }
    return {
        **shown,
        "reader_fr": policy.reader.fr,
        "reader_en": policy.reader.en,
        "reads_red_within": policy.reads_red_within,
        "reads_amber_within": policy.reads_amber_within,
        "reads_other_within": policy.reads_other_within,
        "sets_added": list(policy.sets_added),
        "off_kept": [one.rule for one in policy.switched_off],
        "seen": version,
    }


def _text(label: Any, most: int = 100) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most)


def _setting_field(rule: WrittenRule, name: str, setting: Setting) -> forms.Field:
    what = _FIGURES.get(name)
    label = f"{written_name(rule)} · {what}" if what else written_name(rule)
    help_text = said(setting.why)
    if setting.between is not None:
        low, high = setting.between
        return forms.FloatField(label=label, help_text=help_text, min_value=low, max_value=high)
    choices = [(str(value), _value_name(value)) for value in setting.among]
    return forms.ChoiceField(label=label, help_text=help_text, choices=choices)


def _read(setting: Setting, typed: Any) -> float | int | str:
    if setting.between is not None:
        return float(typed)
    return next(value for value in setting.among if str(value) == typed)
