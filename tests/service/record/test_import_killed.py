"""kill -9 in the middle of the last transaction of an import of 5,000: nothing half there, and it can be taken up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def run(step: str, home: Path) -> subprocess.CompletedProcess[str]:
    environ = {
        k: v for k, v in os.environ.items() if k not in {"CORDEE_DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    environ |= {"CORDEE_HOME": str(home), "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    command = [sys.executable, "-W", "ignore", "-m", "tests.service.record.killed_import", step]
    return subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120, check=False
    )


def test_all_or_nothing(tmp_path: Path):
    assert run("stage", tmp_path).returncode == 0
    assert run("look", tmp_path).stdout == "0 0 ready 5000 0"
    assert run("die", tmp_path).returncode == -signal.SIGKILL
    assert run("look", tmp_path).stdout == "0 0 ready 5000 0"
    finished = run("finish", tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert run("look", tmp_path).stdout == "5000 1 done 0 1"
