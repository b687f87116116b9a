"""The phase of a trial in figures."""

from __future__ import annotations

import re

_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}


def plain_phase(text: str) -> str:
    """'PHASE2' → '2', 'I/II' → '1/2', 'EARLY_PHASE1' → 'early 1'; '' when not applicable."""
    if "EARLY" in text.upper():
        return "early 1"
    found = re.findall(r"[1-4]|\b(?:IV|I{1,3})\b", text.upper().replace("_", " ").replace("PHASE", " "))
    return "/".join(dict.fromkeys(_ROMAN.get(f, f) for f in found))
