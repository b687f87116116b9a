"""The rope: a chain of named people drawn as knots; the one who holds it now is filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise


class State(StrEnum):
    """Where a knot lies on the rope."""

    PAST = "past"
    HELD = "held"
    NEXT = "next"


@dataclass(frozen=True)
class Knot:
    """One named human on the rope. `when`: since which day, or in words when it passes on; None when not known.

    `words`, in the reader's language, say what happened there; they never repeat the name or the time.
    """

    name: str
    when: date | str | None
    state: State
    words: str = ""


def is_rope(knots: Sequence[Knot]) -> bool:
    """Whether the knots read as one rope: past ones, then at most one that holds, then what comes next."""
    order = [list(State).index(knot.state) for knot in knots]
    held = sum(knot.state is State.HELD for knot in knots)
    return bool(knots) and held <= 1 and all(before <= after for before, after in pairwise(order))


def handed_over(held: Sequence[tuple[str, date]], offered: tuple[str, date] | None = None) -> list[Knot]:
    """The rope of a coordination: `held` as (name, since), the oldest first, the last one holding now; `offered` as
    (name, when asked). No words: the page says them."""
    knots = [Knot(name, since, State.PAST) for name, since in held[:-1]]
    knots += [Knot(name, since, State.HELD) for name, since in held[-1:]]
    if offered is not None:
        knots.append(Knot(*offered, State.NEXT))
    return knots
