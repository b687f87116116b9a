"""What holds for every test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Seeded: the same examples on every run, so that a red run means a change. `HYPOTHESIS_PROFILE=explore` looks further.
settings.register_profile(
    "seeded", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "explore", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "seeded"))


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests keep their compiled data in a folder of their own, never in the user's."""
    if "CORDEE_HOME" not in os.environ:
        os.environ["CORDEE_HOME"] = str(Path(tmp_path_factory.getbasetemp()) / "cordee-home")
