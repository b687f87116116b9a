"""Running `cordee` as an operator does: a process of its own, with its own folder and settings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

SECRET = "drawn for the tests alone: 8Jx_2vQw0rTz5Lk9Pn3Bs7Yd1Hf6Gm4C"


@dataclass
class Place:
    """A data folder, and how to run `cordee` in it."""

    home: Path
    environ: dict[str, str]

    def cordee(self, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
        """Run it to its end, in English."""
        return subprocess.run(
            command(*arguments), env={**self.environ, **more}, capture_output=True, text=True, check=False
        )


def command(*arguments: object) -> list[str]:
    """`cordee …` with this interpreter."""
    return [
        sys.executable,
        "-c",
        "import sys; from cordee.cli import main; sys.exit(main())",
        *map(str, arguments),
    ]


def place_at(home: Path, **more: str) -> Place:
    """An environment with nothing of the tests' own in it but what is said."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CORDEE_", "DJANGO_"))}
    return Place(
        home, {**kept, "CORDEE_HOME": str(home), "CORDEE_LANG": "en", "PYTHONDONTWRITEBYTECODE": "", **more}
    )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder that does not exist yet, with what `cordee serve` asks for."""
    return place_at(tmp_path / "home", CORDEE_SECRET_KEY=SECRET, CORDEE_HOSTS="localhost")


@pytest.fixture(scope="session")
def demo_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A demo, loaded once for all these tests, on SQLite; nothing listens."""
    home = tmp_path_factory.mktemp("demo") / "home"
    made = place_at(home)
    code = (
        "import sys; from pathlib import Path; from cordee.service.project.demo.prepare import prepared;"
        "prepared(Path(sys.argv[1]), reset=False)"
    )
    subprocess.run([sys.executable, "-c", code, str(home)], env=made.environ, check=True)
    return made


@pytest.fixture
def free_port() -> Callable[[], int]:
    """A port that nothing listens on."""

    def find() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    return find
