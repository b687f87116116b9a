"""The kinds of alert rule, and what they are called."""

from __future__ import annotations

from typing import Literal, get_args

from cordee.terms.words import Words

RuleKind = Literal["red-flag", "severe", "worse", "persistent", "combination", "count", "need"]
RULE_KINDS: tuple[str, ...] = get_args(RuleKind)
KIND_WORDS: dict[str, Words] = {
    "red-flag": Words("signe d’alerte", "warning sign"),
    "severe": Words("fort", "severe"),
    "worse": Words("aggravé", "worse"),
    "persistent": Words("qui dure", "persistent"),
    "combination": Words("association", "combination"),
    "count": Words("plusieurs à la fois", "several at once"),
    "need": Words("besoin", "need"),
}
