"""What an inclusion asks at the least: the tumour, its stage, its markers, treatments received.

Every condition found is one that whoever enters must meet; what stands beside it and was not read stays text.
"""

from __future__ import annotations

import re

from cordee.criteria import Criterion
from cordee.criteria.leaves.disease import CancerLeaf, StageLeaf
from cordee.criteria.leaves.tolerance import ConditionLeaf
from cordee.criteria.tree import NoneOf
from cordee.terms import Terms
from cordee.trials.eligibility.biomarkers import biomarkers
from cordee.trials.eligibility.claims import THEN_MUST, Claim, without_asides
from cordee.trials.eligibility.pregnancy import not_pregnant
from cordee.trials.eligibility.treatments import lines_asked, required

_EXTENT = (
    r"(?:locally(?:\s*-?\s*advanced)?|advanced|metastatic|unresectable|unresected|inoperable"
    r"|non-?resectable|recurrent|relapsed|refractory|progressive|persistent|surgically|regionally"
    r"|oligometastatic|incurable)"
)
_EXTENTS = re.compile(rf"\(?{_EXTENT}\)?(?:[\s,/()]*(?:or|and|and/or|and\s*/\s*or)?[\s,/()]*{_EXTENT}\)?)+")
_SHOWN = re.compile(
    r"\b(?:histolog\w+|cytolog\w+|patholog\w+|clinical\w*|radiolog\w+"
    r"|molecular\w*)(?:[\s,/()]*(?:or|and|and/or)?[\s,/()]*(?:histolog\w+|cytolog\w+|patholog\w+"
    r"|clinical\w*|radiolog\w+))*"
)
_CANCERS = re.compile(r"\{cancer:[^}]+\}(?:\s*(?:,|,?\s*or|and/or|,?\s*and/or|/)\s*\{cancer:[^}]+\})*")
_CUE = re.compile(
    r"\b(?:confirmed|confirmation|diagnos\w+|documented|proven|shown|patholog\w+|histolog\w+"
    r"|cytolog\w+|verified|known)\b|~|\b(?:advanced|metastatic|unresectable|recurrent|inoperable"
    r"|refractory|stage|primary|measurable|patients?\s+with|participants?\s+with|subjects?\s+with"
    r"|has|have)\b"
)
_BEFORE_CANCER = re.compile(
    r"\b(?:other\s+than|history\s+of|prior|previous|for|from|treat\w*|therap\w*|against|including"
    r"|not|no|non|without|excluding|second|either|concurrent|risk\s+of|per|by|according|using"
    r"|scoring|to|in|of\s+the|following|if|study)\s*(?:the\s+|~\s*|a\s+|treatment\s+of\s+)*$"
)
_STAGE = re.compile(
    r"\bstages?\s+(?P<list>(?:0|iv|i{1,3})[abcd]?\d?(?:\s*(?:,|or|and|/|,\s*or"
    r"|,\s*and)\s*(?:stages?\s+)?(?:0|iv|i{1,3})[abcd]?\d?\b)*)(?![\w-]|\s*(?:to|-|through)\b)"
)
_OPENER = re.compile(
    r"\b(?:that|who|which|whose|for\s+whom|for\s+which|not\s+amenable|not\s+eligible|with|without"
    r"|in\s+whom|based|as|according|per|by|via|in|on|"
    r"following|after|from|using|before|at|including|having|for|within|meeting|harbou?ring|of)\b|[(;.]"
)
_HARD = re.compile(
    r"\b(?:unless|except\w*|if|eligible\s+for\s+(?:the\s+|this\s+)?study|are\s+eligible|allowed"
    r"|permitted|acceptable|excluded|prohibited|ineligible\s+for\s+(?:the|this)|exclusionary"
    r"|optional|instead|otherwise|waived|not\s+required|"
    r"may\s+(?:be\s+)?(?:enrol|includ|participate|join|have)\w*|or\s+(?:participants|patients"
    r"|subjects|those|have|has|who)|(?:cohorts?|arms?|parts?|phase)\s+[a-z\d]\b)\b"
    r"|\bor\b[^.;]{0,80}\{cancer:"
)
_OF_SOME = re.compile(  # 'patients with X must Y' says something of those with X, not that X is needed
    r"^\W*(?:patients|participants|subjects|individuals|women|those)\b[^.;]{0,20}\b(?:with|who"
    r"|whose|previously|having)\b[^;]*\b(?:must|should|needs?\s+to|(?:is|are)\s+required|will"
    r"|ha(?:s|ve)\s+to)\b"
)
_HEAD_TURNS = re.compile(
    r"\b(?:or|and/or|no|not|without|non|never|absence|negative|either|only|naive|ineligible|may)\b"
)
_CASTRATION = re.compile(
    r"\{cond:(castration-resistant|hormone-sensitive)\}(?:\s*\{cancer:prostate\}"
    r"|\s*prostate\s+cancer)?"
)
_NEGATIVE = re.compile(
    r"^\W*(?:confirmed\s+)?negative\s+(?:(?:serolog\w+|tests?|results?)\s+)*(?:for\s+)?\{cond:(hiv"
    r"|hepatitis-b|hepatitis-c)\}\s*(?:tests?|serology|status)?(?:\s+at\s+screening)?\W*$"
)


def read_needs(text: str, terms: Terms) -> Claim | None:
    """What whoever enters must have; None when nothing is sure."""
    text = without_asides(text)
    states = not_pregnant(text)
    if states:
        return Claim(tuple(states), False)
    negative = _NEGATIVE.match(text)
    if negative:
        return Claim((NoneOf((ConditionLeaf((negative[1],)),)),))
    text = _SHOWN.sub(" ~ ", _EXTENTS.sub(" ~ ", text))
    if _OF_SOME.match(text):
        return None
    markers, text = biomarkers(text)
    if _HARD.search(text):
        return None
    whole_text = text
    staged, text = _stage(text)
    cancers, text = _cancer(_CASTRATION.sub("{cancer:prostate}", text))
    if cancers == [CancerLeaf(("prostate",))] and (sort := _CASTRATION.search(whole_text)):
        cancers.append(ConditionLeaf((sort[1],)))
    lines, text = lines_asked(text)
    given, text = required(text, terms)
    last = text.rfind("@")
    if last < 0:
        return None
    head = text[:last]
    if _HEAD_TURNS.search(re.split(r"@", head)[0]) or any(
        _HEAD_TURNS.search(_OPENER.split(part)[0]) for part in head.split("@")[1:]
    ):
        return None
    if THEN_MUST.search(text[text.find("@") :]):
        return None
    tail = text[last + 1 :]
    if _HEAD_TURNS.search(_OPENER.split(tail)[0]):
        return None
    found = [*cancers, *staged, *markers, *lines, *given]
    left = re.sub(
        r"@|~|[\W_]|\b(?:a|an|the|of|with|confirmed|diagnosis|patients?|disease|has|have|must"
        r"|participants?|subjects?|and|mutation)\b",
        "",
        text,
    )
    return Claim(tuple(dict.fromkeys(found)), not left) if found else None


def _stage(text: str) -> tuple[list[Criterion], str]:
    matches = list(_STAGE.finditer(text))
    if (
        len(matches) != 1
        or re.search(r"\bor\W*$", text[: matches[0].start()])
        or re.match(r"\W*(?:or|and/or)\b", text[matches[0].end() :])
    ):
        return [], text
    listed = tuple(
        re.sub(r"\d$", "", s).upper()
        for s in re.findall(r"\b(?:0|iv|i{1,3})[abcd]?\d?\b", matches[0]["list"])
    )
    if any(re.search(r"\d", s) and s != "0" for s in listed):
        return [], text
    return [StageLeaf(listed)], text.replace(matches[0][0], " @ ", 1)


def _cancer(text: str) -> tuple[list[Criterion], str]:
    matches = list(_CANCERS.finditer(text))
    if not matches:
        return [], text
    first = matches[0]
    ids = tuple(dict.fromkeys(id for m in re.findall(r"\{cancer:([^}]+)\}", first[0]) for id in m.split(",")))
    before, after = text[: first.start()], text[first.end() :]
    if not _CUE.search(before):
        return [], text
    if (
        re.search(r"\bfor\b(?!\s+(?:whom|which))", before)
        or _BEFORE_CANCER.search(before)
        or re.search(r"\b(?:per|according|guidelines?|criteria)\b", before)
        or re.match(r"\s*[,/]?\s*(?:or|and/or)\b|\s*/", after)
        or re.search(r"(?:\bor|/|,)\s*~?\s*$", before)
    ):
        return [], text
    others = {
        id
        for m in matches[1:]
        for group in re.findall(r"\{cancer:([^}]+)\}", m[0])
        for id in group.split(",")
    }
    if others - set(ids):
        return [], text
    return [CancerLeaf(ids)], text[: first.start()] + " @ " + after
