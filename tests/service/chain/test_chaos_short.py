"""A short campaign of kills; the long one is `make chaos`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_nothing_is_lost_stuck_or_silent_however_often_a_process_is_killed():
    database = os.environ.get("CORDEE_TEST_DATABASE", "sqlite")
    environ = {key: value for key, value in os.environ.items() if not key.startswith("CORDEE_")}
    short = ["--kills", "60", "--alerts", "40", "--people", "8", "--seed", "7", "--database", database]
    run = subprocess.run(
        [sys.executable, "-m", "chaos", *short],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    last = run.stdout.splitlines()[-1] if run.stdout else run.stderr
    found = re.fullmatch(r"lost 0, stuck 0, silent 0, duplicates (\d+) of (\d+) kills", last)
    assert found, run.stdout + run.stderr
    assert int(found[1]) <= int(found[2]) >= 60
    at_random = re.search(r"(\d+) kills at a moment at random", run.stdout)
    assert at_random, run.stdout
    assert int(at_random[1]) >= 6
    assert run.returncode == 0, run.stderr
