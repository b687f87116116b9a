"""Pregnancy and breastfeeding, as an exclusion and as what an inclusion asks."""

from __future__ import annotations

import re

from cordee.criteria import Criterion
from cordee.criteria.leaves.tolerance import ConditionLeaf
from cordee.criteria.tree import NoneOf
from cordee.trials.eligibility.claims import Claim

_PREGNANT = re.compile(r"(?<!negative )(?<!serum )(?<!urine )\{cond:pregnancy\}(?!\s*(?:tests?|prevention))")
_NURSING = re.compile(r"\{cond:breastfeeding\}|\blactati\w+\b|\bnursing\b|\bbreast[\s-]?feed\w*")
_PREGNANCY_TURNS = re.compile(
    r"\b(?:unless|except|excluding|not|no|without|if|test|allowed|permitted|eligible|partners?"
    r"|risk|stop\w*|discontinu\w*|agree\w*|potential|history)\b"
)
_NEGATIVE_TEST = re.compile(
    r"\bnegative\b[^.;]{0,60}\{cond:pregnancy\}\s*tests?"
    r"|\{cond:pregnancy\}\s*tests?\b[^.;{}]{0,40}\bnegative\b|\bnot\s+(?:be\s+)?\{cond:pregnancy\}"
    r"|\bnon-?\s?\{cond:pregnancy\}"
)
_NOT_NURSING = re.compile(
    r"\b(?:not|non)\b[\s-]*(?:be\s+|become\s+"
    r"|plan\w*\s+to\s+)?(?:currently\s+)?(?:\{cond:pregnancy\}\s*,?\s*(?:or|and|nor"
    r"|and/or)?\s*)?(?:be\s+)?(?:\{cond:breastfeeding\}|lactating|nursing|breastfeed)"
)


def read_pregnancy(text: str) -> Claim | None:
    """'Pregnant or breastfeeding', with whatever plans of pregnancy stand beside it."""
    pregnant, nursing = bool(_PREGNANT.search(text)), bool(_NURSING.search(text))
    if not (pregnant or nursing) or len(text) > 400:
        return None
    end = max((m.end() for m in [*_PREGNANT.finditer(text), *_NURSING.finditer(text)]), default=0)
    head, tail = text[:end], text[end:]
    if _PREGNANCY_TURNS.search(head) or re.search(
        r"\b(?:unless|except|excluding|stop\w*|discontinu\w*|but)\b", tail
    ):
        return None
    others = re.findall(r"\{(?!cond:pregnancy|cond:breastfeeding)[a-z]+:", head)
    if others:
        return None
    found: list[Criterion] = [ConditionLeaf(("pregnancy",))] if pregnant else []
    found += [ConditionLeaf(("breastfeeding",))] if nursing else []
    return Claim(
        tuple(found),
        not re.search(
            r"\w{3}",
            re.sub(
                r"\b(?:women|females?|who|are|patients?|subjects?|the|study|during|participants?|or|and|is)\b",
                "",
                tail,
            ),
        ),
    )


def not_pregnant(text: str) -> list[Criterion]:
    """What an inclusion says of it: a negative test, not breastfeeding."""
    if re.search(
        r"\bunless\b|\bexcept\b|not\s+required|do\s+not\s+require"
        r"|\bpartners?\b[^.]{0,60}\{cond:pregnancy\}",
        text,
    ):
        return []
    found: list[Criterion] = []
    if _NEGATIVE_TEST.search(text):
        found.append(NoneOf((ConditionLeaf(("pregnancy",)),)))
    if _NOT_NURSING.search(text):
        found.append(NoneOf((ConditionLeaf(("breastfeeding",)),)))
    return found
