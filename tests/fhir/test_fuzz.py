"""Whatever is done to a bundle, reading it ends in a reading or a refusal, and loses nothing in silence."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import msgspec
import pytest
from generated_case import TODAY, cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.fhir import Reading, read_records, write_bundle
from cordee.fhir.bundle import resources_of
from cordee.fhir.json_input import read_json
from cordee.files.fault import BadInput

FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
CORPUS = Path(__file__).parent / "malformed"

# What mutations put in the place of something: every JSON type, and texts that mean something to a reader.
anything = st.sampled_from(
    [None, True, 0, -1, 7, 1e308, 10**400, 0.5, "", "text", "2999-01-01", "2024-13-45", "#x", "Patient/person", "urn:uuid:person",
     "entered-in-error", "final", "active", "p.?", "L01XA01", "resolved", [], {}, [[]], [None], {"coding": "x"},
     {"reference": "Condition/primary-1"}, {"value": "12"}, [{"coding": [{"system": "http://loinc.org", "code": "718-7"}]}], "\ud7ff"]
)  # fmt: skip


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) below `value`."""
    found: list[tuple[Any, Any]] = []
    stack = [value]
    while stack:
        item = stack.pop()
        pairs = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
        for key, inner in pairs:
            found.append((item, key))
            stack.append(inner)
    return found


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    bundle = copy.deepcopy(write_bundle(draw(cases), TINY))
    for _ in range(draw(st.integers(1, 6))):
        places = _places(bundle)
        container, key = places[draw(st.integers(0, len(places) - 1))]
        match draw(st.sampled_from(["delete", "replace", "duplicate", "move"])):
            case "delete":
                del container[key]
            case "replace":
                container[key] = draw(anything)
            case "duplicate" if isinstance(container, list):
                container.append(copy.deepcopy(container[key]))
            case _:
                other, place = places[draw(st.integers(0, len(places) - 1))]
                container[key] = copy.deepcopy(other[place])
        if not _places(bundle):
            break
    return bundle


def accounted(reading: Reading) -> set[str]:
    facts = {fact.source.ref for fact in reading.case.facts()}
    return facts | {unused.ref for unused in reading.unused} | {merged.ref for merged in reading.merged}


def check(path: Path) -> None:
    try:
        readings = read_records(path, TINY, today=TODAY)
    except BadInput:
        return
    present = {resource.ref for resource in resources_of(read_json(path), str(path))}
    told = set().union(*map(accounted, readings))
    assert present <= told, f"dropped in silence: {present - told}"


@FUZZ
@given(bundle=mutated())
def test_a_mutated_bundle_is_read_or_refused_and_nothing_is_lost(
    bundle: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzzed.json"
    try:
        path.write_bytes(msgspec.json.encode(bundle))
    except (RecursionError, OverflowError):
        return
    check(path)


@FUZZ
@given(data=st.data())
def test_mutated_bytes_are_read_or_refused(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(data.draw(st.sampled_from(_corpus())))
    for _ in range(data.draw(st.integers(1, 8))):
        if content:
            at = data.draw(st.integers(0, len(content) - 1))
            content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    path = tmp_path_factory.getbasetemp() / "bytes.json"
    path.write_bytes(bytes(content))
    check(path)


def _corpus() -> list[bytes]:
    return [path.read_bytes() for path in sorted(CORPUS.iterdir())]
