"""What engine and watchman did, as lines of JSON for a log collector: numbers and names of steps, nobody's data.

Written to standard error when `CORDEE_LOG=json`.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cordee.service.chain.engine import Cycle
    from cordee.service.chain.watchman import Round


def line(at: datetime, event: str, **numbers: int) -> str:
    """One line: `at`, `event`, and numbers by name."""
    return json.dumps({"at": at.isoformat(timespec="milliseconds"), "event": event, **numbers})


def _write(text: str) -> None:
    if os.environ.get("CORDEE_LOG") == "json":
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def say_cycle(at: datetime, cycle: Cycle) -> None:
    """A cycle that did something."""
    sent = cycle.deliveries
    if not cycle.idle:
        _write(
            line(
                at,
                "engine.cycle",
                check_ins=cycle.asked,
                alerts=cycle.escalated,
                sent=sent.sent,
                again=sent.again,
                failed=sent.failed,
                needless=sent.needless,
            )
        )


def say_looked(at: datetime, plans: int) -> None:
    """Adopted plans were compared with new knowledge."""
    _write(line(at, "engine.plans", looked_again=plans))


def say_round(at: datetime, done: Round) -> None:
    """A round of the watchman with something new."""
    counted = Counter(name.replace("-", "_") for name, _ in done.new)
    _write(line(at, "watchman.found", **counted))
