"""Conditions, stages, performance, laboratory, markers and variants as records write them."""

from __future__ import annotations

import pytest
from small_record import MCODE, coded, condition, observation, record

from cordee.fhir.observation.protein_change import one_letter
from cordee.fhir.stage_group import stage_group


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("4", "IV"), ("IV", "IV"), ("Stage 1A (qualifier value)", "IA"), ("Stage 1 (qualifier value)", "I"),
        ("stage group IIIB", "IIIB"), ("Non-small cell carcinoma of lung, TNM stage 1 (disorder)", "I"), ("IVA1", "IVA1"),
        ("cT3", None), ("unknown", None), ("6 months", None), ("I see nothing", None),
    ],
)  # fmt: skip
def test_stage_groups(written: str, group: str | None) -> None:
    assert stage_group(written) == group


@pytest.mark.parametrize(
    ("hgvs", "change"),
    [
        ("p.Gly12Cys", "G12C"), ("p.(Val600Glu)", "V600E"), ("NP_004976.2:p.G12C", "G12C"), ("G12C", "G12C"),
        ("p.Glu746_Ala750del", "E746_A750del"), ("p.Arg175Ter", "R175*"), ("p.?", None), ("p.=", None), ("", None),
    ],
)  # fmt: skip
def test_protein_changes_are_one_letter_without_prefix(hgvs: str, change: str | None) -> None:
    assert one_letter(hgvs) == change


def test_a_code_gives_a_fact_and_words_a_marked_guess() -> None:
    by_code = record(condition(coded("snomed", "254837009"))).case.primaries[0]
    by_words = record(condition({"text": "Malignant neoplasm of breast (disorder)"})).case.primaries[0]
    assert (by_code.cancer, by_code.source.guess) == ("breast", None)
    assert (by_words.cancer, by_words.source.guess) == ("breast", "Malignant neoplasm of breast (disorder)")


@pytest.mark.parametrize(
    ("code", "site"),
    [
        (coded("icd10", "C78.7"), "liver"),
        (coded("icd10", "C79.31"), "brain"),
        (coded("snomed", "94222008"), "bone"),
        ({"text": "Secondary malignant neoplasm of liver (disorder)"}, "liver"),
        ({"text": "Metastatic malignant neoplasm to brain (disorder)"}, "brain"),
        (coded("icd10", "C79.2"), "other-site"),
    ],
)
def test_metastases_without_any_profile(code: dict[str, object], site: str) -> None:
    extra = {"meta": {"profile": [MCODE + "secondary-cancer-condition"]}} if "text" not in code else {}
    (metastasis,) = record(condition(code, **extra)).case.metastases
    assert (metastasis.site, metastasis.presence) == (site, "present")


def test_a_refuted_metastasis_is_a_stated_absence() -> None:
    refuted = condition(
        coded("icd10", "C79.3"), verificationStatus={"coding": [{"code": "refuted"}]}, onsetDateTime="2026-01"
    )
    (metastasis,) = record(refuted).case.metastases
    assert (metastasis.site, metastasis.presence, str(metastasis.on)) == ("brain", "absent", "2026-01")


@pytest.mark.parametrize(
    ("status", "reason"),
    [("entered-in-error", "entered in error"), ("provisional", "not confirmed"), ("refuted", "ruled out")],
)
def test_a_tumour_that_is_not_established_is_no_tumour(status: str, reason: str) -> None:
    reading = record(condition(coded("icd10", "C34"), verificationStatus={"coding": [{"code": status}]}))
    assert reading.case.primaries == ()
    assert reason in reading.unused[0].reason.en


def test_a_suspected_cancer_is_no_cancer() -> None:
    assert record(condition({"text": "Suspected lung cancer (situation)"})).case.primaries == ()


def test_one_tumour_entered_twice_is_one_and_the_more_precise() -> None:
    reading = record(
        condition(coded("icd10", "C34.1"), onsetDateTime="2024-03-01"),
        condition(
            coded("snomed", "254637007", "Non-small cell lung cancer, stage 4"), onsetDateTime="2024-04-01"
        ),
    )
    (primary,) = reading.case.primaries
    assert (primary.cancer, primary.stage, str(primary.on)) == ("nsclc", "IV", "2024-03-01")
    assert [merged.ref for merged in reading.merged] == ["Condition/r1"]


def test_two_tumours_years_apart_are_two() -> None:
    lung = [condition(coded("icd10", "C34.1"), onsetDateTime=f"{year}-03-01") for year in (2014, 2024)]
    assert len(record(*lung).case.primaries) == 2


def test_the_latest_stage_is_kept_and_the_older_told() -> None:
    reading = record(
        condition(coded("icd10", "C34")),
        observation("21908-9", valueCodeableConcept={"text": "Stage IIB"}, effectiveDateTime="2023-01-01"),
        observation(
            "21902-2",
            valueCodeableConcept=coded("http://cancerstaging.org", "4"),
            effectiveDateTime="2024-01-01",
        ),
        observation("21905-5", valueCodeableConcept=coded("snomed", "1", "cT1a category")),
    )
    (primary,) = reading.case.primaries
    assert (primary.stage, str(primary.stage_on), primary.t) == ("IV", "2024-01-01", "1a")
    assert [u.reason.en for u in reading.unused] == ["a later stage is kept"]


def test_a_stage_of_two_tumours_must_say_which() -> None:
    tumours = [condition(coded("icd10", "C34")), condition(coded("icd10", "C50"))]
    stage = observation("21908-9", valueCodeableConcept={"text": "IV"})
    unsaid, said = (
        record(*tumours, stage),
        record(*tumours, stage | {"focus": [{"reference": "Condition/r2"}]}),
    )
    assert "which tumour" in unsaid.unused[0].reason.en
    assert [p.stage for p in said.case.primaries if p.cancer == "breast"] == ["IV"]


@pytest.mark.parametrize(
    ("value", "ecog"),
    [
        ({"valueInteger": 2}, 2),
        ({"valueQuantity": {"value": 3, "unit": "{score}"}}, 3),
        ({"valueCodeableConcept": coded("loinc", "LA9622-7")}, 0),
        ({"valueCodeableConcept": coded("loinc", "LA9626-8")}, 4),
        ({"valueCodeableConcept": coded("snomed", "422512005")}, 1),
    ],
)
def test_ecog_in_its_many_forms(value: dict[str, object], ecog: int) -> None:
    assert [p.ecog for p in record(observation("89247-1", **value)).case.performance] == [ecog]


def test_karnofsky_by_answer_code() -> None:
    assert (
        record(observation("89243-0", valueCodeableConcept=coded("loinc", "LA29178-3")))
        .case.performance[0]
        .karnofsky
        == 70
    )


@pytest.mark.parametrize(
    ("quantity", "value", "original"),
    [
        ({"value": 112, "unit": "g/L"}, 112.0, None),
        ({"value": 11.2, "unit": "g/dl"}, 112.0, "11.2 g/dl"),
        ({"value": 11.2, "unit": "grams per decilitre", "code": "g/dL"}, 112.0, "11.2 g/dL"),
        ({"value": 0.112, "unit": "kg/L"}, 112.0, "0.112 kg/L"),
    ],
)
def test_a_result_is_brought_to_the_unit_of_its_term(
    quantity: dict[str, object], value: float, original: str | None
) -> None:
    (lab,) = record(observation("718-7", valueQuantity=quantity)).case.labs
    assert lab.value == pytest.approx(value)
    assert lab.original == original


def test_reference_limits_are_converted_with_the_result() -> None:
    limits = [{"low": {"value": 12, "unit": "g/dL"}, "high": {"value": 16, "unit": "g/dL"}}]
    (lab,) = record(
        observation("718-7", valueQuantity={"value": 11.2, "unit": "g/dL"}, referenceRange=limits)
    ).case.labs
    assert (lab.low, lab.high) == (120.0, 160.0)


def test_a_bound_keeps_its_comparator() -> None:
    (lab,) = record(
        {
            "resourceType": "Observation",
            "status": "final",
            "code": {"text": "PSA"},
            "valueString": "< 0,1 ng/mL",
        }
    ).case.labs
    assert (lab.analyte, lab.value, lab.comparator, lab.source.guess) == ("psa", 0.1, "<", "PSA")


def test_results_in_components_are_read() -> None:
    parts = [{"code": coded("loinc", "718-7"), "valueQuantity": {"value": 120, "unit": "g/L"}},
             {"code": coded("loinc", "751-8"), "valueQuantity": {"value": 2.1, "unit": "G/L"}}]  # fmt: skip
    assert {lab.analyte: lab.value for lab in record(observation("58410-2", component=parts)).case.labs} == {
        "haemoglobin": 120.0, "neutrophils": 2.1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "facts", "reason"),
    [
        ("preliminary", 1, None), ("amended", 1, None), ("entered-in-error", 0, "entered in error"),
        ("cancelled", 0, "cancelled"), ("registered", 0, "no result"), ("example-status", 0, "status"),
    ],
)  # fmt: skip
def test_what_an_observation_s_status_does(status: str, facts: int, reason: str | None) -> None:
    reading = record(observation("89247-1", valueInteger=1, status=status))
    assert len(reading.case.performance) == facts
    assert [reason in u.reason.en for u in reading.unused] == ([True] if reason else [])


def test_a_marker_by_word_by_figure_and_both() -> None:
    reading = record(
        observation("16112-5", valueCodeableConcept=coded("loinc", "LA6576-8")),
        observation(
            "16112-5", valueQuantity={"value": 90, "unit": "%"}, interpretation=[coded("snomed", "10828004")]
        ),
        observation("16112-5", valueString="negative"),
        observation("16112-5", valueString="see the letter"),
    )
    assert {(m.code, m.number) for m in reading.case.markers} == {
        ("positive", None),
        ("positive", 90.0),
        ("negative", None),
    }
    assert [u.reason.en for u in reading.unused] == ["its value is not understood"]


def variant(*parts: dict[str, object], answer: str = "LA9633-4") -> dict[str, object]:
    gene = {"code": coded("loinc", "48018-6"), "valueCodeableConcept": coded("hgnc", "HGNC:6407", "KRAS")}
    return observation("69548-6", valueCodeableConcept=coded("loinc", answer), component=[gene, *parts])


def test_a_variant_by_its_components() -> None:
    reading = record(
        variant(
            {
                "code": coded("loinc", "48005-3"),
                "valueCodeableConcept": coded("http://varnomen.hgvs.org", "p.Gly12Cys"),
            },
            {"code": coded("loinc", "48002-0"), "valueCodeableConcept": coded("loinc", "LA6684-0")},
            {"code": coded("loinc", "53037-8"), "valueCodeableConcept": coded("loinc", "LA26332-9")},
        )
    )
    (found,) = reading.case.alterations
    assert (found.gene, found.protein_change, found.kind, found.origin, found.pathogenic, found.presence) == (
        "KRAS", "G12C", "mutation", "somatic", True, "present",
    )  # fmt: skip


def test_a_variant_looked_for_and_not_found_is_absent() -> None:
    assert record(variant(answer="LA9634-2")).case.alterations[0].presence == "absent"


def test_an_undecided_variant_is_neither() -> None:
    reading = record(variant(answer="LA18198-4"))  # no call
    assert reading.case.alterations == ()
    assert reading.unused[0].reason.en == "holds no result"


def test_disease_status_keeps_the_words_it_was_guessed_from() -> None:
    worse = record(observation("97509-4", valueCodeableConcept=coded("snomed", "271299001"))).case.imaging[0]
    better = record(
        observation("88040-1", valueCodeableConcept=coded("snomed", "268910001", "improved"))
    ).case.imaging[0]
    assert (worse.stated, worse.source.guess) == ("PD", None)
    assert (better.stated, better.source.guess) == ("PR", "improved")


def test_missing_is_unknown_and_never_no() -> None:
    (metastasis,) = record(condition(coded("icd10", "C78.7"))).case.metastases
    assert (metastasis.treated, metastasis.stable, metastasis.symptomatic, metastasis.lesions) == (
        None,
        None,
        None,
        None,
    )
