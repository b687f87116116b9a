"""The hand-written form: what it understands, and how it says what it does not."""

from __future__ import annotations

from datetime import date

import pytest
from tiny_terms import TINY

from cordee.case import Case
from cordee.case.reading import Reading
from cordee.case.yaml_form import read_case_yaml
from cordee.files.fault import BadInput

TODAY = date(2026, 11, 20)


def read(text: str) -> Reading:
    return read_case_yaml(text, "case.yaml", TINY, TODAY)


def case(text: str) -> Case:
    reading = read(text)
    assert reading.faults == ()
    return reading.case


def test_a_whole_case_by_hand() -> None:
    read_case = case("""
        person: {born: 1961-05-02, sex: female, country: FR}
        primary: {cancer: digestive.colon, histology: adenocarcinoma, diagnosed: 2024-03-18, stage: 4, t: 3}
        metastases:
          - {site: liver, since: 2024-03}
          - {site: brain, on: 2026-02-10, presence: absent}
        performance: [{ecog: 1, on: 2026-11-14}]
        biomarkers:
          - {alteration: {gene: KRAS, protein_change: G12C}, on: 2024-04-02, method: NGS, panel: tumour-50}
          - {alteration: {gene: EGFR, presence: absent}, on: 2024-04-02, panel: tumour-50}
          - {er: positive}
          - {pd-l1-tps: 50 %, on: 2024}
        labs:
          - {haemoglobin: 11.2 g/dL, on: 2026-10-01}
          - {psa: "<0.1", on: 2026-10-01}
          - {lab: neutrophils, value: 2.1, unit: G/L, low: 1.5}
        lines:
          - {number: 1, drugs: [cisplatin, paclitaxel], from: 2024-04-15, to: 2025-03-01, ended: progression}
        toxicities: [{term: peripheral sensory neuropathy, grade: 2, attributed_to: cisplatin}]
        wishes: [{text: {fr: "marcher chaque jour"}, on: 2026-09-20}]
        refusals: [{of: chemotherapy}, {of: surgery}]
        judgements: [{question: liver-metastases-resectable, answer: no, by: liver meeting}]
        never: [sotorasib, {drug: platinum, on: 2026}]
        history: complete
    """)
    (primary,) = read_case.primaries
    assert (primary.cancer, primary.stage, primary.t, str(primary.on)) == ("colon", "4", "3", "2024-03-18")
    assert [(m.site, m.presence, str(m.on)) for m in read_case.metastases] == [
        ("liver", "present", "2024-03"), ("brain", "absent", "2026-02-10"),
    ]  # fmt: skip
    assert [(a.gene, a.presence, a.method) for a in read_case.alterations] == [
        ("KRAS", "present", "NGS"),
        ("EGFR", "absent", None),
    ]
    assert [panel.name for panel in read_case.panels] == ["tumour-50"]
    assert [(m.marker, m.code, m.number) for m in read_case.markers] == [
        ("er", "positive", None),
        ("pd-l1-tps", None, 50.0),
    ]
    assert [(lab.analyte, lab.value, lab.comparator, lab.original) for lab in read_case.labs] == [
        ("haemoglobin", 112.0, None, "11.2 g/dL"), ("psa", 0.1, "<", None), ("neutrophils", 2.1, None, "2.1 G/L"),
    ]  # fmt: skip
    assert read_case.lines[0].drugs == ("cisplatin", "paclitaxel")
    assert read_case.lines[0].source.ref == "lines[0]"
    assert read_case.wishes[0].text == "marcher chaque jour"
    assert [refusal.of for refusal in read_case.refusals] == ["chemotherapy", "surgery"]
    assert read_case.judgements[0].answer == "no"
    assert [(e.drug, e.presence, str(e.on)) for e in read_case.exposures] == [
        ("sotorasib", "absent", "None"), ("platinum", "absent", "2026"),
    ]  # fmt: skip
    assert read_case.treatment_history[0].complete


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "lines:\n- {drugs: [cisplatine]}",
            "line 2: drugs: 'cisplatine' is no known drug. Did you mean cisplatin",
        ),
        ("linez: []", "line 1: linez: no key of a case: expected one of person, primary"),
        ("linez: []", "Did you mean lines?"),
        (
            "symptoms:\n- {symptom: pain, scor: 3, score: 3}",
            "line 2: scor: not expected here: expected symptom, score",
        ),
        ("symptoms: [{symptom: pain, score: 12}]", "line 1: score: expected a whole number from 0 to 10."),
        ("symptoms: [{symptom: pain}]", "line 1: symptoms: 'score' is missing."),
        ("performance: [{on: 2024}]", "performance: expected ecog, karnofsky or both."),
        ("metastases: [{site: liver, since: 2999-01-01}]", "since: a date that lies after 2026-11-20."),
        (
            "metastases: [{site: liver, since: soon}]",
            "since: not a date: expected 2024-03-18, 2024-03 or 2024.",
        ),
        ("metastases: [{site: liver, since: 2024, on: 2025}]", "on: says again what 'since' says."),
        ("metastases: [liver]", "metastases: expected {site, since, presence"),
        ("person: {born: 1836-01-01}", "born: a date before 1900."),
        (
            "person: {born: 1961}\nperformance: [{ecog: 1, on: 1950}]",
            "on: a date before the person was born.",
        ),
        ("lines: [{drugs: [cisplatin], from: 2025, to: 2024}]", "to: ends before it starts."),
        (
            "lines: [{drugs: [cisplatin], ended: progress}]",
            "ended: expected one of: progression, toxicity, choice",
        ),
        ("lines: [{drugs: [cisplatin], ended: progress}]", "Did you mean progression?"),
        (
            "labs: [{haemoglobin: 1120 g/L}]",
            "labs: makes 1120 g/L, which haemoglobin can't be: expected 20 to 260.",
        ),
        ("labs: [{haemoglobin: 11 furlong}]", "'furlong' for haemoglobin can't be read as g/L"),
        (
            "biomarkers: [{er: perhaps}]",
            "er: not a result of er: expected one of positive, negative, or a number.",
        ),
        ("biomarkers: [{foo: 3}]", "foo: 'foo' is no known marker."),
        ("biomarkers: [{alteration: {gene: KRASS}}]", "gene: 'KRASS' is no known gene. Did you mean KRAS?"),
        ("biomarkers: [{alteration: {gene: KRAS}, er: positive}]", "expected one alteration or one marker"),
        ("wishes: [{text: {fr: a, en: b}}]", "text: expected the person's own words in one language"),
        (
            "imaging: [{lesions: [{lesion: A, role: goal}]}]",
            "role: expected one of: target, non-target, new.",
        ),
        ("primary: {cancer: null}", "primary: 'cancer' is missing."),
        ("judgements: [{question: liver-metastases-resectable, answer: []}]", "answer: expected yes or no."),
        ("never: cisplatin", "never: expected a list."),
    ],
)
def test_a_fault_names_line_key_and_what_was_expected(text: str, fault: str) -> None:
    assert any(fault in f"{told.where}: {told.problem}" for told in read(text).faults), [
        f.line() for f in read(text).faults
    ]


def test_one_bad_fact_leaves_the_others() -> None:
    reading = read("metastases: [{site: liver}, {site: moon}]\nperson: {sex: female, born: soon}")
    assert [m.site for m in reading.case.metastases] == ["liver"]
    assert (reading.case.person.sex, reading.case.person.born) == ("female", None)
    assert len(reading.faults) == 2
    assert len(reading.unused) == 1


@pytest.mark.parametrize("text", ["", "- a list", "just words", "a: 1\na: 2", "a: [1", "a: &x [*x]"])
def test_what_is_no_case_at_all_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read(text)


def test_faults_do_not_repeat_the_birth_date() -> None:
    (fault,) = read("person: {born: 2031-05-02}").faults
    assert "2031" not in fault.line()
