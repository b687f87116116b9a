"""Every factor of labs.yaml is checked against UCUM, or against the molar mass its note gives."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordee.terms import Term, load_terms
from cordee.terms.units import listed_factors, to_canonical, unit_spelling

# Ways of typing a unit that are not UCUM → what they mean. 'G/L' is giga per litre, as French laboratories print it.
MEANT = {
    "g%": "g/dL",
    "g/100mL": "g/dL",
    "G/L": "10*9/L",
    "Giga/L": "10*9/L",
    "K/uL": "10*3/uL",
    "10^9/L": "10*9/L",
    "10^3/uL": "10*3/uL",
    "cells/uL": "/uL",
    "UI/L": "U/L",
    "IU/L": "U/L",
    "[IU]/L": "U/L",
    "mEq/L": "meq/L",
    "mIU/L": "m[IU]/L",
    "mUI/L": "m[IU]/L",
    "mU/L": "m[IU]/L",
    "uIU/mL": "u[IU]/mL",
    "mIU/mL": "m[IU]/mL",
    "g/24h": "g/d",
    "mg/24h": "mg/d",
    "mL/min/1.73m2": "mL/min/{1.73_m2}",
    "mL/min/1.73_m2": "mL/min/{1.73_m2}",
    "mL/min/1.73": "mL/min/{1.73_m2}",
    "lb": "[lb_av]",
    "kg/m^2": "kg/m2",
    "°C": "Cel",
    "C": "Cel",
    "mmHg": "mm[Hg]",
    "bpm": "/min",
    "{beats}/min": "/min",
    "{INR}": "1",
    "{ratio}": "1",
    # Arbitrary units of a tumour marker: the laboratory's unit per mL, however it is written.
    "U/mL": "[arb'U]/mL",
    "UI/mL": "[arb'U]/mL",
    "IU/mL": "[arb'U]/mL",
    "[IU]/mL": "[arb'U]/mL",
    "kU/L": "[arb'U]/mL",
    "k[IU]/L": "[arb'U]/mL",
}
ARBITRARY_PER_LITRE = {"U/L": 0.001}  # against [arb'U]/mL
IU_PER_LITRE = {"U/L", "IU/L", "UI/L", "[IU]/L"}  # against [IU]/L, for hormones
MOLAR_MASS = re.compile(r"molar mass ([\d.]+) g/mol")
CHARGE = {
    "calcium": 2,
    "corrected-calcium": 2,
    "ionised-calcium": 2,
    "magnesium": 2,
    "potassium": 1,
    "sodium": 1,
}


@cache
def registry() -> Any:
    from ucumvert import PintUcumRegistry

    return PintUcumRegistry()


def expected_factor(lab: Term, unit: str) -> float:
    """The factor from `unit` to the canonical unit, from UCUM and the note's molar mass alone."""
    assert lab.unit is not None
    if lab.unit == "[arb'U]/mL" and unit in ARBITRARY_PER_LITRE:
        return ARBITRARY_PER_LITRE[unit]
    if lab.unit == "[IU]/L" and unit in IU_PER_LITRE:
        return 1.0
    meant = MEANT.get(unit, unit)
    target = lab.unit if lab.unit == "[IU]/L" else MEANT.get(lab.unit, lab.unit)
    if meant == target:
        return 1.0
    if meant == "meq/L":
        return 1.0 / CHARGE[lab.id]
    if meant == "1" and target != "1":
        pytest.fail(f"{lab.id}: '{unit}' says nothing")
    given, wanted = registry().from_ucum(meant), registry().from_ucum(target)
    if given.dimensionality != wanted.dimensionality:
        mass = MOLAR_MASS.search(lab.note)
        assert mass, f"{lab.id}: '{unit}' needs a molar mass in the note"
        grams_per_mole = float(mass[1]) * registry().from_ucum("g/mol")
        molar = "[substance]" in str(given.dimensionality)
        given = given * grams_per_mole if molar else given / grams_per_mole
    return float(given.to(wanted.units).magnitude / wanted.magnitude)


FACTORS = [(lab, unit, factor) for lab in load_terms().all("lab") for unit, factor in lab.units.items()]


@pytest.mark.parametrize(
    ("lab", "unit", "factor"), FACTORS, ids=[f"{lab.id} {unit}" for lab, unit, _ in FACTORS]
)
def test_each_factor_is_the_one_ucum_or_the_molar_mass_gives(lab: Term, unit: str, factor: float) -> None:
    # Laboratories round: 0.1 % is far below what any criterion turns on.
    assert factor == pytest.approx(expected_factor(lab, unit), rel=1e-3)


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "canonical"),
    [
        ("haemoglobin", 11.2, "g/dL", 112.0),
        ("haemoglobin", 11.2, "g/dl", 112.0),
        ("haemoglobin", 112000, "mg/L", 112.0),
        ("neutrophils", 1500, "/mm3", 1.5),
        ("neutrophils", 1500, "/mm³", 1.5),
        ("neutrophils", 1.5, "× 10⁹/l", 1.5),
        ("neutrophils", 1.5, "10E9/L", 1.5),
        ("neutrophils", 1.5, "G/L", 1.5),
        ("neutrophils", 1_500_000, "/mL", 1.5),
        ("creatinine", 1.0, "mg/dL", 88.42),
        ("creatinine", 110, "µmol/l", 110.0),
        ("creatinine", 0.11, "umol/mL", 110.0),
        ("creatinine", 10_000, "ug/L", 88.42),
        ("calcium", 10.0, "mg/dL", 2.495),
        ("calcium", 5.0, "meq/L", 2.5),
        ("temperature", 100.4, "[degF]", 38.0),
        ("egfr", 1.0, "mL/s/{1.73_m2}", 60.0),
        ("ca-125", 35, "U/mL", 35.0),
        ("psa", 4.0, "ng/mL", 4.0),
        ("inr", 1.1, "", 1.1),
        ("weight", 154, "[lb_av]", 69.853),
    ],
)
def test_results_arrive_in_the_canonical_unit(
    analyte: str, value: float, unit: str, canonical: float
) -> None:
    lab = load_terms().get("lab", analyte)
    assert lab is not None
    assert to_canonical(lab, value, unit) == pytest.approx(canonical, rel=1e-4)


@pytest.mark.parametrize(
    ("analyte", "unit", "why"),
    [
        ("inr", "%", "a prothrombin time in % is not an INR"),
        ("hba1c", "mmol/mol", "the IFCC unit is not proportional to the percentage"),
        ("neutrophils", "%", "a share of the leucocytes is not a count"),
        ("creatinine-clearance", "mL/min/{1.73_m2}", "indexed to body surface"),
        ("phosphate", "meq/L", "the charge of phosphate is not fixed"),
        ("haemoglobin", "", "no unit says nothing"),
        ("haemoglobin", "U/L", "an activity is not a mass"),
        ("weight", "kilo", "not a unit"),
        ("creatinine", "{INR}", "an annotation is not a unit"),
    ],
)
def test_what_cannot_be_converted_is_refused(analyte: str, unit: str, why: str) -> None:
    lab = load_terms().get("lab", analyte)
    assert lab is not None
    assert to_canonical(lab, 50.0, unit) is None, why


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_value_that_is_no_number_is_refused(value: float) -> None:
    lab = load_terms().get("lab", "haemoglobin")
    assert lab is not None
    assert to_canonical(lab, value, "g/L") is None


@given(st.sampled_from(sorted({unit for _, unit, _ in FACTORS})))
def test_spelling_twice_changes_nothing(unit: str) -> None:
    assert unit_spelling(unit_spelling(unit)) == unit_spelling(unit)


@given(st.text(max_size=12), st.sampled_from([lab.id for lab in load_terms().all("lab")]))
def test_any_text_as_a_unit_gives_a_figure_or_none(text: str, analyte: str) -> None:
    lab = load_terms().get("lab", analyte)
    assert lab is not None
    converted = to_canonical(lab, 1.0, text)
    assert converted is None or isinstance(converted, float)


def test_two_spellings_never_mean_two_factors() -> None:
    for lab in load_terms().all("lab"):
        for unit, factor in lab.units.items():
            assert listed_factors(lab)[unit_spelling(unit)] == factor, f"{lab.id} {unit}"


def test_each_canonical_unit_is_listed_and_its_bounds_are_in_order() -> None:
    for lab in load_terms().all("lab"):
        assert lab.unit is not None, lab.id
        assert lab.units.get(lab.unit) == 1, f"{lab.id}: '{lab.unit}' is not among its units"
        assert lab.plausible is not None, lab.id
        assert lab.plausible[0] < lab.plausible[1], lab.id
