"""What a reader of one kind of statement hands back: the conditions it is sure of, and whether they are all of it."""

from __future__ import annotations

import re

import msgspec

from cordee.criteria import Criterion
from cordee.criteria.tree import All, AnyOf


class Claim(msgspec.Struct, frozen=True):
    """`conditions`: in an inclusion every one must hold, in an exclusion none may. `whole`: nothing was left unread."""

    conditions: tuple[Criterion, ...]
    whole: bool = True


# Words that can turn a statement round, tie it to a case, or offer another way in.
TURNING = re.compile(
    r"\b(?:or|and/or|unless|except\w*|exclud\w+|not|no|non|nor|never|without|if|only|eligible"
    r"|ineligible|allowed|permitted|acceptable"
    r"|exempt\w*|other\s+than|but|however|either|neither|may|naive|cohorts?|absence|absent"
    r"|negative|unable|waived?|regardless|instead"
    r"|alternativ\w+|otherwise|optional\w*|preferred|encouraged|recommended|when|where|cannot"
    r"|can't|free\s+of|rule\s?d?\s+out|rather)\b"
)
FIGURE = re.compile(r"\{(?:num|qty|dur|pct|cmp|uln|lln|age):[^}]*\}")
ASIDE = re.compile(
    r"\(\s*(?:e\.?g\.?|i\.?e\.?|such as|including|for example|ecog|kps|ps|as|per|according|nci"
    r"|ctcae|recist)\b[^()]*\)"
)
# Said of some people only, or of those a condition holds for: 'in men', 'participants with X must …'.
OF_SOME = re.compile(
    r"\b(?:for|in|among)\s+(?!all\b)(?:\w+\s+){0,2}?(?:patients|participants|subjects|individuals|men|women|males?"
    r"|females?|adults|children|those|cases?)\b|\(\s*(?:men|women|males?|females?)\s*\)"
)
THEN_MUST = re.compile(
    r"(?<!\band )(?<!\bwho )(?<!, )\b(?:must|should|needs?|requires?|required|will|ha(?:s|ve)\s+to)\b"
    r"(?!\s+(?:also\s+)?(?:be|have\s+been)\s+(?:\w+ly\s+)?(?:confirmed|documented|determined|detected"
    r"|established|assessed|measured|performed|obtained|tested))"
)
SUBJECT = re.compile(
    r"^(?:[-*•.,:;()\s]|(?:key|all|the|a|an|any|each|adult|potential|eligible)\s+)*"
    r"(?:(?:participants?|patients?|subjects?|individuals?|persons?|people|those|candidates?|women"
    r"|females?)\b"
    r"(?:\s*\(?s?\)?\s*(?:,|who|that|with|are|is|must|should|shall|will|has|have|had|be|been|being"
    r"|a|an|the|to|of|currently|known)\b)*\s*"
    r"|(?:must|should|has|have|had|is|are|having|be|who|with|known|currently)\s+)*"
)  # fmt: skip

# What may stand before a name without changing what it names.
BEFORE_A_NAME = (
    r"(?:[\s()]|(?:known|any|a|an|the|current|currently|ongoing|past|prior|previous|medical"
    r"|clinical|history|of|or|and|evidence|diagnosis|diagnosed|confirmed|"
    r"documented|presence|present|has|have|having|had|with|infection|infected|seropositive|for"
    r"|positive|test|tests|tested|testing|to|be|is|"
    r"are|chronic|acute|suspected|seropositivity|carriers?|concurrent|concomitant|pre-?existing"
    r"|state|status|underlying|non-?infectious|"
    r"recipients?|received|undergone|type|women|females?|participants?|patients?|subjects?"
    r"|individuals?|those|who|s)\b)*"
)


def joined(conditions: list[Criterion], how: str) -> Criterion:
    """One condition out of several: `all` or `any`."""
    if len(conditions) == 1:
        return conditions[0]
    return All(tuple(conditions)) if how == "all" else AnyOf(tuple(conditions))


def without_asides(text: str) -> str:
    """Without the parentheses that only give examples or say where a scale comes from."""
    return re.sub(r"\s+", " ", ASIDE.sub(" ", text)).strip()
