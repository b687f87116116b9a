"""The manual's page of rules is what the spec tests say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_page_is_what_the_tests_say():
    tool = Path(__file__).parents[2] / "tools" / "spec_docs.py"
    run = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
