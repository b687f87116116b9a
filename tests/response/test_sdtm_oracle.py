"""Every published overall response of the SDTM example must come out of our RECIST."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from cordee.response.recist import assess
from cordee.response.sdtm import read_courses, reader_of

CHECKOUT = Path(__file__).parents[2]
FOLDER = CHECKOUT / os.environ.get("CORDEE_TEST_DATA", "../shared/data") / "recist"
NEEDED = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="CORDEE_TEST_DATA has no recist folder: SDTM oracle not run"
)


@NEEDED
def test_every_overall_response_of_the_sdtm_example_comes_out() -> None:
    courses = read_courses(FOLDER / "tu_onco_recist.csv", FOLDER / "tr_onco_recist.csv")
    computed = {
        (reader, assessment.on.iso if assessment.on else ""): assessment.overall
        for reader, course in courses.items()
        for assessment in assess(course)[1:]
    }
    with (FOLDER / "rs_onco_recist.csv").open(encoding="utf-8", newline="") as file:
        expected = {(reader_of(row, "RS"), row["RSDTC"]): row["RSSTRESC"] for row in csv.DictReader(file)}
    assert len(expected) == 33
    assert computed == expected


@NEEDED
def test_the_short_axis_is_read_for_nodes_and_the_long_one_elsewhere() -> None:
    courses = read_courses(FOLDER / "tu_onco_recist.csv", FOLDER / "tr_onco_recist.csv")
    investigator = next(
        c for r, c in courses.items() if r.subject == "01-701-1015" and r.evaluator == "INVESTIGATOR"
    )
    sizes = {lesion.lesion: (lesion.node, lesion.diameter_mm) for lesion in investigator[0].lesions}
    assert sizes == {"T01": (False, 21.0), "T02": (True, 32.0), "T03": (False, 24.0), "T04": (False, 19.0)}
