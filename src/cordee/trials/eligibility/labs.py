"""Limits on laboratory values: counts, creatinine, bilirubin, transaminases, LVEF, QTc, weight."""

from __future__ import annotations

import re
from typing import Any

from cordee.criteria import Criterion
from cordee.criteria.bounds import Limit, read_relative_limit
from cordee.criteria.leaves.laboratory import LabLeaf
from cordee.criteria.leaves.spread import MetastasesLeaf
from cordee.criteria.leaves.tolerance import ConditionLeaf
from cordee.criteria.tree import All, AnyOf
from cordee.terms import Terms
from cordee.trials.eligibility.claims import (
    FIGURE,
    OF_SOME,
    THEN_MUST,
    TURNING,
    Claim,
    joined,
    without_asides,
)

_LAB = r"\{lab:[a-z0-9-]+\}"
# Atomic, like the fillers below: a list that does not lead to a limit is given up at once, not tried in every cut.
_LABS = rf"(?>{_LAB}(?:\s*\(?\s*(?:/|,|&|and/or\b|and\b|or\b)(?:\s*and\b)?\s*{_LAB}\s*\)?)*)"
_VALUE = r"\{(?:qty|uln|lln|pct|num):[^}]+\}"
_FILL = (
    r"(?:[\s,:=()]|(?:level|levels|value|values|count|counts|concentration|must|should|be|is|are"
    r"|was|of|a|an|the|serum|plasma|total|"
    r"with|in|by|as|measured|calculated|estimated|baseline|resting|mean|average|score|result"
    r"|results|fraction|interval|defined)\b)*"
)
_COMPARED = re.compile(
    rf"(?P<labs>{_LABS}){_FILL}\{{cmp:(?P<sign>[<>=]+)\}}\s*(?:to\s+)?(?P<value>{_VALUE})"
    rf"|\{{cmp:(?P<sign2>[<>=]+)\}}\s*(?P<labs2>{_LABS})\s*(?:of\s+|x\s+)?(?P<value2>{_VALUE})"
)
_ELSEWISE = (
    r"[\s,;(]*(?:or|unless|except|but|and)?[\s,(]*(?:"
    r"(?:[^{{}}.;()]{{0,25}}\{{cmp:(?P<s1>[<>=]+)\}}\s*(?P<v1>\{{(?:uln|qty):[^}}]+\}})"
    r"[^{{}}.;()]{{0,45}}\b(?:if|for|in|with|when|of)\b[^{{}}.;()]{{0,60}}{what}[^{{}}.;()]{{0,60}})"
    r"|(?:[^{{}}.;()]{{0,60}}{what}[^{{}}.;()]{{0,60}}(?:{lab}[^{{}}.;()]{{0,20}})?"
    r"\{{cmp:(?P<s2>[<>=]+)\}}\s*(?P<v2>\{{(?:uln|qty):[^}}]+\}})))\s*\)?"
)
_LIVER = re.compile(_ELSEWISE.format(what=r"\{site:liver\}\s*metasta(?:sis|ses|tic)", lab=_LAB))
_GILBERT = re.compile(_ELSEWISE.format(what=r"\{cond:gilbert\}(?:\s*(?:syndrome|disease))?", lab=_LAB))
_SIGNS = {">=": "at_least", "<=": "at_most", ">": "above", "<": "below"}
_ALLOWED = re.compile(
    r"\b(?:mean|resting|average|single|triplicate|lead|adequate|bone|marrow|hematologic\w*"
    r"|haematologic\w*|liver|hepatic|renal|kidney|cardiac|heart|organ|blood|coagulation|function|"
    r"reserve|defined|as|by|following|values?|tests?|laborator\w+|patients?|subjects?"
    r"|participants?|must|have|has|with|including|and|the|a|"
    r"of|for|at|screening|baseline|to|gault|cockcroft|formula|using|equation|method|calculated"
    r"|based|on|estimated|mdrd|ckd-epi|per|"
    r"institutional|echocardiogra\w+|echo|muga|or|multigated|acquisition|scan|ecg"
    r"|electrocardiogram|fridericia\w*|within|prior|be|will|"
    r"prolongation|obtained|msec|ms|derived|value|machine|clinic|screen|ecgs?|electrocardiograms?"
    r"|during|ineligible|excluded|female|male|both|men|women|measured|serum|criteria|parameters?"
    r"|evidenced|demonstrated|indicated)\b|[-\s,.;:()/*&]"
)


def read_limits(text: str, *, inclusion: bool, terms: Terms) -> Claim | None:
    """Limits on analytes, one or several, with 'or' between ways of showing the same thing."""
    text = without_asides(text)
    found, joins, rest, listed, at = [], [], [], [], 0
    for match in _COMPARED.finditer(text):
        if match.start() < at:
            continue
        gap = text[at : match.start()]
        one = _one(match, inclusion=inclusion, terms=terms)
        if one is None:
            return None
        base, end = one, _same_again(match, text, terms)
        for pattern, told in ((_LIVER, "liver"), (_GILBERT, "gilbert")):
            other = pattern.match(text, end)
            if other:
                if not inclusion:
                    return None
                exempt = _exempt(match, other, base, told, terms)
                if exempt is None:
                    return None
                base, end = exempt, other.end()
                break
        found.append(base)
        joins.append(_join(gap))
        listed.append(match["labs"] or match["labs2"])
        rest.append(gap)
        at = end
    if not found:
        return None
    rest.append(text[at:])
    left = " | ".join(_ALLOWED.sub(" ", part) for part in rest)
    left_over = re.sub(r"[|\s]+", " ", left).strip()
    outside = " ".join(
        [
            re.sub(r"^[\s,;]*(?:and/or|or|and)\b", " ", rest[0]),
            *(re.sub(r"\b(?:or|and)\b", " ", r) for r in rest[1:-1]),
            rest[-1],
        ]
    )
    if (
        FIGURE.search(_timeless(_harmless(outside)))
        or TURNING.search(_harmless(outside))
        or "{" in _timeless(_harmless(left_over))
    ):
        return None
    if OF_SOME.search(f"{rest[0]} | {rest[-1]}") or THEN_MUST.search(rest[-1]):
        return None
    alternatives = [j == "or" for j in joins[1:]]
    if not inclusion:
        if left_over or any(_BOTH_AT_ONCE.search(gap) for gap in [*rest[1:-1], *listed]):
            return None
        return Claim(tuple(c for group in found for c in group))
    whole = not left_over
    if any(alternatives):
        if not all(alternatives):
            return None
        return Claim((AnyOf(tuple(joined(group, "all") for group in found)),), whole)
    return Claim(tuple(c for group in found for c in group), whole)


_BOTH_AT_ONCE = re.compile(r"\b(?:and(?!/or)|with|plus|combined|together)\b|&")
_AGAIN = re.compile(
    r"\s*(?:\(\s*(?:or\s+|i\.e\.,?\s*)?|or\s+|/\s*"
    r"|;\s*)(?:\{cmp:[<>=]+\}\s*)?(?P<value>\{qty:[^}]+\})\s*\)?"
)


def _same_again(match: re.Match[str], text: str, terms: Terms) -> int:
    """Where a limit ends, the same limit in another unit included ('1.5 mg/dL (133 µmol/L)')."""
    again = _AGAIN.match(text, match.end())
    ids = _analytes(match["labs"] or match["labs2"])
    if again is None or len(ids) != 1:
        return match.end()
    limits = [
        _leaf(ids[0], ">=", value, terms) for value in (match["value"] or match["value2"], again["value"])
    ]
    figures = [
        leaf.at_least.value
        for leaf in limits
        if leaf is not None and leaf.at_least is not None and leaf.at_least.of is None
    ]
    same = len(figures) == 2 and min(figures) > 0 and max(figures) / min(figures) < 1.1
    return again.end() if same else match.end()


def _timeless(text: str) -> str:
    return re.sub(
        r"(?:within|in|for|during|at|over)?\s*(?:the\s+)?(?:last|past|previous|preceding"
        r"|prior)?\s*(?:\{cmp:[<>=]+\}\s*)?\{dur:[^}]+\}",
        " ",
        text,
    )


def _harmless(text: str) -> str:
    text = re.sub(r"\{num:\d+\}\s*(?:electrocardiograms?|ecgs?)", " ", text)
    text = re.sub(r"\(?\s*without\b[^.;|{}]*(?:transfusion|growth\s+factor|support)[^.;|]*", " ", text)
    return re.sub(r"\b(?:echo\w*|muga)\b[^.;]{0,20}\bor\b[^.;]{0,40}(?:muga|scan|echo\w*)", " ", text)


def _join(gap: str) -> str:
    return (
        "or"
        if re.search(r"\bor\b(?!\s+(?:higher|equal))", gap) and not re.search(r"\band/or\b", gap)
        else "and"
    )


def _analytes(labs: str) -> list[str]:
    return re.findall(r"\{lab:([a-z0-9-]+)\}", labs)


def _one(match: re.Match[str], *, inclusion: bool, terms: Terms) -> list[Criterion] | None:
    labs, sign, value = (
        match["labs"] or match["labs2"],
        match["sign"] or match["sign2"],
        match["value"] or match["value2"],
    )
    ids = list(dict.fromkeys(_analytes(labs)))
    if inclusion and len(ids) > 1 and re.search(r"\}\s*[(]?\s*or\b", labs):
        return None  # 'AST or ALT' in an inclusion: either may be meant, or both
    leaves = [_leaf(id, sign, value, terms) for id in ids]
    return None if any(leaf is None for leaf in leaves) else [leaf for leaf in leaves if leaf is not None]


def _leaf(analyte: str, sign: str, value: str, terms: Terms) -> LabLeaf | None:
    kind, _, figure = value.strip("{}").partition(":")
    limit: Limit | None
    if kind in ("uln", "lln"):
        limit = read_relative_limit(f"{figure} x {kind.upper()}")
    elif kind == "qty":
        number, _, unit = figure.partition("|")
        limit = Limit(f"{number} {unit.replace('<', '{').replace('>', '}')}", float("nan"))
    elif (kind == "pct" and analyte in ("lvef", "hba1c", "oxygen-saturation", "haematocrit")) or (
        kind == "num" and analyte == "inr"
    ):
        limit = Limit(figure, float("nan"))
    else:
        return None
    if limit is None:
        return None
    if "mL/min" in limit.text and analyte in ("creatinine-clearance", "egfr"):
        limit = Limit(
            f"{figure.partition('|')[0]} {'mL/min' if analyte == 'creatinine-clearance' else 'mL/min/{1.73_m2}'}",
            float("nan"),
        )
    limits: dict[str, Any] = {_SIGNS[sign]: limit}
    try:
        return LabLeaf(analyte, **limits).checked(terms)
    except (ValueError, KeyError):
        return None


def _exempt(
    match: re.Match[str], other: re.Match[str], base: list[Criterion], told: str, terms: Terms
) -> list[Criterion] | None:
    """'≤ 2.5 × ULN, or ≤ 5 × ULN with liver metastases': one of both ways, for each analyte."""
    sign, value = other["s1"] or other["s2"], other["v1"] or other["v2"]
    who: Criterion = MetastasesLeaf(site=("liver",)) if told == "liver" else ConditionLeaf(("gilbert",))
    out: list[Criterion] = []
    for leaf in base:
        assert isinstance(leaf, LabLeaf)
        if told == "gilbert" and leaf.analyte != "bilirubin":
            return None
        higher = _leaf(leaf.analyte, sign, value, terms)
        if (
            higher is None
            or (leaf.at_most is None and leaf.below is None)
            or (higher.at_most is None and higher.below is None)
        ):
            return None
        out.append(AnyOf((leaf, All((who, higher)))))
    return out
