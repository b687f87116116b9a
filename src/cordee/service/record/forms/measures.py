"""How the person is and what was measured: performance, laboratory, weight, adverse effects, symptoms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordee.case import Fact, Lab, Performance, Symptom, Toxicity
from cordee.service.record.forms.base import About, FactForm
from cordee.service.record.forms.fields import (
    Figure,
    NamedField,
    PartialDateField,
    Suggested,
    TermField,
    ThreeAnswers,
    WordField,
    scale,
)
from cordee.terms import Term, Words, load_terms
from cordee.terms.units import to_canonical

# In our own words, after the grades of ECOG: Oken 1982, PMID 7165009.
ECOG = scale(
    0,
    4,
    [
        Words("\u202f: active ou actif, sans restriction", ": fully active, no restriction"),
        Words("\u202f: gêné pour l’effort, autonome", ": limited in strenuous effort, walks about"),
        Words("\u202f: autonome, debout plus de la moitié du jour", ": looks after themselves, up more than half the day"),
        Words("\u202f: au lit ou au fauteuil plus de la moitié du jour", ": in bed or chair more than half the day"),
        Words("\u202f: au lit ou au fauteuil tout le jour", ": in bed or chair all day"),
    ],
)  # fmt: skip
COMPARATORS = {"<": Words.same("<"), "<=": Words.same("≤"), ">": Words.same(">"), ">=": Words.same("≥")}
REPORTERS = {
    "person": Words("la personne", "the person"),
    "relative": Words("un proche", "someone close"),
    "clinician": Words("un soignant", "a clinician"),
}


class EcogForm(FactForm):
    """Performance status."""

    ecog = WordField(ECOG, label=_("ECOG performance status"), required=True)
    karnofsky = forms.IntegerField(
        label=_("Karnofsky index"), required=False, min_value=0, max_value=100, step_size=10
    )
    on = PartialDateField(label=_("Date of the assessment"), required=True)

    def start(self, about: About) -> dict[str, Any]:
        found = super().start(about)
        return {**found, "ecog": str(found["ecog"])} if found.get("ecog") is not None else found

    def facts(self) -> list[Fact]:
        return [self.made(Performance, ecog=int(self.cleaned_data["ecog"]))]


class LabForm(FactForm):
    """A laboratory result, in the unit the laboratory gave."""

    analyte = TermField("lab", label=_("Test"), required=True)
    comparator = WordField(COMPARATORS, label=_("Sign, if the result is a bound"))
    value = Figure(label=_("Result"))
    unit = forms.CharField(
        label=_("Unit"), max_length=30, required=False, widget=Suggested("units", lambda: _units())
    )
    low = Figure(label=_("Lower limit of the laboratory"), required=False)
    high = Figure(label=_("Upper limit of the laboratory"), required=False)
    on = PartialDateField(label=_("Date of the sample"), required=True)

    def start(self, about: About) -> dict[str, Any]:
        found = super().start(about)
        if found:
            term = load_terms().get("lab", found["analyte"])
            found["unit"] = term.unit if term else ""
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        term = load_terms().get("lab", cleaned.get("analyte") or "")
        if term is None or cleaned.get("value") is None:
            return cleaned
        for name in ("value", "low", "high"):
            if cleaned.get(name) is not None:
                cleaned[name] = self._in_canonical(name, cleaned[name], cleaned.get("unit") or "", term)
        return cleaned

    def _in_canonical(self, name: str, typed: float, unit: str, term: Term) -> float | None:
        found = to_canonical(term, typed, unit)
        if found is None:
            expected = ", ".join([*filter(None, [term.unit]), *term.units][:6])
            self.add_error(
                "unit", gettext("This unit does not fit the test. Expected: %(units)s.") % {"units": expected}
            )
            return None
        if term.plausible and name == "value" and not term.plausible[0] <= found <= term.plausible[1]:
            low, high = (f"{bound:g}" for bound in term.plausible)
            said = {"low": low, "high": high, "unit": term.unit or ""}
            self.add_error(
                "value",
                gettext(
                    "This can't be right: expected %(low)s to %(high)s %(unit)s. Check the figure and its unit."
                )
                % said,
            )
        if name == "value" and found != typed:
            self.cleaned_data["original"] = f"{typed:g} {unit}"
        return found

    def facts(self) -> list[Fact]:
        before = self.about.fact
        if isinstance(before, Lab) and before.value == self.cleaned_data["value"]:
            self.cleaned_data.setdefault("original", before.original)
        return [self.made(Lab)]


def _units() -> list[str]:
    return sorted({unit for term in load_terms().all("lab") for unit in (term.unit, *term.units) if unit})


class WeightForm(FactForm):
    """A weight in kilograms."""

    value = Figure(label=_("Weight in kilograms"))
    on = PartialDateField(label=_("Date"), required=True)

    def clean_value(self) -> float | None:
        """A weight that somebody can have."""
        value: float | None = self.cleaned_data["value"]
        term = load_terms().get("lab", "weight")
        if (
            value is not None
            and term
            and term.plausible
            and not term.plausible[0] <= value <= term.plausible[1]
        ):
            raise forms.ValidationError(gettext("This can't be a weight in kilograms: check the figure."))
        return value

    def facts(self) -> list[Fact]:
        return [self.made(Lab, analyte="weight")]


class ToxicityForm(FactForm):
    """An adverse effect of treatment."""

    toxicity = TermField("toxicity", label=_("Adverse effect"), required=True)
    grade = WordField(scale(1, 5), label=_("Grade (CTCAE)"), required=True)
    on = PartialDateField(label=_("Date"), required=True)
    attributed_to = NamedField("drug", label=_("Medicine suspected"), required=False)
    resolved = ThreeAnswers(label=_("Over"))

    def start(self, about: About) -> dict[str, Any]:
        found = super().start(about)
        return {**found, "grade": str(found["grade"])} if found else found

    def facts(self) -> list[Fact]:
        return [self.made(Toxicity, grade=int(self.cleaned_data["grade"]))]


class SymptomForm(FactForm):
    """A symptom as told on one day, outside a check-in."""

    symptom = TermField("symptom", label=_("Symptom"), required=True)
    score = forms.IntegerField(
        label=_("How strong, 0 to 10"), min_value=0, max_value=10, help_text=_("0: not there at all.")
    )
    reporter = WordField(REPORTERS, label=_("Who told it"))
    on = PartialDateField(label=_("Date"), required=True)

    def facts(self) -> list[Fact]:
        return [self.made(Symptom)]
