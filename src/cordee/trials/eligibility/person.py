"""Age, sex, performance status."""

from __future__ import annotations

import re

from cordee.criteria import Criterion
from cordee.criteria.bounds import read_bound
from cordee.criteria.leaves.person import AgeLeaf, EcogLeaf, KarnofskyLeaf, SexLeaf
from cordee.trials.eligibility.claims import FIGURE, OF_SOME, THEN_MUST, TURNING, Claim, without_asides

_SCALE_WORDS = (
    r"(?:[-\s(),:/=']|(?:eastern|cooperative|oncology|group|ecog|world|health|organi[sz]ation|who"
    r"|zubrod|performance|status|score|scale|scores|"
    r"ps|kps|karnofsky|lansky|or|play|grade|level|index|of|is|are|a|an|the|must|should|be|being"
    r"|with|rating|value|as)\b)*"
)
_ECOG_CUE = (
    r"\b(?:ecog|eastern\s+cooperative\s+oncology\s+group|zubrod|who\s+performance"
    r"|world\s+health\s+organi[sz]ation\s+performance)\b"
)
_NUMS = r"\{num:\d+\}(?:\s*(?:,|or|to|-|/|and|through|,\s*or)\s*\{num:\d+\})*"
_ECOG = re.compile(
    rf"{_ECOG_CUE}{_SCALE_WORDS}(?:\{{cmp:(?P<sign>[<>=]+)\}}\s*\{{num:(?P<n>[0-5])\}}|"
    rf"(?P<list>{_NUMS}))"
)
_KARNOFSKY = re.compile(
    rf"\b(?:karnofsky|kps)\b{_SCALE_WORDS}\{{cmp:(?P<sign>[<>=]+)\}}\s*\{{(?:num|pct):(?P<n>\d{{2,3}})\}}"
)
_AGE_VALUE = r"\{(?:age:|num:|dur:)(\d+)(?: y)?\}"
_AGES = (
    re.compile(
        r"(?:age[ds]?\b\s*(?:of\s+|is\s+|:\s*|\(years\)\s*"
        rf"|must\s+be\s+)*)?\{{cmp:(?P<sign>>=|>|<=|<)\}}\s*{_AGE_VALUE}"
    ),
    re.compile(rf"\baged?\b[^{{}}]{{0,12}}?{_AGE_VALUE}\s*(?:-|to|and|through)\s*{_AGE_VALUE}"),
    re.compile(
        r"(?:between\s+(?:the\s+ages\s+of\s+)?)?\{(?:num|age):(\d+)(?: y)?\}\s*(?:-|to|and"
        r"|through)\s*\{age:(\d+)\}"
    ),
    re.compile(r"\baged?\s+\{(?:age|num|dur):(\d+)(?: y)?\}\s+(?:and|or)\s+(?:over|above|older)"),
)
_BOTH_SEXES = re.compile(
    r"\b(?:males?|m[ae]n)\s*(?:or|and|/|and/or"
    r"|,)\s*(?:non-?pregnant,?\s*(?:non-?lactating\s*)?)?(?:females?|wom[ae]n)\b|\b(?:females?"
    r"|wom[ae]n)\s*(?:or|and|/|and/or)\s*(?:males?|m[ae]n)\b"
)
_FEMALE = re.compile(
    r"^(?:\W|consenting|adult|eligible|participants?|patients?|subjects?|must|be|are|is|have|a|an"
    r"|the)*\b(?:females?|wom[ae]n)\b"
)
_MALE = re.compile(r"\b(?:males?|men|man)\b")
_OF_WOMEN_ONLY = re.compile(
    r"child|pregnan|contracep|menopaus|{cond:(?:pregnancy|childbearing|breastfeeding|post|pre)"
    r"|{drug:contra|partner|steril|fertil"
)


def read_performance(text: str, *, inclusion: bool) -> Claim | None:
    """ECOG (WHO, Zubrod) or Karnofsky."""
    text = without_asides(text)
    ecog, karnofsky = list(_ECOG.finditer(text)), list(_KARNOFSKY.finditer(text))
    leaf: Criterion
    if len(ecog) == 1 and not karnofsky:
        found = ecog[0]
        if re.search(r"karnofsky|lansky|kps", text):
            return None
        if found["list"]:
            numbers = sorted(int(n) for n in re.findall(r"\{num:(\d+)\}", found["list"]))
            if numbers[-1] > 5 or (
                "-" not in found["list"]
                and "to" not in found["list"]
                and numbers != list(range(numbers[0], numbers[-1] + 1))
            ):
                return None
            leaf = EcogLeaf(read_bound(_span(numbers[0], numbers[-1])))
        else:
            leaf = EcogLeaf(read_bound(f"{found['sign']}{found['n']}"))
    elif len(karnofsky) == 1 and not ecog:
        found = karnofsky[0]
        leaf = KarnofskyLeaf(read_bound(f"{found['sign']}{found['n']}"))
    else:
        return None
    rest = text[: found.start()] + " | " + text[found.end() :]
    rest = re.sub(r"\{cmp:[<>=]+\}\s*\{dur:[^}]+\}|\{dur:[^}]+\}", " ", rest)
    tail = text[found.end() :]
    if FIGURE.search(rest) or TURNING.search(rest) or OF_SOME.search(tail) or THEN_MUST.search(tail):
        return None
    whole = not re.search(r"\{|with|deteriorat|expectancy|stable|adequate", rest)
    return Claim((leaf,), whole) if whole or inclusion else None


def _span(low: int, high: int) -> str:
    if low == 0:
        return f"<={high}"
    return f">={low}" if high >= 4 else f"{low}..{high}" if high > low else f"{low}"


def read_person(text: str, *, inclusion: bool) -> Claim | None:
    """Age in years, and sex where only one may take part."""
    text = without_asides(text)
    if not inclusion or _OF_WOMEN_ONLY.search(text):
        return None
    bare = _BOTH_SEXES.sub(" ", text)
    claimed: list[Criterion] = []
    rest = bare
    bounds: list[str] = []
    for pattern in _AGES:
        for found in pattern.finditer(rest):
            years = "{age:" in found[0] or " y}" in found[0] or "age" in found[0][:8]
            if not years:
                continue
            groups = [g for g in found.groups() if g and g.isdigit()]
            bounds.append(
                f"{found['sign']}{groups[0]}"
                if "sign" in found.groupdict()
                else "..".join(groups)
                if len(groups) > 1
                else f">={groups[0]}"
            )
            rest = rest.replace(found[0], " | ")
    female = bool(_FEMALE.search(rest)) and not _MALE.search(rest)
    head = rest.split("|")[0] if bounds else rest
    if len(bounds) > 2 or (not bounds and not female):
        return None
    after = rest[rest.find("|") :] if bounds else rest
    tail = re.split(r"\b(?:undergoing|with|at|on|who|when|diagnosed|as\s+of|prior|before|by)\b|[.;]", after)[
        0
    ]
    if (
        TURNING.search(head)
        or TURNING.search(tail)
        or re.search(r"\{(?:age|cmp)|\blegal|\bunless|\bexcept|\bor\s+(?:the|older|age)|\bif\b|cohort", after)
    ):
        return None
    if THEN_MUST.search(after):
        return None
    claimed += [AgeLeaf(read_bound(b)) for b in bounds]
    if female:
        claimed.insert(0, SexLeaf("female"))
    words = re.sub(
        r"\b(?:age[ds]?|years?|of|at|the|time|signing|informed|consent|participants?|patients?"
        r"|subjects?|must|be|adults?|old|icf|form|on|day|a|an|is|are|have|screening|study|entry"
        r"|enrollment|females?|women|with|no|upper|limit|written)\b|[\W_]",
        "",
        rest,
    )
    return Claim(tuple(claimed), not words)
