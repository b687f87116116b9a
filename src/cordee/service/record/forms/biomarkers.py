"""A biomarker report: the test that was done, the alterations and the markers it tells."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordee.case import Alteration, Fact, Marker, PanelTest
from cordee.criteria.leaves.alteration_words import KIND_WORDS
from cordee.service.record.forms.base import About, FactForm, RowForm
from cordee.service.record.forms.disease import PRESENCE
from cordee.service.record.forms.fields import (
    Figure,
    NamedField,
    NamedSeveral,
    PartialDateField,
    TermField,
    ThreeAnswers,
    WordField,
    lang_now,
)
from cordee.terms import Words, load_terms

ORIGINS = {
    "somatic": Words("de la tumeur (somatique)", "of the tumour (somatic)"),
    "germline": Words("de naissance (constitutionnelle)", "inherited (germline)"),
}
SPECIMENS = {"tissue": Words("tissu", "tissue"), "blood": Words("sang", "blood")}


class AlterationFields(forms.Form):
    """What is told of one alteration."""

    gene = NamedField("gene", label=_("Gene"))
    presence = WordField(PRESENCE, label=_("What was found"), required=True)
    kind = WordField(KIND_WORDS, label=_("Kind"))
    protein_change = forms.RegexField(
        r"^(p\.)?[A-Za-z0-9_*>=?]+$",
        label=_("Protein change"),
        required=False,
        max_length=40,
        help_text=_("Such as G12C or E746_A750del."),
    )
    exon = forms.IntegerField(label=_("Exon"), required=False, min_value=1, max_value=500)
    alteration_class = TermField("alteration_class", label=_("Class"))
    partner = NamedField("gene", label=_("Fusion partner"), required=False)
    origin = WordField(ORIGINS, label=_("Origin"))
    pathogenic = ThreeAnswers(label=_("Pathogenic"))
    copy_number = Figure(label=_("Copy number"), required=False, min_value=0, max_value=10000)

    def clean_protein_change(self) -> str:
        """Without the prefix `p.`, which every system writes or not as it likes."""
        return str(self.cleaned_data["protein_change"]).removeprefix("p.")


class MarkerFields(forms.Form):
    """The result of one marker: a word of the marker's own, a figure, or both."""

    marker = TermField("marker", label=_("Marker"), required=True)
    result = forms.CharField(
        label=_("Result"), max_length=60, help_text=_("A word such as positive or 2+, or a figure.")
    )

    def clean(self) -> dict[str, Any]:
        """The result as a word of the marker or as a figure; refused when it is neither."""
        cleaned = super().clean() or {}
        term = load_terms().get("marker", cleaned.get("marker") or "")
        typed = cleaned.get("result")
        if term is None or not typed:
            return cleaned
        value = load_terms().marker_value(term, typed)
        cleaned["code"] = value.id if value else None
        cleaned["number"] = None if value else _figure(typed, term.unit)
        if value is None and cleaned["number"] is None:
            known = ", ".join(v.name.to(lang_now()) for v in term.values)
            unit = term.unit or ""
            self.add_error(
                "result",
                gettext("Expected one of: %(words)s; or a figure %(unit)s.") % {"words": known, "unit": unit},
            )
        return cleaned


def _figure(typed: str, unit: str | None) -> float | None:
    text = typed.replace(",", ".").removesuffix(unit or "").strip()
    try:
        return float(text)
    except ValueError:
        return None


class AlterationRow(AlterationFields, RowForm):
    """One alteration of a report."""


class MarkerRow(MarkerFields, RowForm):
    """One marker of a report."""


class BiomarkerReportForm(FactForm):
    """A whole report at once. Each part becomes a fact of its own, to be corrected by itself later."""

    rows: ClassVar[dict[str, type[RowForm]]] = {"alterations": AlterationRow, "markers": MarkerRow}
    on = PartialDateField(label=_("Date of the report"), required=True)
    name = forms.CharField(
        label=_("Gene test"), required=False, max_length=120,
        help_text=_("Its name, when a panel was done. Genes it covers and does not report count as not altered."),
    )  # fmt: skip
    genes = NamedSeveral("gene", label=_("Genes covered"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("What the test can see"),
        required=False,
        choices=lambda: [(key, words.to(lang_now())) for key, words in KIND_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    specimen = WordField(SPECIMENS, label=_("Specimen"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("genes") and not cleaned.get("name"):
            self.add_error("name", gettext("Name the test that covers these genes."))
        return cleaned

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if valid and not self.facts():
            self.add_error(
                None, gettext("The report says nothing yet: add a test, an alteration or a marker.")
            )
            return False
        return valid

    def facts(self) -> list[Fact]:
        on = self.cleaned_data["on"]
        found: list[Fact] = []
        if self.cleaned_data["name"]:
            found.append(
                self.made(
                    PanelTest, kinds=tuple(self.cleaned_data["kinds"]), specimen=self.cleaned_data["specimen"]
                )
            )
        found += [_alteration(row, on) for row in self.filled("alterations")]
        found += [_marker(row, on) for row in self.filled("markers")]
        return found


class PanelForm(BiomarkerReportForm):
    """A gene test that was recorded, corrected."""

    rows: ClassVar[dict[str, type[RowForm]]] = {}

    def facts(self) -> list[Fact]:
        return [self.made(PanelTest, kinds=tuple(self.cleaned_data["kinds"]))]


class AlterationForm(AlterationFields, FactForm):
    """One alteration that was recorded, corrected."""

    on = PartialDateField(label=_("Date of the report"), required=False)

    def facts(self) -> list[Fact]:
        return [self.made(Alteration)]


class MarkerForm(MarkerFields, FactForm):
    """One marker that was recorded, corrected."""

    on = PartialDateField(label=_("Date of the report"), required=False)

    def start(self, about: About) -> dict[str, Any]:
        found = super().start(about)
        fact = about.fact
        if isinstance(fact, Marker):
            found["result"] = fact.code if fact.code is not None else f"{fact.number:g}"
        return found

    def facts(self) -> list[Fact]:
        return [self.made(Marker)]


def _alteration(row: dict[str, Any], on: Any) -> Alteration:
    given: dict[str, Any] = {name: None if value == "" else value for name, value in row.items()}
    return Alteration(on=on, **given)


def _marker(row: dict[str, Any], on: Any) -> Marker:
    return Marker(marker=row["marker"], code=row["code"], number=row["number"], on=on)
