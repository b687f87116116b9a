"""Lines put together from dates: the metastatic setting is said only where the dates leave no other."""

from __future__ import annotations

import pytest

from cordee.case import LineOfTherapy, Metastasis, PartialDate, Primary, Source
from cordee.fhir.setting_from_dates import with_setting

GUESSED = Source("MedicationRequest/1", guess="docetaxel")


def line(on: str, source: Source = GUESSED, number: int | None = None) -> LineOfTherapy:
    return LineOfTherapy(drugs=("docetaxel",), on=PartialDate(on), source=source, number=number)


SPREAD = [Metastasis(site="bone", on=PartialDate("2024-03-18"))]


@pytest.mark.parametrize(
    ("on", "setting"),
    [("2024-04-01", "metastatic"), ("2024-03-18", "metastatic"), ("2023-01-01", None), ("2024", None)],
)
def test_a_line_begun_after_spread_is_in_the_metastatic_setting(on: str, setting: str | None) -> None:
    assert [x.setting for x in with_setting([line(on)], SPREAD)] == [setting]


def test_stage_four_at_diagnosis_counts_as_spread() -> None:
    found = [Primary(cancer="nsclc", on=PartialDate("2024-01-10"), stage="IVA")]
    assert with_setting([line("2024-02-01")], found)[0].setting == "metastatic"


def test_what_somebody_stated_is_left_alone() -> None:
    stated = line("2024-04-01", Source("CarePlan/1"))
    assert with_setting([stated], SPREAD) == [stated]
    assert with_setting([line("2024-04-01")], [])[0].setting is None
    absent = [Metastasis(site="brain", presence="absent", on=PartialDate("2024-01-01"))]
    assert with_setting([line("2024-04-01")], absent)[0].setting is None
