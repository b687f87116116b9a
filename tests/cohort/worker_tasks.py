"""Work for other processes, importable there."""

from __future__ import annotations

import os
import signal


def dies(task: int) -> None:
    """Ends its process."""
    os.kill(os.getpid(), signal.SIGKILL)


def refuses_two(task: int) -> int:
    """Refuses its second task."""
    if task == 2:
        raise ValueError("the second")
    return task
