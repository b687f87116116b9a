"""What must be the case, kept in plain values: who has which worry, and when it is due next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

RED, AMBER = 0, 1
LONGEST = {RED: timedelta(hours=4), AMBER: timedelta(days=9)}
"""No policy of the play lets a red wait longer than this before its next step; an amber counts working hours, and a
week-end with a holiday lies between."""


@dataclass
class Kept:
    """One worry of one person as the oracle knows it."""

    level: int
    due: datetime
    holder: UUID | None = None
    offered_to: UUID | None = None
    put_off_by: UUID | None = None
    closed_by: UUID | None = None
    untold: bool = False
    """Somebody must hear of it in the next turn."""

    def free(self) -> None:
        """Nobody has it any more; the ladder starts again."""
        self.holder = self.offered_to = self.put_off_by = None


@dataclass
class Oracle:
    """Every alert there ever was by its id; which one is open for a person's worry."""

    kept: dict[UUID, Kept] = field(default_factory=dict)
    open: dict[tuple[UUID, str], UUID] = field(default_factory=dict)

    def close(self, id: UUID, by: UUID) -> None:
        """It is over, by a named human."""
        kept = self.kept[id]
        kept.holder = kept.holder or by
        kept.closed_by, kept.offered_to = by, None
        kept.untold = False
        self.open = {worry: open_ for worry, open_ in self.open.items() if open_ != id}

    def compare(self, rows: dict[UUID, Any]) -> None:
        """Each stored row says what the oracle says, in everything but the time of the next step."""
        assert rows.keys() == self.kept.keys(), "an alert came or went by itself"
        for id, row in rows.items():
            kept = self.kept[id]
            assert row.level == kept.level, "another level"
            assert row.acknowledged_by_id == kept.holder, "somebody else has it"
            assert (row.acknowledged_at is None) == (kept.holder is None), "taken without a name or a time"
            assert row.offered_to_id == kept.offered_to, "offered to somebody else"
            assert row.closed_by_id == kept.closed_by, "closed by somebody else"
            assert row.snoozed_by_id == kept.put_off_by, "put off by somebody else"
            if kept.closed_by is None:
                assert row.next_action_at is not None, "open without a next step"
            else:
                assert row.outcome, "closed without an outcome"
        still = {(row.person_id, row.cause): id for id, row in rows.items() if row.closed_at is None}
        assert still == self.open, "open twice, or not open"
