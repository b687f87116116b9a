"""Forms that write no fact of the case's lists: an allergy, who the person is, their death."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordee.case import PartialDate
from cordee.service.record.allergies import allergy_body, reaction_of, states_none
from cordee.service.record.forms.base import About, FactForm
from cordee.service.record.forms.fields import PartialDateField, WordField
from cordee.service.record.patient import patient_of, subject_of
from cordee.terms import Words

ALLERGY = {
    "known": Words("une allergie", "an allergy"),
    "none-known": Words("aucune allergie connue", "no known allergy"),
}

SEXES = {
    "female": Words("féminin", "female"),
    "male": Words("masculin", "male"),
    "other": Words("autre", "other"),
}


class AllergyForm(FactForm):
    """An allergy, or the statement that none is known."""

    what = WordField(ALLERGY, label=_("What is known"), required=True)
    substance = forms.CharField(label=_("To what"), required=False, max_length=120)
    reaction = forms.CharField(label=_("What happened"), required=False, max_length=200)
    on = PartialDateField(label=_("Date it was recorded or told"), required=False)

    def start(self, about: About) -> dict[str, Any]:
        if about.body is None:
            return {}
        none = states_none(about.body)
        return {
            "what": "none-known" if none else "known",
            "substance": "" if none else (about.body.get("code") or {}).get("text", ""),
            "reaction": reaction_of(about.body),
            "on": about.body.get("recordedDate", "")[:10],
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("what") == "known" and not cleaned.get("substance"):
            self.add_error("substance", gettext("Say what the person is allergic to."))
        if cleaned.get("what") == "none-known" and (cleaned.get("substance") or cleaned.get("reaction")):
            self.add_error("what", gettext("An allergy is named below: it can't be that none is known."))
        return cleaned

    def bodies(self) -> list[dict[str, Any]]:
        said = self.cleaned_data
        body = allergy_body(
            subject=subject_of(self.about.person),
            substance=said["substance"] if said["what"] == "known" else "",
            reaction=said["reaction"],
            on=said["on"].iso if said["on"] else "",
        )
        return [{**body, "id": self.about.logical_id}]


class IdentityForm(FactForm):
    """Who the person is. The Patient resource says so; the person's row follows it."""

    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    born = PartialDateField(label=_("Date of birth"), required=False)
    sex = WordField(SEXES, label=_("Sex"))
    country = forms.RegexField(
        r"^[A-Za-z]{2}$", label=_("Country"), required=False, help_text=_("Two letters, such as FR or BE."),
        error_messages={"invalid": _("Two letters, such as FR or BE.")},
    )  # fmt: skip

    def start(self, about: About) -> dict[str, Any]:
        person, known = about.person, about.case.person
        said = {"born": known.born, "sex": known.sex, "country": known.country or person.country}
        return {"given_name": person.given_name, "family_name": person.family_name, **said}

    def bodies(self) -> list[dict[str, Any]]:
        said = self.cleaned_data
        given, family = said["given_name"], said["family_name"]
        body = dict(self.about.body or patient_of(self.about.person))
        changes: dict[str, Any] = {
            "name": [{"text": f"{given} {family}", "family": family, "given": given.split()}],
            "birthDate": said["born"].iso if said["born"] else None,
            "gender": said["sex"],
            "address": [{"country": said["country"].upper()}] if said["country"] else None,
        }
        kept = {key: value for key, value in body.items() if key not in changes}
        return [{**kept, **{key: value for key, value in changes.items() if value is not None}}]


class DeathForm(FactForm):
    """The person has died, or was said to have by error. The Patient resource says so; everything else of it stays."""

    day = WordField(
        {
            "known": Words("le jour est connu, au moins en partie", "the day is known, at least in part"),
            "not-known": Words("le jour n’est pas connu", "the day is not known"),
            "error": Words(
                "noté par erreur\u202f: la personne est en vie", "recorded in error: the person is alive"
            ),
        },
        label=_("The death"),
        required=True,
    )
    on = PartialDateField(label=_("Date of death"), required=False)
    sure = forms.BooleanField(
        label=_("I confirm what is said above"),
        help_text=_("When somebody has died, check-ins and reminders stop."),
    )

    def start(self, about: About) -> dict[str, Any]:
        died = (about.body or {}).get("deceasedDateTime")
        return {"day": "known", "on": PartialDate(died[:10])} if died else {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("day") == "known" and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", gettext("Give the date, or say that the day is not known."))
        if cleaned.get("day") == "not-known" and cleaned.get("on"):
            self.add_error("day", gettext("A date is given: the day is known."))
        return cleaned

    def bodies(self) -> list[dict[str, Any]]:
        body = dict(self.about.body or patient_of(self.about.person))
        body.pop("deceasedDateTime", None)
        body.pop("deceasedBoolean", None)
        said = self.cleaned_data
        if said["day"] == "error":
            return [body]
        told = {"deceasedDateTime": said["on"].iso} if said["on"] else {"deceasedBoolean": True}
        return [{**body, **told}]
