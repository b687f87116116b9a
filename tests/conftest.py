"""What holds for every test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

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


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Skipped, in sight, when there is no browser; CORDEE_REQUIRE_BROWSER makes that a failure."""
    if CHROMIUM is None:
        if os.environ.get("CORDEE_REQUIRE_BROWSER"):
            pytest.fail("no chromium on this machine, and CORDEE_REQUIRE_BROWSER is set")
        pytest.skip("no chromium on this machine: the page tests did not run (apt-get install chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()
