"""HGVS protein changes, in the one-letter form without prefix that cases use: `p.(Gly12Cys)` → `G12C`."""

from __future__ import annotations

import re

_LETTERS = {
    "Ala": "A", "Arg": "R", "Asn": "N", "Asp": "D", "Cys": "C", "Gln": "Q", "Glu": "E", "Gly": "G", "His": "H",
    "Ile": "I", "Leu": "L", "Lys": "K", "Met": "M", "Phe": "F", "Pro": "P", "Ser": "S", "Thr": "T", "Trp": "W",
    "Tyr": "Y", "Val": "V", "Ter": "*", "Sec": "U",
}  # fmt: skip
_THREE = re.compile("|".join(_LETTERS))


def one_letter(hgvs: str) -> str | None:
    """The change in one-letter codes, None when `hgvs` is empty or says that nothing changed or nothing is known."""
    bare = hgvs.strip().rpartition(":")[2].strip()
    bare = bare.removeprefix("p.").strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    if bare in {"", "?", "="}:
        return None
    return _THREE.sub(lambda match: _LETTERS[match[0]], bare)
