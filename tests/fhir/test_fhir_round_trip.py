"""Written out as FHIR and read back, a case is the same case."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from fhir.resources.R4B.bundle import Bundle
from generated_case import FACTS, TODAY, cases, persons, unsourced
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.case import Case, Person
from cordee.case.case import FACT_FIELDS
from cordee.fhir import read_record, write_bundle

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bundles")


def read_back(case: Case, folder: Path) -> Case:
    path = folder / "case.json"
    path.write_bytes(msgspec.json.encode(write_bundle(case, TINY)))
    reading = read_record(path, TINY, today=TODAY)
    assert reading.faults == ()
    return reading.case


def test_every_kind_of_fact_is_generated() -> None:
    assert set(FACTS) == set(FACT_FIELDS)


@pytest.mark.parametrize("name", FACT_FIELDS)
def test_each_kind_of_fact_comes_back(name: str, folder: Path) -> None:
    @settings(QUICK, max_examples=40)
    @given(st.lists(FACTS[name], min_size=1, max_size=3))
    def comes_back(facts: list[object]) -> None:
        case = Case(person=Person(), **{name: tuple(facts)})
        assert unsourced(read_back(case, folder)) == unsourced(case)

    comes_back()


@QUICK
@given(case=cases)
def test_a_case_comes_back_whole(case: Case, folder: Path) -> None:
    assert unsourced(read_back(case, folder)) == unsourced(case)


@QUICK
@given(case=cases)
def test_the_same_case_gives_the_same_bundle(case: Case) -> None:
    backwards = msgspec.structs.replace(case, **{name: getattr(case, name)[::-1] for name in FACT_FIELDS})
    assert write_bundle(unsourced(case), TINY) == write_bundle(unsourced(backwards), TINY)


@settings(QUICK, max_examples=80)
@given(case=cases)
def test_what_we_write_is_valid_r4(case: Case) -> None:
    written = msgspec.json.encode(write_bundle(case, TINY)).decode()
    # FHIR's own pattern for texts means ASCII spaces; the validator's regular expressions know narrow ones as well.
    Bundle.model_validate_json(written.replace("\u202f", " "))


@QUICK
@given(person=persons)
def test_a_person_comes_back(person: Person, folder: Path) -> None:
    assert unsourced(read_back(Case(person=person), folder)) == unsourced(Case(person=person))
