"""The sweep of partitions on a cluster says what the sweep of the whole says.

Needs Ray (`make cluster` installs it). Skipped, and said so, when it is not there; with CORDEE_REQUIRE_CLUSTER set the test
fails instead.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from cordee.case import Case, Lab, PartialDate, Person, Primary
from cordee.cohort import Cohort, sweep
from cordee.cohort.build_join import join, slice_of
from cordee.cohort.cluster import SCHEMA, codes_of, sweep_part, write_partitions
from cordee.cohort.store import load
from cordee.criteria import parse_text
from cordee.terms import load_terms

ON = date(2026, 11, 20)
CONDITIONS = [
    "cancer: nsclc",
    "sex: female",
    "age: '>=70'",
    "lab: {analyte: creatinine, at_most: 1 mg/dL, within: 90 d}",
    "any: [{cancer: breast}, {all: [{age: '<60'}, {sex: male}]}]",
    "none: [{sex: female}, {cancer: nsclc}]",
    "all: []",
]


def cohort(count: int) -> Cohort:
    """People of whom some things are known and some not."""
    cases = []
    for i in range(count):
        labs = (Lab(analyte="creatinine", value=40.0 + i % 130, on=PartialDate("2026-10-20")),)
        cases.append(
            Case(
                person=Person(sex=("female", "male", None)[i % 3], born=PartialDate(str(1930 + i % 70))),  # type: ignore[arg-type]
                primaries=(Primary(cancer=("nsclc", "breast")[i % 2]),) if i % 5 else (),
                labs=labs if i % 4 else (),
            )
        )
    return Cohort.from_cases([(f"person-{i}", case) for i, case in enumerate(cases)], ON)


def test_parts_are_the_whole(tmp_path: Path) -> None:
    whole = cohort(203)
    terms = load_terms()
    criteria = [parse_text(text, terms) for text in CONDITIONS]
    expected = sweep(whole, criteria)
    parts = [load(path) for path in write_partitions(whole, tmp_path / "parts", 50)]
    assert [len(part) for part in parts] == [50, 50, 50, 50, 3]
    tables = [sweep_part(part, criteria, i) for i, part in enumerate(parts)]
    assert all(table.schema.equals(SCHEMA) for table in tables)
    for tree in range(len(criteria)):
        assert np.array_equal(codes_of(tables[::-1], tree), expected.codes(tree))
    assert {int(code) for tree in range(len(criteria)) for code in expected.codes(tree)} == {0, 1, 2}
    again = join(parts, ON)
    assert list(again.people) == list(whole.people)
    assert [again.case(i) for i in range(203)] == [whole.case(i) for i in range(203)]
    assert [slice_of(whole, 7, 9).case(i) for i in range(2)] == [whole.case(7), whole.case(8)]


def test_what_is_locked_is_what_is_declared() -> None:
    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    wanted = (root / "requirements" / "cluster.in").read_text().splitlines()
    assert set(project["optional-dependencies"]["cluster"]) - {"cordee[cohort]"} == {
        line for line in wanted if line and not line.startswith(("#", "-"))
    }
    locked = (root / "requirements" / "cluster.txt").read_text()
    names = re.findall(r"^[\w.-]+==", locked, re.MULTILINE)
    hashed = re.findall(r"^[\w.-]+==[^\n]*\\\n {4}--hash=sha256:[0-9a-f]{64}", locked, re.MULTILINE)
    assert len(names) == len(hashed) > 30
    assert "://" not in locked


def test_no_people_and_no_partition_of_none(tmp_path: Path) -> None:
    assert write_partitions(slice_of(cohort(3), 1, 1), tmp_path, 10) == []
    with pytest.raises(ValueError, match="one or more"):
        write_partitions(cohort(3), tmp_path, 0)
    with pytest.raises(ValueError, match="different days"):
        join([cohort(3)], date(2026, 1, 1))


@pytest.mark.skipif(
    find_spec("ray") is None and not os.environ.get("CORDEE_REQUIRE_CLUSTER"),
    reason="no Ray: `make cluster` installs it and runs this",
)
def test_a_cluster_of_several_processes_says_the_same(tmp_path: Path) -> None:
    whole = cohort(1000)
    parts = write_partitions(whole, tmp_path / "parts", 300)
    (tmp_path / "conditions.json").write_text(json.dumps(CONDITIONS))
    script = Path(__file__).with_name("on_a_cluster.py")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "conditions.json"), *map(str, parts)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    terms = load_terms()
    expected = sweep(whole, [parse_text(text, terms) for text in CONDITIONS])
    assert told == [expected.codes(tree).tolist() for tree in range(len(CONDITIONS))]
