"""Stage groups as records write them, in the form that cases use: roman numeral, then letter ('IV', 'IIIB')."""

from __future__ import annotations

import re

from cordee.fhir.coding import untagged

_ROMAN = {"0": "0", "1": "I", "2": "II", "3": "III", "4": "IV"}
_GROUP = r"(?P<n>0|IV|I{1,3}|[1-4])\s*(?P<sub>[A-E]?\d?)"
_ALONE = re.compile(_GROUP, re.IGNORECASE)
_TOLD = re.compile(rf"\bstage(?: group)?\s+{_GROUP}\b", re.IGNORECASE)


def stage_group(text: str) -> str | None:
    """The group in '4', 'IIIB', 'Stage 1A', 'Stage IV (qualifier value)'; None in any other text."""
    bare = untagged(text).strip()
    match = _ALONE.fullmatch(bare) or _TOLD.search(bare)
    if match is None:
        return None
    number = match["n"].upper()
    return _ROMAN.get(number, number) + match["sub"].upper()
