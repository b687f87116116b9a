"""Each form, as typed, becomes facts that the reader reads back; opened again, it shows what it said."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from django.http import QueryDict
from django.utils import translation

from cordee import case as c
from cordee.case import Case, PartialDate, Source
from cordee.service.people.models import Person
from cordee.service.record.allergies import allergies_words
from cordee.service.record.current import current_bundle, current_case, current_reading
from cordee.service.record.fact_source import about_resource
from cordee.service.record.form_actions import write_form
from cordee.service.record.forms.base import About
from cordee.service.record.kinds import KINDS, kind_of
from cordee.service.record.models import Resource
from tests.service.conftest import NOW, Circle
from tests.service.record.facts import TODAY


def day(iso: str) -> PartialDate:
    return PartialDate(iso)


def posted(values: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, list(value) if isinstance(value, list | tuple) else [value])
    return data


def table(name: str, *rows: dict[str, str]) -> dict[str, str]:
    """The fields of a table of a form, as a browser sends them."""
    sent = {f"{name}-TOTAL_FORMS": str(len(rows) + 1), f"{name}-INITIAL_FORMS": "0"}
    return sent | {f"{name}-{i}-{key}": value for i, row in enumerate(rows) for key, value in row.items()}


def about(circle: Circle) -> About:
    return About(circle.person, current_case(circle.person, TODAY), TODAY)


def for_kind(circle: Circle, slug: str) -> About:
    """What is said of the person themselves goes into the Patient there is."""
    patient = about_resource(circle.person, "Patient", str(circle.person.id), TODAY)
    return patient if patient is not None and slug in ("identity", "death") else about(circle)


def typed(circle: Circle, slug: str, values: dict[str, Any]) -> Case:
    form = KINDS[slug].form(posted(values), about=for_kind(circle, slug))
    assert form.is_valid(), (form.errors, {n: t.errors for n, t in form.tables.items()})
    write_form(form=form, by=circle.alice, at=NOW, seen=form.about.version)
    reading = current_reading(circle.person, TODAY)
    assert not reading.faults
    return reading.case


FORMS: list[tuple[str, dict[str, Any], list[c.Fact]]] = [
    (
        "diagnosis",
        {"cancer": "cancer bronchique non à petites cellules", "on": "03/2024", "stage": "iva", "stage_on": "04/03/2024",
         "t": "2a", "n": "0", "m": "1b", "grade": ""},
        [c.Primary(cancer="nsclc", on=day("2024-03"), stage="IVA", stage_on=day("2024-03-04"), t="2a", n="0", m="1b")],
    ),
    ("metastasis", {"site": "liver", "presence": "present", "on": "2024", "lesions": "3", "treated": "no", "stable": ""},
     [c.Metastasis(site="liver", on=day("2024"), lesions=3, treated=False)]),
    ("metastasis", {"site": "brain", "presence": "absent", "on": "2026-10-02"},
     [c.Metastasis(site="brain", on=day("2026-10-02"), presence="absent")]),
    ("ecog", {"ecog": "2", "on": "20/11/2026"}, [c.Performance(ecog=2, on=day("2026-11-20"))]),
    ("ecog", {"ecog": "0", "karnofsky": "90", "on": "2026"}, [c.Performance(ecog=0, karnofsky=90, on=day("2026"))]),
    ("lab", {"analyte": "haemoglobin", "value": "11,2", "unit": "g/dL", "on": "2026-11-02", "low": "12"},
     [c.Lab(analyte="haemoglobin", value=112.0, low=120.0, original="11.2 g/dL", on=day("2026-11-02"))]),
    ("weight", {"value": "62,5", "on": "2026-11-02"}, [c.Lab(analyte="weight", value=62.5, on=day("2026-11-02"))]),
    ("toxicity", {"toxicity": "diarrhoea", "grade": "3", "on": "2026-10", "attributed_to": "irinotecan", "resolved": "no"},
     [c.Toxicity(toxicity="diarrhoea", grade=3, on=day("2026-10"), attributed_to="irinotecan", resolved=False)]),
    ("symptom", {"symptom": "pain", "score": "0", "reporter": "relative", "on": "2026-11-19"},
     [c.Symptom(symptom="pain", score=0, reporter="relative", on=day("2026-11-19"))]),
    (
        "line",
        {"drugs": ["oxaliplatin", "5-FU", ""], "unmapped": "", "number": "1", "setting": "metastatic", "on": "15/04/2024",
         "ended_on": "03/2025", "ended": "toxicity", "ongoing": "no", "best_response": "PR", "intent": "control"},
        [c.LineOfTherapy(drugs=("oxaliplatin", "fluorouracil"), number=1, setting="metastatic", on=day("2024-04-15"),
                         ended_on=day("2025-03"), ended="toxicity", ongoing=False, best_response="PR", intent="control")],
    ),
    ("line", {"drugs": [], "unmapped": "XYZ-17", "ongoing": "yes", "on": "2026-01"},
     [c.LineOfTherapy(drugs=(), unmapped=("XYZ-17",), ongoing=True, on=day("2026-01"))]),
    ("local-treatment", {"kind": "stereotactic-radiotherapy", "site": "brain", "target": "metastasis", "on": "2025-02"},
     [c.LocalTreatment(kind="stereotactic-radiotherapy", site="brain", target="metastasis", on=day("2025-02"))]),
    ("condition", {"condition": "diabetes", "presence": "present", "on": "2010", "detail": "insuline"},
     [c.Condition(condition="diabetes", on=day("2010"), detail="insuline")]),
    ("goal", {"goal": "stay-home", "text": "Rester chez moi.", "on": "2026-09-01"},
     [c.CareGoal(goal="stay-home", text="Rester chez moi.", on=day("2026-09-01"))]),
    ("wish", {"text": "Voir la mer.", "dimension": "spiritual", "on": "2026-09-01"},
     [c.Wish(text="Voir la mer.", dimension="spiritual", on=day("2026-09-01"))]),
    ("refusal", {"of": "chirurgie", "text": "", "on": "2026-09-01"}, [c.Refusal(of="surgery", on=day("2026-09-01"))]),
    ("refusal", {"of": "docetaxel", "on": "2026-09-01", "withdrawn": "2026-10-01"},
     [c.Refusal(of="docetaxel", on=day("2026-09-01"), withdrawn=day("2026-10-01"))]),
    ("advance-care", {"step": "trusted-person", "text": "", "on": "2026-09-01"},
     [c.AdvanceCare(step="trusted-person", on=day("2026-09-01"))]),
    (
        "biomarkers",
        {"on": "2024-04-02", "name": "Panel 50", "genes": ["KRAS", "EGFR"], "kinds": ["mutation"], "specimen": "tissue",
         **table("alterations", {"gene": "KRAS", "presence": "present", "kind": "mutation", "protein_change": "p.G12C"},
                 {"gene": "ALK", "presence": "absent", "kind": "fusion"}),
         **table("markers", {"marker": "pd-l1-tps", "result": "60 %"}, {"marker": "er", "result": "négatif"})},
        [c.PanelTest(name="Panel 50", genes=("KRAS", "EGFR"), kinds=("mutation",), specimen="tissue", on=day("2024-04-02")),
         c.Alteration(gene="KRAS", kind="mutation", protein_change="G12C", on=day("2024-04-02")),
         c.Alteration(gene="ALK", kind="fusion", presence="absent", on=day("2024-04-02")),
         c.Marker(marker="pd-l1-tps", number=60.0, on=day("2024-04-02")),
         c.Marker(marker="er", code="negative", on=day("2024-04-02"))],
    ),
    (
        "imaging",
        {"on": "2026-11-10", "modality": "scanner", "baseline": "yes", "stated": "",
         **table("lesions", {"lesion": "A", "role": "target", "site": "liver", "diameter_mm": "31,5"},
                 {"lesion": "B", "role": "non-target", "site": "lung", "state": "present"},
                 {"lesion": "not looked at", "role": "target", "site": "liver"})},
        [c.Imaging(on=day("2026-11-10"), modality="scanner", baseline=True, lesions=(
            c.Lesion(lesion="A", role="target", site="liver", diameter_mm=31.5),
            c.Lesion(lesion="B", role="non-target", site="lung", state="present")))],
    ),
]  # fmt: skip


def facts_of(case: Case) -> list[Any]:
    found = [f for f in case.facts() if f is not case.person]
    return [msgspec.structs.replace(f, source=Source("unstated")) for f in found]


@pytest.mark.parametrize(("slug", "values", "expected"), FORMS)
def test_what_is_typed_is_read_back(
    circle: Circle, slug: str, values: dict[str, Any], expected: list[c.Fact]
):
    case = typed(circle, slug, values)
    assert sorted(facts_of(case), key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize(("slug", "values", "expected"), FORMS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_fact_opened_and_sent_back_unchanged_stays_what_it_is(
    circle: Circle, slug: str, values: dict[str, Any], expected: list[c.Fact], language: str
):
    before = facts_of(typed(circle, slug, values))
    for fact in expected:
        source = next(
            f for f in current_case(circle.person, TODAY).facts()
            if msgspec.structs.replace(f, source=Source("unstated")) == fact
        ).source  # fmt: skip
        kind, logical_id = source.ref.split("/")
        found = about_resource(circle.person, kind, logical_id, TODAY)
        assert found is not None
        assert found.body is not None
        form_class = kind_of(found.fact, found.body)
        assert form_class is not None
        with translation.override(language):
            shown = form_class.form(about=found)
            sent = {b.html_name: b.value() for b in shown if b.value() is not None}
            for table_ in shown.tables.values():
                sent |= {
                    b.html_name: b.value() for row in table_ for b in row if b.value() not in (None, False)
                }
                sent |= {b.html_name: b.value() for b in table_.management_form}
            form = form_class.form(posted(sent), about=found)
            assert form.is_valid(), form.errors
        seen = Resource.objects.get(
            person=circle.person, type=kind, logical_id=logical_id, current=True
        ).version
        write_form(form=form, by=circle.bob, at=NOW, seen=seen)
    assert sorted(facts_of(current_case(circle.person, TODAY)), key=repr) == sorted(before, key=repr)


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("ecog", {"ecog": "", "on": "2026"}, "ecog"),
    ("ecog", {"ecog": "1", "on": ""}, "on"),
    ("ecog", {"ecog": "1", "on": "21/11/2026"}, "on"),
    ("ecog", {"ecog": "1", "on": "05/1960"}, "on"),
    ("ecog", {"ecog": "1", "on": "31/02/2026"}, "on"),
    ("metastasis", {"site": "liver", "presence": "", "on": "2026"}, "presence"),
    ("lab", {"analyte": "haemoglobin", "value": "11", "unit": "", "on": "2026"}, "unit"),
    ("lab", {"analyte": "haemoglobin", "value": "1120", "unit": "g/L", "on": "2026"}, "value"),
    ("weight", {"value": "6250", "on": "2026"}, "value"),
    ("line", {"drugs": ["oxaliplatine mal écrit"]}, "drugs"),
    ("line", {"drugs": []}, "drugs"),
    ("line", {"drugs": ["oxaliplatin"], "on": "2026-03", "ended_on": "2026-02"}, "ended_on"),
    ("line", {"drugs": ["oxaliplatin"], "ongoing": "yes", "ended": "choice"}, "ongoing"),
    ("toxicity", {"toxicity": "diarrhoea", "grade": "6", "on": "2026"}, "grade"),
    ("allergy", {"what": "known", "substance": ""}, "substance"),
    ("allergy", {"what": "none-known", "substance": "pénicilline"}, "what"),
    ("death", {"day": "known", "on": "", "sure": "on"}, "on"),
    ("death", {"day": "not-known", "on": ""}, "sure"),
    ("imaging", {"on": "2026-11-10", **table("lesions")}, "__all__"),
    ("biomarkers", {"on": "2024-04-02", **table("alterations"), **table("markers")}, "__all__"),
]


@pytest.mark.parametrize(("slug", "values", "field"), WRONG)
def test_what_cannot_be_is_refused_beside_its_field(
    circle: Circle, slug: str, values: dict[str, Any], field: str
):
    form = KINDS[slug].form(posted(values), about=about(circle))
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_allergies_three_answers(circle: Circle):
    def said() -> str:
        return allergies_words(e["resource"] for e in current_bundle(circle.person)["entry"]).en

    assert said() == ""
    typed(circle, "allergy", {"what": "none-known"})
    assert said() == "no known allergy"
    typed(circle, "allergy", {"what": "known", "substance": "penicillin", "reaction": "rash"})
    assert said() == "penicillin (rash)"


def test_a_death_is_recorded_for_case_and_person(circle: Circle):
    case = typed(circle, "death", {"day": "known", "on": "10/2026", "sure": "on"})
    assert case.person.died == day("2026-10")
    assert case.person.name is not None
    assert circle.person.died_on is not None
    assert typed(circle, "death", {"day": "not-known", "sure": "on"}).person.dead is True
    alive = typed(circle, "death", {"day": "error", "sure": "on"}).person
    assert (alive.died, alive.dead, circle.person.died_on) == (None, None, None)


def test_who_the_person_is_stays_one_with_the_patient(circle: Circle):
    said = {
        "given_name": "Inès Marie",
        "family_name": "Moreau-Blanc",
        "born": "05/1961",
        "sex": "female",
        "country": "be",
    }
    case = typed(circle, "identity", said)
    assert (case.person.name, case.person.born, case.person.country) == (
        "Inès Marie Moreau-Blanc",
        day("1961-05"),
        "BE",
    )
    row = Person.objects.get(pk=circle.person.pk)
    assert (row.given_name, row.family_name, row.country) == ("Inès Marie", "Moreau-Blanc", "BE")
    assert row.born == circle.person.born is not None
    typed(circle, "identity", {**said, "born": "1962"})
    assert Person.objects.get(pk=circle.person.pk).born is None


def test_a_medicine_taken_off_a_line_is_withdrawn_with_the_change(circle: Circle):
    typed(circle, "line", {"drugs": ["oxaliplatin", "fluorouracil"], "number": "1", "on": "2024-04"})
    plan = Resource.objects.get(type="CarePlan")
    found = about_resource(circle.person, "CarePlan", plan.logical_id, TODAY)
    assert found is not None
    form = KINDS["line"].form(
        posted({"drugs": ["fluorouracil"], "number": "1", "on": "2024-04"}), about=found
    )
    assert form.is_valid()
    write_form(form=form, by=circle.bob, at=NOW, seen=1)
    case = current_case(circle.person, TODAY)
    assert [line.drugs for line in case.lines] == [("fluorouracil",)]
    assert not case.exposures
    assert Resource.objects.filter(current=True, withdrawn=True).count() == 1


def test_recist_is_computed_as_it_is_typed(circle: Circle):
    typed(circle, "line", {"drugs": ["oxaliplatin"], "number": "1", "on": "2026-06-20", "ongoing": "yes"})
    first = {"lesion": "A", "role": "target", "site": "liver", "diameter_mm": "50"}
    typed(circle, "imaging", {"on": "2026-06-10", "baseline": "yes", **table("lesions", first)})
    for size, overall in (("30", "PR"), ("45", "SD"), ("61", "PD")):
        rows = table("lesions", {**first, "diameter_mm": size})
        form = KINDS["imaging"].form(posted({"on": "2026-09-10", **rows}), about=about(circle))
        assert form.is_valid()
        assessed = form.assessed()  # type: ignore[attr-defined]
        assert assessed.computed.overall == overall
    assert Resource.objects.filter(type="Observation").count() == 1
