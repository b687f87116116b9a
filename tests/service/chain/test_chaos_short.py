"""A short campaign of kills; the long one is `make chaos`."""

from __future__ import annotations

import re

from tests.service.chain.chaos_run import run_on_the_tests_database


def test_nothing_is_lost_stuck_or_silent_however_often_a_process_is_killed():
    short = ("--kills", "60", "--alerts", "40", "--people", "8", "--seed", "7")
    run, last = run_on_the_tests_database(*short)
    found = re.fullmatch(r"lost 0, stuck 0, silent 0, duplicates (\d+) of (\d+) kills", last)
    assert found, run.stdout + run.stderr
    assert int(found[1]) <= int(found[2]) >= 60
    at_random = re.search(r"(\d+) kills at a moment at random", run.stdout)
    assert at_random, run.stdout
    assert int(at_random[1]) >= 6
    assert run.returncode == 0, run.stderr
