"""Which form writes which fact, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cordee import case as c
from cordee.case import Fact
from cordee.service.record.forms import biomarkers, choices, disease, imaging, measures, special, treatment
from cordee.service.record.forms.base import FactForm


@dataclass(frozen=True)
class Kind:
    """One kind of fact that a team types. `edits` is what the form can open again; `offered` whether it has a page of
    its own for adding."""

    slug: str
    title: str | Promise
    form: type[FactForm]
    edits: type[Fact] | str | None
    offered: bool = True


_ALL = (
    Kind("diagnosis", _("Diagnosis"), disease.DiagnosisForm, c.Primary),
    Kind("metastasis", _("Metastasis"), disease.MetastasisForm, c.Metastasis),
    Kind("biomarkers", _("Biomarker report"), biomarkers.BiomarkerReportForm, None),
    Kind("panel", _("Gene test"), biomarkers.PanelForm, c.PanelTest, offered=False),
    Kind("alteration", _("Gene alteration"), biomarkers.AlterationForm, c.Alteration, offered=False),
    Kind("marker", _("Marker"), biomarkers.MarkerForm, c.Marker, offered=False),
    Kind("line", _("Line of therapy"), treatment.LineForm, c.LineOfTherapy),
    Kind("local-treatment", _("Surgery, radiotherapy, other local treatment"), treatment.LocalTreatmentForm, c.LocalTreatment),
    Kind("imaging", _("Imaging"), imaging.ImagingForm, c.Imaging),
    Kind("ecog", _("Performance status"), measures.EcogForm, c.Performance),
    Kind("weight", _("Weight"), measures.WeightForm, None),
    Kind("lab", _("Laboratory result"), measures.LabForm, c.Lab),
    Kind("toxicity", _("Adverse effect"), measures.ToxicityForm, c.Toxicity),
    Kind("symptom", _("Symptom"), measures.SymptomForm, c.Symptom),
    Kind("condition", _("Other illness or state"), disease.ConditionForm, c.Condition),
    Kind("allergy", _("Allergy"), special.AllergyForm, "AllergyIntolerance"),
    Kind("goal", _("Goal of care"), choices.GoalForm, c.CareGoal),
    Kind("wish", _("Wish"), choices.WishForm, c.Wish),
    Kind("refusal", _("Refusal"), choices.RefusalForm, c.Refusal),
    Kind("advance-care", _("Planning ahead"), choices.AdvanceCareForm, c.AdvanceCare),
    Kind("identity", _("Identity"), special.IdentityForm, "Patient"),
    Kind("death", _("Death"), special.DeathForm, None),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.slug: kind for kind in _ALL}
_BY_FACT = {kind.edits: kind for kind in _ALL if kind.edits is not None}


def kind_of(fact: Fact | None, body: dict[str, Any]) -> Kind | None:
    """The kind whose form opens this fact, or this resource when it is no fact of the case; None when none does."""
    if fact is not None:
        return _BY_FACT.get(type(fact))
    return _BY_FACT.get(str(body.get("resourceType")))
