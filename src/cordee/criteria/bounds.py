"""Bounds, quantities and times as conditions write them, compared in three answers."""

from __future__ import annotations

import math
import re
from typing import Literal

import msgspec

from cordee.case.answer import Answer
from cordee.case.partial_date import DAYS_PER_MONTH
from cordee.terms import Words

_BOUND = re.compile(r"\s*(<=|>=|<|>|=)?\s*(-?\d+(?:\.\d+)?)\s*([a-z%]*)\s*\Z")
_RANGE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)\s*([a-z%]*)\s*\Z")
_DAYS: dict[str, float] = {"d": 1, "wk": 7, "mo": DAYS_PER_MONTH, "y": 365.25}
_TIME_WORDS: dict[str, Words] = {
    "d": Words("j", "d"),
    "wk": Words("sem.", "wk"),
    "mo": Words("mois", "mo"),
    "y": Words("ans", "y"),
}


class Bound(msgspec.Struct, frozen=True):
    """An interval of numbers, as written (`text`): `low`..`high`, an open end where the sign was strict.

    For times `low` and `high` are days, and `text` keeps the unit it was written in.
    """

    text: str
    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def holds(self, least: float, most: float | None = None) -> Answer:
        """Whether a number known to lie in `least`..`most` (or equal to `least`) is inside."""
        most = least if most is None else most
        if self._has(least) and self._has(most):
            return Answer.YES
        below = most < self.low or (most == self.low and self.low_open)
        above = least > self.high or (least == self.high and self.high_open)
        return Answer.NO if below or above else Answer.UNKNOWN

    def _has(self, number: float) -> bool:
        low_ok = number > self.low if self.low_open else number >= self.low
        high_ok = number < self.high if self.high_open else number <= self.high
        return low_ok and high_ok

    def words(self) -> Words:
        """The bound as people write it: '≥ 6 mois', '≤ 2'."""
        shown = self.text.replace(">=", "≥ ").replace("<=", "≤ ").replace("..", "–")
        shown = re.sub(r"([<>])(?=[\d\s])", r"\1 ", shown).replace("  ", " ").strip()
        for unit, name in _TIME_WORDS.items():
            if re.search(rf"\d\s*{unit}\Z", shown):
                bare = re.sub(rf"\s*{unit}\Z", "", shown)
                return Words(f"{bare.replace('.', ',')} {name.fr}", f"{bare} {name.en}")
        return Words(shown.replace(".", ","), shown)


def read_bound(written: object, *, time: bool = False) -> Bound:
    """`"<=2"`, `">=6 mo"`, `"2..4"` or a bare number. Raises ValueError saying what was expected."""
    expected = (
        'expected a bound on a time such as ">=6 mo"'
        if time
        else 'expected a bound such as "<=2", ">=18" or "2..4"'
    )
    text = (
        str(written).strip()
        if isinstance(written, str | int | float) and not isinstance(written, bool)
        else ""
    )
    if match := _RANGE.match(text):
        scale = _scale(match[3], time, expected)
        low, high = float(match[1]) * scale, float(match[2]) * scale
        if low > high:
            raise ValueError(f"'{text}' is empty: {expected}")
        return Bound(text, low, high)
    match = _BOUND.match(text)
    if not match:
        raise ValueError(f"'{written}' can't be read: {expected}")
    number = float(match[2]) * _scale(match[3], time, expected)
    match match[1]:
        case "<=":
            return Bound(text, high=number)
        case "<":
            return Bound(text, high=number, high_open=True)
        case ">=":
            return Bound(text, low=number)
        case ">":
            return Bound(text, low=number, low_open=True)
    return Bound(text, number, number)


def read_days(written: object) -> float:
    """`28 d`, `6 wk`, `6 mo` or `1 y`, in days. Raises ValueError."""
    match = re.match(r"\s*(\d+(?:\.\d+)?)\s*(d|wk|mo|y)\s*\Z", written) if isinstance(written, str) else None
    if not match:
        raise ValueError(f"'{written}' can't be read: expected a time such as 28 d, 6 wk, 6 mo or 1 y")
    return float(match[1]) * _DAYS[match[2]]


def _scale(unit: str, time: bool, expected: str) -> float:
    if not time:
        if unit:
            raise ValueError(f"the unit '{unit}' has no place here: {expected}")
        return 1.0
    if unit not in _DAYS:
        raise ValueError(f"the unit '{unit}' is not d, wk, mo or y: {expected}")
    return _DAYS[unit]


class Limit(msgspec.Struct, frozen=True):
    """A laboratory limit: `value` in the analyte's canonical unit, or times the laboratory's own ULN or LLN."""

    text: str
    value: float
    of: Literal["ULN", "LLN"] | None = None


_LIMIT = re.compile(r"(?:(\d+(?:\.\d+)?)\s*(?:x|×)\s*)?(ULN|LLN)\Z")


def read_relative_limit(written: object) -> Limit | None:
    """`ULN`, `2.5 x ULN`, `0.8 x LLN`; None when `written` is not of that form."""
    match = _LIMIT.match(str(written).strip())
    if not match:
        return None
    of: Literal["ULN", "LLN"] = "ULN" if match[2] == "ULN" else "LLN"
    return Limit(str(written).strip(), float(match[1] or 1), of)
