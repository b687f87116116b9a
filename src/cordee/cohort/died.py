"""Who has died: a recorded death, with or without its day. Of everyone else nothing is recorded, and they are kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cordee.case import Person
from cordee.cohort.cohort import Cohort

_KEPT = "died"


def died(cohort: Cohort) -> NDArray[np.bool_]:
    """Of whom a death is recorded that may have been by the cohort's day, bool (people,). Kept beside the tables."""
    kept = cohort.beside.read(_KEPT) if cohort.beside is not None else None
    if kept is not None:
        return np.unpackbits(np.frombuffer(kept, np.uint8), bitorder="little", count=len(cohort)).view(
            np.bool_
        )
    gone = _died(cohort)
    if cohort.beside is not None:
        cohort.beside.write(_KEPT, np.packbits(gone, bitorder="little").tobytes())
    return gone


def _died(cohort: Cohort) -> NDArray[np.bool_]:
    table = cohort.tables["person"]
    gone = np.zeros(len(cohort), np.bool_)
    if len(table):
        stated = np.array([isinstance(f, Person) and f.dead is True for f in table.facts], np.bool_)
        day = table.days["died"]
        known = (day > 0) & (cohort.calendar.earliest[day] <= cohort.on.toordinal())
        gone[table.person[stated[table.code] | known]] = True
    return gone


def alive_plane(cohort: Cohort) -> NDArray[np.uint8]:
    """Everyone else, as a bit-plane: uint8 (ceil(people / 8),), person i at bit i % 8 of byte i // 8."""
    return np.packbits(~died(cohort), bitorder="little")
