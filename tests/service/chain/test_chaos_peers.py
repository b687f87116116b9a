"""The harness of the kills sees losses where there are some: two usual designs, under the same kills."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_same_kills_take_alerts_from_two_usual_designs():
    environ = {key: value for key, value in os.environ.items() if not key.startswith("CORDEE_")}
    run = subprocess.run(
        [sys.executable, "-m", "chaos", "--peers", "--kills", "60", "--seed", "1"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    lost = [int(count) for count in re.findall(r"lost (\d+)", run.stdout)]
    assert len(lost) == 2, run.stdout
    assert all(lost), run.stdout
