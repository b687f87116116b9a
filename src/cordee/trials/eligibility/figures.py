"""Figures with their units, as the text writes them, turned into marks that a grammar can stand on.

Marks: `{uln:1.5}`, `{lln:1}`, `{qty:1.5|10*9/L}`, `{dur:28 d}`, `{pct:50}`, `{num:2}`, `{cmp:>=}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_NUMBER = r"(?<![\w.{:])(\d+(?:\.\d+)?)"
_TIMES = r"(?:x|X|times|fold(?:\s+of)?|-fold|\*)"
_ULN = re.compile(rf"{_NUMBER}\s*(?:{_TIMES}\s*)?(?:the\s+|of\s+)*(ULN|LLN)\b")
_TIMES_ULN = re.compile(rf"(?:{_TIMES}\s+)?\b(ULN|LLN)\b")
_POWER = (
    r"(?:(?:x|X|\*)?\s*10\s*(?:\*\*|\^|\*|e|E)\s*(\d{1,2})|(?:x|X|\*)\s*10(3|6|9"
    r"|12)(?=\s*(?:cells)?\s*/))"
)
_UNIT = (
    r"(?:cells?|platelets?)?\s*/\s*(?:m?cL|[uμ][lL]|mm\^?3|mm3|L|l|m[lL])(?![a-zA-Z])"
    r"|(?:g|gm|mg|[uμ]g)\s*/\s*(?:d[lL]|L|l|m[lL])(?![a-zA-Z])|(?:mmol|[uμ]mol|nmol|pmol"
    r"|umol)\s*/\s*[lL](?![a-zA-Z])"
    r"|m[lL]\s*/\s*min(?:ute)?(?:\s*/\s*1\.73\s*m\^?2)?|ng\s*/\s*(?:d[lL]|m[lL])(?![a-zA-Z])"
    r"|(?:mIU|IU|U)\s*/\s*m?L(?![a-zA-Z])"
    r"|G\s*/\s*L(?![a-zA-Z])|(?:g|grams?|mg)\s*(?:/|per)\s*(?:24[\s-]*(?:hours?|hrs?|h)|day)\b"
    r"|m(?:illi)?s(?:ec(?:onds?)?)?\b|kg(?:s)?\b(?!\s*/)|mm\s?Hg\b"
)
_QUANTITY = re.compile(rf"{_NUMBER}\s*(k|K)?\s*(?:{_POWER})?\s*({_UNIT})")
_DURATION = re.compile(
    rf"{_NUMBER}\s*-?\s*\(?(?:calendar\s+)?(days?|weeks?|wks?|months?|years?"
    r"|yrs?)\b(?!\s*(?:of\s+age|old))\)?",
    re.I,
)
_AGE = re.compile(rf"{_NUMBER}\s*-?\s*(?:years?|yrs?)\s*-?\s*(?:of\s+age|old)\b", re.I)
_PERCENT = re.compile(rf"{_NUMBER}\s*%")
_NUM = re.compile(_NUMBER)
_SIGN = re.compile(r"(>=|<=|>|<)")
_DURATION_UNIT = {"d": "d", "w": "wk", "m": "mo", "y": "y"}


def mark_figures(text: str) -> str:
    """`text` (in plain spelling) with every figure as a mark."""
    for pattern, mark in _MARKS:
        parts = _MARKED.split(text)
        text = "".join(p if p.startswith("{") else pattern.sub(mark, p) for p in parts)
    return text


def _quantity(found: re.Match[str]) -> str:
    number, thousands, power, bare_power, unit = found.groups()
    size = float(number) * (1000 if thousands else 1)
    return f" {{qty:{size:g}|{_ucum(unit, power or bare_power)}}} "


def _ucum(unit: str, power: str | None) -> str:
    compact = (
        re.sub(r"\s+", "", unit)
        .replace("^", "")
        .replace("μ", "u")
        .replace("minute", "min")
        .replace("per", "/")
    )
    compact = re.sub(r"^(?:cells?|platelets?)(?=/)", "", compact)
    compact = re.sub(r"/(?:mcL|cL|ul)$", "/uL", compact)
    compact = re.sub(r"^(?:grams?|gm)(?=/)", "g", compact)
    compact = re.sub(r"/(?:24-?(?:hours?|hrs?|h)|day)$", "/(24.h)", compact)
    compact = re.sub(r"/1\.73m2$", "/{1.73_m2}", compact)
    compact = re.sub(r"^m(?:illi)?s(?:ec(?:onds?)?)?$", "ms", compact)
    compact = re.sub(r"^kgs$", "kg", compact)
    compact = re.sub(r"l$", "L", re.sub(r"(?<=/[dm])l$", "L", compact))
    return (f"10*{power}" if power else "") + compact.replace("{", "<").replace("}", ">")


def _duration(found: re.Match[str]) -> str:
    return f" {{dur:{found[1]} {_DURATION_UNIT[found[2][0].lower()]}}} "


_MARKED = re.compile(r"(\{[a-z]+:[^}]*\})")
_MARKS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ULN, lambda m: f" {{{m[2].lower()}:{m[1]}}} "),
    (_TIMES_ULN, lambda m: f" {{{m[1].lower()}:1}} "),
    (_QUANTITY, _quantity),
    (_AGE, lambda m: f" {{age:{m[1]}}} "),
    (_DURATION, _duration),
    (_PERCENT, lambda m: f" {{pct:{m[1]}}} "),
    (_NUM, lambda m: f" {{num:{m[1]}}} "),
    (_SIGN, lambda m: f" {{cmp:{m[1]}}} "),
)
