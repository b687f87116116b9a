"""The harness of the kills as a process of its own, as `make chaos` runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def run_chaos(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m chaos …` to its end, with nothing of this machine's settings for the service."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("CORDEE_")}
    return subprocess.run(
        [sys.executable, "-m", "chaos", *arguments],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def run_on_the_tests_database(*arguments: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """`run_chaos` on the database the tests run on, and the last line it printed."""
    run = run_chaos(*arguments, "--database", os.environ.get("CORDEE_TEST_DATABASE", "sqlite"))
    return run, run.stdout.splitlines()[-1] if run.stdout else run.stderr
