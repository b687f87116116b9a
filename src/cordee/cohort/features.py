"""What of a plain course of illness decides an answer, by columns, where nearly every slice is somebody's alone.

People with equal features answer alike, so that one of each is asked; people whose course is not plain go by their slices.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cordee.cohort.cohort import Cohort
from cordee.cohort.table import FactTable

Ints = NDArray[np.int64]
Feature = Callable[[Cohort, tuple[float, ...]], tuple[NDArray[np.bool_], Ints]]
_NEVER = -1


def growth(cohort: Cohort, ages: tuple[float, ...]) -> tuple[NDArray[np.bool_], Ints]:
    """For `progression`: who has a plain course, (people,) bool, and its features as one number, (people,).

    Plain: every date a day, no line or reading without one, nothing measured or tied to a line by number, no two lines or
    readings of one day. Then the last line, the last reading that says something and the last new site tell all: which
    there are, what the line ended for, what the reading says, which is later, and whether the reading is older than
    `ages[0]` days.
    """
    plain = np.ones(len(cohort), np.bool_)
    for field, undated in (("lines", True), ("imaging", True), ("metastases", False)):
        _only_days(cohort, field, plain, undated=undated)
    lines, imaging, sites = (cohort.tables[name] for name in ("lines", "imaging", "metastases"))
    line, line_on = _last(cohort, lines, np.ones(len(lines.facts), np.bool_), plain)
    stated = np.array([getattr(f, "stated", None) is not None for f in imaging.facts], np.bool_)
    reading, read_on = _last(cohort, imaging, stated, plain)
    present = np.array([getattr(f, "presence", "") == "present" for f in sites.facts], np.bool_)
    _, site_on = _last(cohort, sites, present, None)
    progressed = _of(lines, line, [getattr(f, "ended", None) == "progression" for f in lines.facts])
    said = {None: 0, "PD": 1, "NE": 2}
    code = _of(imaging, reading, [said.get(getattr(f, "stated", None), 3) for f in imaging.facts])
    odd = [bool(getattr(f, "lesions", ())) or getattr(f, "line", None) is not None for f in imaging.facts]
    if len(imaging):
        plain[imaging.person[np.array(odd, np.bool_)[imaging.code]]] = False
    ended_on = np.full(len(cohort), _NEVER, np.int64)
    has = line >= 0
    ended = lines.days["ended_on"][line[has]]
    ended_on[has] = np.where(ended > 0, cohort.calendar.earliest[ended], _NEVER)
    old = cohort.on.toordinal() - read_on > (ages[0] if ages else 0)
    parts = [
        has, progressed > 0, code, ended_on > 0, read_on > ended_on, site_on > line_on, site_on >= read_on,
        line_on >= read_on, old, site_on > 0,
    ]  # fmt: skip
    key = np.zeros(len(cohort), np.int64)
    for part in parts:
        key = key * 4 + part.astype(np.int64)
    return plain, key


def _only_days(cohort: Cohort, field: str, plain: NDArray[np.bool_], *, undated: bool) -> None:
    """Take out of `plain` who has an incomplete date in `field`, or, `undated`, a fact without one."""
    table = cohort.tables[field]
    for name, days in table.days.items():
        plain[table.person[~cohort.calendar.exact[days]]] = False
        if undated and name == "on":
            plain[table.person[days == 0]] = False


def _last(
    cohort: Cohort, table: FactTable, counts: NDArray[np.bool_], plain: NDArray[np.bool_] | None
) -> tuple[Ints, Ints]:
    """Each person's last row whose fact counts, -1 for none, and its day. Out of `plain` go those with two of one day."""
    row = np.full(len(cohort), -1, np.int64)
    on = np.full(len(cohort), _NEVER, np.int64)
    if not len(table):
        return row, on
    kept = np.flatnonzero(counts[table.code] & (table.days["on"] > 0))
    person = table.person[kept]
    day = cohort.calendar.earliest[table.days["on"][kept]].astype(np.int64)
    order = np.lexsort((day, person))
    kept, person, day = kept[order], person[order], day[order]
    if plain is not None:
        same = (np.diff(person, prepend=-1) == 0) & (np.diff(day, prepend=-1) == 0)
        plain[person[same]] = False
    row[person], on[person] = kept, day  # the last of equal places stays
    return row, on


def _of(table: FactTable, row: Ints, values: list[int]) -> Ints:
    """What the fact of each person's row gives, 0 for none."""
    given = np.zeros(len(row), np.int64)
    has = row >= 0
    if has.any():
        given[has] = np.array(values, np.int64)[table.code[row[has]]]
    return given


FEATURES: dict[str, Feature] = {"growth": growth}
"""By name, as a `Slice` names them."""
