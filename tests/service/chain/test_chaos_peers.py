"""The harness of the kills sees losses where there are some: two usual designs, under the same kills."""

from __future__ import annotations

import re

from tests.service.chain.chaos_run import run_chaos


def test_the_same_kills_take_alerts_from_two_usual_designs():
    run = run_chaos("--peers", "--kills", "60", "--seed", "1")
    assert run.returncode == 0, run.stderr
    lost = [int(count) for count in re.findall(r"lost (\d+)", run.stdout)]
    assert len(lost) == 2, run.stdout
    assert all(lost), run.stdout
