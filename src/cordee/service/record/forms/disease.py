"""Diagnosis, metastasis, another condition."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cordee.case import Condition, Fact, Metastasis, Primary
from cordee.service.record.forms.base import FactForm
from cordee.service.record.forms.fields import (
    NamedField,
    PartialDateField,
    TermField,
    ThreeAnswers,
    WordField,
)
from cordee.terms import Words

PRESENCE = {
    "present": Words("trouvé", "found"),
    "absent": Words("recherché, rien trouvé", "looked for, nothing found"),
}


class DiagnosisForm(FactForm):
    """A first tumour."""

    cancer = NamedField("cancer", label=_("Cancer"), help_text=_("The most precise name that is known."))
    histology = TermField("histology", label=_("Histology"))
    grade = forms.CharField(label=_("Grade"), required=False, max_length=20)
    on = PartialDateField(label=_("Date of diagnosis"), required=False)
    stage = forms.RegexField(
        r"(?i)^(0|I{1,3}|IV)[ABCD]?\d?$",
        label=_("Stage"),
        required=False,
        help_text=_("The group in Roman figures: IIIB, IV."),
        error_messages={"invalid": _("Write the stage group in Roman figures, such as IIIB or IV.")},
    )
    stage_on = PartialDateField(label=_("Date of the stage"), required=False)
    t = forms.RegexField(r"^(is|[0-4][a-d]?|X)$", label="T", required=False)
    n = forms.RegexField(r"^([0-3][a-c]?|X)$", label="N", required=False)
    m = forms.RegexField(r"^([01][a-d]?)$", label="M", required=False)

    def clean_stage(self) -> str:
        """The group in capitals."""
        return str(self.cleaned_data["stage"]).upper()

    def facts(self) -> list[Fact]:
        return [self.made(Primary)]


class MetastasisForm(FactForm):
    """A site the illness has reached, or was looked for."""

    site = TermField("site", label=_("Site"), required=True)
    presence = WordField(PRESENCE, label=_("What was found"), required=True)
    on = PartialDateField(label=_("Date first seen, or looked for"), required=False)
    lesions = forms.IntegerField(label=_("Number of lesions"), required=False, min_value=1, max_value=1000)
    treated = ThreeAnswers(label=_("Treated locally"))
    stable = ThreeAnswers(label=_("Stable"))
    symptomatic = ThreeAnswers(label=_("Causes symptoms"))
    gone = PartialDateField(label=_("Date seen to have disappeared"), required=False)

    def facts(self) -> list[Fact]:
        return [self.made(Metastasis)]


class ConditionForm(FactForm):
    """Another illness or state that matters for treatment."""

    condition = TermField("condition", label=_("Illness or state"), required=True)
    presence = WordField(
        {
            "present": Words("présent", "present"),
            "absent": Words("recherché, absent", "looked for, absent"),
        },
        label=_("What is known"),
        required=True,
    )
    on = PartialDateField(label=_("Since"), required=False)
    until = PartialDateField(label=_("Until"), required=False)
    detail = forms.CharField(label=_("Detail"), required=False, max_length=300)

    def facts(self) -> list[Fact]:
        return [self.made(Condition)]
