"""An imaging visit with its lesions, and what RECIST 1.1 makes of it."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordee.case import Fact, Imaging, Lesion
from cordee.response.treatment_course import AssessedVisit, treatment_courses
from cordee.service.record.forms.base import About, FactForm, RowForm
from cordee.service.record.forms.fields import Figure, PartialDateField, TermField, ThreeAnswers, WordField
from cordee.service.record.forms.treatment import RESPONSES
from cordee.terms import Words, load_terms

ROLES = {
    "target": Words("cible", "target"),
    "non-target": Words("non cible", "non-target"),
    "new": Words("nouvelle", "new"),
}
STATES = {
    "present": Words("présente", "present"),
    "absent": Words("disparue", "gone"),
    "too-small": Words("trop petite pour être mesurée", "too small to measure"),
    "unequivocal-progression": Words("progression certaine", "unequivocal progression"),
    "equivocal": Words("douteuse", "equivocal"),
    "not-evaluable": Words("non évaluable", "not evaluable"),
}


class LesionRow(RowForm):
    """One lesion. Long axis; short axis for a lymph node."""

    lesion = forms.CharField(label=_("Lesion"), max_length=80)
    role = WordField(ROLES, label=_("Role"), required=True)
    site = TermField("site", label=_("Site"))
    node = forms.BooleanField(label=_("Lymph node"), required=False)
    diameter_mm = Figure(label=_("Diameter in mm"), required=False, min_value=0, max_value=1000)
    state = WordField(STATES, label=_("What was seen"))

    @property
    def is_filled(self) -> bool:
        """A lesion offered from the visit before counts once it was measured or described."""
        return self.cleaned_data.get("diameter_mm") is not None or bool(self.cleaned_data.get("state"))

    def made(self) -> Lesion:
        """The lesion. A node's site says that it is one."""
        values = dict(self.cleaned_data)
        site = load_terms().get("site", values["site"] or "")
        return Lesion(**{**values, "node": bool(values["node"] or (site and site.node))})


class ImagingForm(FactForm):
    """An imaging visit. Lesions of the visit before are offered by name, never with their sizes."""

    rows: ClassVar[dict[str, type[RowForm]]] = {"lesions": LesionRow}
    on = PartialDateField(label=_("Date of the examination"), required=True)
    modality = forms.CharField(label=_("Examination"), required=False, max_length=80)
    baseline = ThreeAnswers(label=_("Starting point of a course of measurements"))
    line = forms.IntegerField(
        label=_("Line of therapy it belongs to"), required=False, min_value=1, max_value=99,
        help_text=_("Left empty, dates decide."),
    )  # fmt: skip
    stated = WordField(RESPONSES, label=_("Conclusion of the report"))

    def start(self, about: About) -> dict[str, Any]:
        found = super().start(about)
        if isinstance(about.fact, Imaging):
            return {**found, "lesions": [msgspec.structs.asdict(lesion) for lesion in about.fact.lesions]}
        measured = [v for v in about.case.imaging if v.lesions and v.on is not None]
        last = max(measured, key=lambda v: v.on.iso if v.on else "", default=None)
        offered = [
            {"lesion": s.lesion, "role": s.role if s.role != "new" else None, "site": s.site, "node": s.node}
            for s in (last.lesions if last else ())
        ]
        return {"lesions": offered}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.tables["lesions"].is_valid():
            names = [row["lesion"] for row in self.filled("lesions")]
            if len(set(names)) < len(names):
                self.add_error(None, gettext("Two lesions bear the same name."))
            elif not names and not cleaned.get("stated"):
                self.add_error(
                    None, gettext("Measure or describe a lesion, or give the conclusion of the report.")
                )
        return cleaned

    def facts(self) -> list[Fact]:
        return [self.visit()]

    def visit(self) -> Imaging:
        """The visit as typed."""
        rows = self.tables["lesions"]
        lesions = tuple(row.made() for row in rows if row.has_changed() and row.is_filled)
        made = self.made(Imaging, lesions=lesions)
        assert isinstance(made, Imaging)
        return made

    def assessed(self) -> AssessedVisit | None:
        """What the visit says among the others of the record; None when it can't be placed (no line, no date)."""
        visit = self.visit()
        others = tuple(v for v in self.about.case.imaging if v != self.about.fact)
        case = msgspec.structs.replace(self.about.case, imaging=(*others, visit))
        seen = [s for course in treatment_courses(case) for s in course.visits if s.visit is visit]
        return next(
            (s for s in seen if s.computed is not None and s.computed.overall is not None),
            seen[0] if seen else None,
        )
