"""What the tests of trials share: the folder of reference data, and a home of their own; and the generated cases and conditions
of tests/case and tests/criteria."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / room) for room in ("case", "criteria")]

CHECKOUT = Path(__file__).parents[2]
DATA = Path(os.environ.get("CORDEE_TEST_DATA", CHECKOUT.parent / "shared" / "data")) / "ctml"


@pytest.fixture
def ctml_data() -> Path:
    """The shared CTML files; skipped, and said so, where they are not."""
    if not DATA.is_dir():
        pytest.skip(f"no test data: set CORDEE_TEST_DATA (looked in {DATA})")
    return DATA


@pytest.fixture
def cordee_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for this test."""
    home = tmp_path / "home"
    monkeypatch.setenv("CORDEE_HOME", str(home))
    return home
