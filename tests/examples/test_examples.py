"""The invented people of examples/: their bundles are what their sources say, valid, readable, and give the expected plan."""

from __future__ import annotations

import difflib
import re

import msgspec
import pytest
from fhir.resources.R4B.bundle import Bundle
from make_examples import (
    EXAMPLES,
    EXPECTED,
    ON,
    README,
    bundle,
    plan_of,
    readme,
    records,
    slugs,
    verdicts,
)

from cordee.case import Case, Fact, Source
from cordee.case.case import FACT_FIELDS
from cordee.case.yaml_form import read_case_yaml
from cordee.fhir import read_record
from cordee.terms import load_terms

SLUGS = slugs()
RECORDS = [path.stem for path in records()]
# Arcep decision 2018-0881, annex 1, 2.5.12: numbers kept for fiction. No Belgian number begins with 00.
INVENTED_PHONE = re.compile(
    r"(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d|\+32 00 000 \d\d \d\d"
)


def unsourced(case: Case) -> Case:
    """The case without where its facts were read: a YAML file and a bundle name their places differently."""

    def bare(fact: Fact) -> Fact:
        return msgspec.structs.replace(fact, source=Source("anywhere"))

    kinds = {name: tuple(bare(fact) for fact in getattr(case, name)) for name in FACT_FIELDS}
    return msgspec.structs.replace(case, person=bare(case.person), **kinds).in_order()


def test_there_are_enough_people() -> None:
    assert len(SLUGS) >= 16
    assert set(RECORDS) == {*SLUGS, "plain-record", "mcode-record"}


@pytest.mark.parametrize("slug", SLUGS)
def test_making_a_bundle_again_gives_the_same_bytes(slug: str) -> None:
    assert bundle(slug) == (EXAMPLES / f"{slug}.json").read_bytes(), "run tools/make_examples.py"


def test_the_table_of_contents_is_up_to_date() -> None:
    assert readme() == README.read_text(encoding="utf-8"), "run tools/make_examples.py"


@pytest.mark.parametrize("slug", RECORDS)
def test_every_bundle_is_valid_r4(slug: str) -> None:
    text = (EXAMPLES / f"{slug}.json").read_text(encoding="utf-8")
    # FHIR's own pattern for texts means ASCII spaces; the validator's regular expressions know narrow ones as well.
    Bundle.model_validate_json(text.replace("\u202f", " "))


@pytest.mark.parametrize("slug", RECORDS)
def test_every_bundle_reads_without_a_fault(slug: str) -> None:
    assert read_record(EXAMPLES / f"{slug}.json", load_terms(), today=ON).faults == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_what_the_bundle_holds_is_what_was_written_by_hand(slug: str) -> None:
    path = EXAMPLES / f"{slug}.yaml"
    written = read_case_yaml(path.read_text(encoding="utf-8"), path.name, load_terms(), ON).case
    read = read_record(EXAMPLES / f"{slug}.json", load_terms(), today=ON).case
    assert unsourced(read) == unsourced(written)


@pytest.mark.parametrize("slug", RECORDS)
def test_the_verdicts_are_the_ones_somebody_read(slug: str) -> None:
    expected = (EXPECTED / f"{slug}.txt").read_text(encoding="utf-8")
    found = verdicts(EXAMPLES / f"{slug}.json")
    changes = difflib.unified_diff(
        expected.splitlines(), found.splitlines(), f"expected/{slug}.txt", "plan made now", lineterm="", n=0
    )
    assert expected == found, (
        f"{slug}: the plan has changed. Read each line against the conditions it rests on, then run "
        "tools/make_examples.py --accept\n" + "\n".join(changes)
    )


def test_no_expected_file_is_left_behind() -> None:
    assert {path.stem for path in EXPECTED.glob("*.txt")} == set(RECORDS)


def test_most_people_have_a_coordinator_and_some_have_none() -> None:
    without = {slug for slug in SLUGS if plan_of(EXAMPLES / f"{slug}.json").situation.coordinator.unknown}
    assert without == {"incomplete-record", "breast-refusal"}


@pytest.mark.parametrize("slug", SLUGS)
def test_nobody_can_be_telephoned(slug: str) -> None:
    text = (EXAMPLES / f"{slug}.yaml").read_text(encoding="utf-8")
    assert [n for n in re.findall(r'phone: "([^"]*)"', text) if not INVENTED_PHONE.fullmatch(n)] == []
