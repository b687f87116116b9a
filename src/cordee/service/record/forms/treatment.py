"""Lines of therapy, and treatments of one place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordee.case import Fact, LineOfTherapy, LocalTreatment
from cordee.plan.families import AIMS
from cordee.service.record.fact_words import LOCAL_KINDS, WHY_ENDED
from cordee.service.record.forms.base import About, FactForm
from cordee.service.record.forms.fields import (
    NamedSeveral,
    PartialDateField,
    TermField,
    ThreeAnswers,
    WordField,
)
from cordee.terms import Words

SETTINGS = {
    "metastatic": Words("maladie métastatique", "metastatic illness"),
    "neoadjuvant": Words("avant une opération (néoadjuvant)", "before surgery (neoadjuvant)"),
    "adjuvant": Words("après une opération (adjuvant)", "after surgery (adjuvant)"),
    "curative": Words("avec l’intention de guérir", "with the intent to cure"),
}
RESPONSES = {
    "CR": Words("réponse complète", "complete response"),
    "PR": Words("réponse partielle", "partial response"),
    "SD": Words("maladie stable", "stable disease"),
    "PD": Words("progression", "progression"),
    "NON-CR/NON-PD": Words("ni réponse complète ni progression", "neither complete response nor progression"),
    "NE": Words("non évaluable", "not evaluable"),
}
TARGETS = {
    "primary": Words("la tumeur d’origine", "the first tumour"),
    "metastasis": Words("une métastase", "a metastasis"),
    "nodes": Words("des ganglions", "lymph nodes"),
}


class LineForm(FactForm):
    """A line of therapy: its start, and its end with why. Stopping a line is editing it."""

    drugs = NamedSeveral("drug", label=_("Medicines"), required=False, help_text=_("One per field, by name."))
    unmapped = forms.CharField(
        label=_("Other medicines, in your own words"), required=False, max_length=300,
        help_text=_("Only what the list does not know, separated by commas. No criterion can be checked against it."),
    )  # fmt: skip
    number = forms.IntegerField(
        label=_("Number of the line"), required=False, min_value=1, max_value=99,
        help_text=_("Counted in metastatic illness; left empty for a treatment before or after surgery."),
    )  # fmt: skip
    setting = WordField(SETTINGS, label=_("Setting"))
    intent = WordField(AIMS, label=_("Aim"))
    on = PartialDateField(label=_("First day"), required=False)
    ongoing = ThreeAnswers(label=_("Still being given"))
    ended_on = PartialDateField(label=_("Last day"), required=False)
    ended = WordField(WHY_ENDED, label=_("Why it ended"))
    best_response = WordField(RESPONSES, label=_("Best response"))

    def start(self, about: About) -> dict[str, Any]:
        found = super().start(about)
        return {**found, "unmapped": ", ".join(found["unmapped"])} if found else found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("drugs") and not cleaned.get("unmapped") and "drugs" not in self.errors:
            self.add_error("drugs", gettext("Name at least one medicine."))
        over = cleaned.get("ended_on") or cleaned.get("ended")
        if cleaned.get("ongoing") is True and over:
            self.add_error("ongoing", gettext("It can't both go on and have ended."))
        return cleaned

    def facts(self) -> list[Fact]:
        other = tuple(text.strip() for text in self.cleaned_data["unmapped"].split(",") if text.strip())
        return [self.made(LineOfTherapy, unmapped=other)]


class LocalTreatmentForm(FactForm):
    """Surgery, radiotherapy or another treatment of one place."""

    kind = WordField(LOCAL_KINDS, label=_("Treatment"), required=True)
    site = TermField("site", label=_("Where"))
    target = WordField(TARGETS, label=_("What it aimed at"))
    intent = WordField(AIMS, label=_("Aim"))
    procedure = forms.CharField(label=_("Details"), required=False, max_length=300)
    on = PartialDateField(label=_("Date"), required=False)

    def facts(self) -> list[Fact]:
        return [self.made(LocalTreatment)]
