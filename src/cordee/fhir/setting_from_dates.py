"""The setting of a line that was put together from dates: after the first metastasis it was the metastatic one."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cordee.case import Fact, LineOfTherapy, Metastasis, PartialDate, Primary


def with_setting(lines: Iterable[LineOfTherapy], facts: Iterable[Fact]) -> list[LineOfTherapy]:
    """`lines` with the metastatic setting where their first day is not before the first day of spread.

    Only for lines that are marked guesses already, and only that way round: a line begun before any recorded spread stays
    without a setting, since spread may have been recorded late.
    """
    began = spread_began(facts)
    return [_set(line, began) for line in lines]


def spread_began(facts: Iterable[Fact]) -> PartialDate | None:
    """The first day that distant spread is recorded: a metastasis, or a first tumour found at stage IV or M1."""
    days = [f.on for f in facts if isinstance(f, Metastasis) and f.presence == "present" and f.on is not None]
    for f in facts:
        if isinstance(f, Primary) and ((f.stage or "").startswith("IV") or (f.m or "").startswith("1")):
            days += [on for on in (f.stage_on or f.on,) if on is not None]
    return min(days, key=lambda on: on.earliest, default=None)


def _set(line: LineOfTherapy, began: PartialDate | None) -> LineOfTherapy:
    open_ = line.setting is None and line.number is None and line.source.guess is not None
    if not open_ or began is None or line.on is None or line.on.earliest < began.latest:
        return line
    return msgspec.structs.replace(line, setting="metastatic")
