"""A real browser, Debian's chromium, driven headless."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

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
