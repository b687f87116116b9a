"""A condition that can't be read: each fault says the file, the line, what was expected, and the nearest word."""

from __future__ import annotations

import pytest

from cordee.criteria import parse, parse_text
from cordee.files.fault import BadInput
from cordee.files.located_yaml import Located
from cordee.terms import load_terms


def faults(text: str) -> list[str]:
    with pytest.raises(BadInput) as bad:
        parse_text(text, load_terms(), "breast.yaml")
    return [fault.line() for fault in bad.value.faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("canser: breast", "'canser' is not a kind of condition: did you mean cancer?"),
        ("cancer: brest", "cancer: 'brest' is not a known cancer: did you mean breast"),
        ("cancer: 12", "cancer: '12' is not an id or a list of ids."),
        ("cancer: []", "cancer: '[]' is not an id or a list of ids."),
        (
            "metastatic: false",
            "metastatic: 'False' can't stand here: write true, or put the condition under none.",
        ),
        ("stage: VI", "stage: 'VI' is not one of 0, 0A"),
        ("sex: woman", "sex: 'woman' is not one of female, male."),
        ("age: adult", 'age: \'adult\' can\'t be read: expected a bound such as "<=2", ">=18" or "2..4".'),
        ("age: '>=18 y'", "age: the unit 'y' has no place here: expected a bound"),
        ("ecog: '3..1'", "ecog: '3..1' is empty: expected a bound"),
        (
            "ecog: {is: '<=2', within: 60}",
            "ecog: '60' can't be read: expected a time such as 28 d, 6 wk, 6 mo or 1 y.",
        ),
        ("ecog: {with: '<=2'}", "ecog has no key 'with': did you mean within?"),
        ("lab: neutrophils", "lab takes a mapping of analyte, at_least, at_most, above, below, within."),
        ("lab: {analyte: neutrophils}", "lab needs one of at_least, at_most, above, below."),
        ("lab: {at_least: 1.5 G/L}", "lab: a key is missing."),
        (
            "lab: {analyte: neutrophils, at_least: 1.5 mol}",
            "lab: '1.5 mol' can't be read as 10*9/L of neutrophils.",
        ),
        (
            "lab: {analyte: neutrophil, at_least: 1}",
            "'neutrophil' is not a known lab: did you mean neutrophils",
        ),
        (
            "marker: {marker: er, is: high}",
            "marker: 'high' is not a value of er: expected positive, negative.",
        ),
        ("marker: {marker: er}", "marker needs one of is, at_least, at_most, above, below."),
        ("alteration: {protein_change: G12C}", "alteration needs one of gene."),
        ("alteration: {gene: KRASS}", "alteration: 'KRASS' is not a known gene: did you mean KRAS"),
        ("prior: {class: cisplatin}", "prior: 'cisplatin' is not a known drug"),
        ("prior: {drug: platinum}", "prior: 'platinum' is not a known drug: did you mean"),
        (
            "prior: {class: platinum, since: '>=6'}",
            "prior: the unit '' is not d, wk, mo or y: expected a bound on a time",
        ),
        ("prior: {outcome: progressed}", "prior needs one of drug, class, systemic."),
        ("judged: {question: fit-for-platinum, is: maybe}", "judged: 'maybe' is not one of yes, no."),
        ("all: {cancer: breast}", "'all' takes a list of conditions."),
        (
            "at_least: {count: 0, of: []}",
            "at_least takes {count: a number from 1, of: a list of conditions}.",
        ),
        ("at_least: {count: 2, of: [{sex: female}]}", "at_least 2 can never hold with 1 conditions."),
        (
            "{sex: female, country: FR}",
            "expected a mapping with exactly one key: all, any, none, at_least or a leaf.",
        ),
        ("metastatic", "expected a mapping with exactly one key"),
        ("", "expected a mapping with exactly one key"),
    ],
)
def test_a_bad_condition_says_what_was_expected(text: str, expected: str) -> None:
    (line,) = faults(text)
    assert line.startswith("breast.yaml: line 1: ")
    assert expected in line


def test_every_fault_is_told_at_its_own_line() -> None:
    text = "all:\n  - cancer: brest\n  - any:\n    - sex: woman\n    - age: '>=18'\n  - none:\n    - lab: {analyte: sodium}\n"
    assert [line.split(": ", 2)[1] for line in faults(text)] == ["line 2", "line 4", "line 7"]


def test_depth_has_an_end() -> None:
    (line,) = faults("{none: [" * 40 + "{sex: female}" + "]}" * 40)
    assert "too deeply" in line
    nested: object = {"sex": "female"}
    for _ in range(31):
        nested = {"none": [nested]}
    with pytest.raises(BadInput, match="nested more than 30 deep"):
        parse(Located(nested, {(): 1}, "breast.yaml"), (), load_terms())


def test_yes_and_no_may_be_written_bare() -> None:
    terms = load_terms()
    bare = parse_text("judged: {question: fit-for-platinum, is: no}", terms)
    assert bare == parse_text("judged: {question: fit-for-platinum, is: 'no'}", terms)
