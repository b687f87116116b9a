"""Running a command as a user does, inside this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cordee.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = "2026-11-20"


class Done(NamedTuple):
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def cordee(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """`cordee("plan", path)` → Done."""
    monkeypatch.delenv("CORDEE_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")

    def run(*arguments: object) -> Done:
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return run
