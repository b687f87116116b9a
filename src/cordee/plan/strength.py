"""How strong an option's evidence is, as one number, used only to order things: never shown as a verdict."""

from __future__ import annotations

from cordee.knowledge import Option

WEAKEST = 0.2
MEASURED = 0.7  # figures from a published trial, without anybody's level
_CIVIC = {"A": 1.0, "B": 0.7, "C": 0.4, "D": 0.25, "E": 0.2}
_ESCAT = {"I": 1.0, "II": 0.7, "III": 0.5, "IV": 0.25, "V": 0.25, "X": 0.2}


def strength(option: Option) -> float:
    """0 to 1: the best level the option carries. CIViC A, ESCAT I, an approval or a guideline count as 1."""
    levels = [_level(e.scale, e.level or "") for e in option.evidence]
    if option.approvals:
        levels.append(1.0)
    if option.benefit:
        levels.append(MEASURED)
    return max(levels, default=WEAKEST)


def _level(scale: str, level: str) -> float:
    match scale:
        case "CIViC":
            return _CIVIC.get(level[:1], WEAKEST)
        case "ESCAT":
            return _ESCAT.get(level.partition("-")[0], WEAKEST)
        case "approval" | "guideline":
            return 1.0
        case "consensus" | "GRADE":
            return 0.7
        case "ESMO-MCBS":
            return {"5": 1.0, "4": 1.0, "A": 1.0, "B": 0.9, "3": 0.7, "2": 0.5, "1": 0.4}.get(level[:1], 0.5)
    return WEAKEST
