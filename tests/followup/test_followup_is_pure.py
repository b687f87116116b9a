"""Nothing of follow-up looks at the clock, the network, the environment or a database."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import cordee.followup

FILES = sorted(Path(cordee.followup.__file__).parent.glob("*.py"))
FORBIDDEN = {"os", "random", "socket", "urllib", "http", "sqlite3", "django", "time", "secrets", "uuid"}
CLOCK = {"now", "today", "utcnow"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_clock_no_network_no_environment(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name.name.partition(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for name in n.names
    }
    imported |= {str(n.module).partition(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not imported & FORBIDDEN
    calls = {
        n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
    }
    assert not calls & CLOCK


def test_the_files_are_looked_at():
    assert {"assess.py", "schedule.py", "load.py"} <= {path.name for path in FILES}
