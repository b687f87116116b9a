"""Timing: interleaved runs, medians."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def interleaved(works: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """The median seconds of each work, run in turn A B A B … so that a drifting machine bears on all alike."""
    taken: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(runs):
        for times, work in zip(taken, works, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return [statistics.median(times) for times in taken]


def process(*command: str) -> Callable[[], object]:
    """A whole process, from start to exit, its output thrown away. Raises CalledProcessError when it fails.

    Its modules are compiled once, as they are wherever Cordée is installed: an environment that forbids bytecode would
    time the compiler on every run. The first run, not counted, makes it.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "cordee-bench-bytecode")
    return lambda: subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )


def plain_loop() -> int:
    """The machine's own yardstick for work in one process: a million additions in plain Python."""
    total = 0
    for i in range(1_000_000):
        total += i
    return total
