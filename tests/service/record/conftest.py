"""The example people of the distribution, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cordee.case import Case
from cordee.fhir import read_case
from tests.service.record.facts import TODAY

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="session")
def example_cases() -> list[Case]:
    return [read_case(path, on=TODAY).case for path in sorted(EXAMPLES.glob("*.json"))]
