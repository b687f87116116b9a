"""Lists of illnesses, states and tumour types that close a trial, each item read alone."""

from __future__ import annotations

import re

from cordee.criteria import Criterion
from cordee.criteria.leaves.disease import CancerLeaf, HistologyLeaf, MetastaticLeaf
from cordee.criteria.leaves.tolerance import ConditionLeaf
from cordee.trials.eligibility.biomarkers import joined_genes, one_alteration
from cordee.trials.eligibility.brain import one_brain_item, speaks_of_brain, states_together
from cordee.trials.eligibility.claims import BEFORE_A_NAME, FIGURE, TURNING, Claim, without_asides
from cordee.trials.eligibility.neuropathy import read_neuropathy
from cordee.trials.eligibility.pregnancy import read_pregnancy

# What makes an illness another, narrower one than its bare name.
NARROWING = re.compile(
    r"\b(?:uncontrolled|poorly|unstable|symptomatic|asymptomatic|significant\w*|severe|serious"
    r"|major|requir\w*|need\w*|within|that|which|who|"
    r"whose|during|before|after|since|despite|while|recent|treated|treatment|therap\w*|receiv\w*"
    r"|under|adequate\w*|controlled|stable|on|"
    r"history\s+of\s+or|last|past\s+\{|previous\s+\{|months?|weeks?|years?|persistent|resolved"
    r"|grade|class|nyha|extensive|large|"
    r"moderate\w*|refractory|likely|risk|predispos\w*|suspicion|by|from|due|related|associated"
    r"|secondary|caused|leading|resulting|"
    r"affect\w*|interfer\w*|would|could|might|can|to|until|than|planned|planning|intend\w*|if|as"
    r"|judged|opinion|considered)\b"
)
_OK_AFTER = (
    r"(?:[\s()]|(?:infections?|diseases?|syndromes?|positive|positivity|antibod(?:y|ies)|tests?"
    r"|serology|status|history|virus(?:es)?|viral|at|screening|"
    r"baseline|polymerase|chain|reaction|pcr|dna|rna|surface|antigen|hbsag|recipients?"
    r"|transplant(?:ation)?s?|carriers?|"
    r"present|known|or|any|type|kind|of|subtypes?|histolog(?:y|ic|ical|ies)|in|the|past|state"
    r"|s|all|grades?)\b)*"
)
_ITEM = re.compile(rf"^{BEFORE_A_NAME}\{{(?P<kind>cond|cancer|hist):(?P<ids>[^}}]+)\}}{_OK_AFTER}$")
_ACTIVE = re.compile(r"\bactive(?:ly)?\b(?![^{}]*\})")
_MAY_BE_ACTIVE = frozenset(
    {
        "bowel-obstruction",
        "hepatitis-b",
        "hepatitis-c",
        "tuberculosis",
        "active-infection",
        "interstitial-lung-disease",
        "active-bleeding",
        "sepsis",
    }
)
_CLOSED = re.compile(
    r"\b(?:will\s+be|are|is|should\s+be|shall\s+be|must\s+be)\s+(?:excluded|ineligible"
    r"|exclusionary|not\s+eligible|not\s+allowed)\b[^:]*$|\bexclusionary\b"
)
_THE_FOLLOWING = re.compile(r"^\W*the\s+following\b.{0,80}?\b(?:histolog\w+|subtypes?)\b[^:{}]{0,40}:")
_BOTH_AT_ONCE = re.compile(
    r"\band\s+(?:has|have|is|are|who|with|a\s+history)\b|\bco-?\s?infect"
    r"|\bmixed(?!\s+tumou?r\s+histology)|\b(?:combined|component|predominant\w*|variant"
    r"|transform\w*)\b"
)
_INCLUDING = re.compile(r",?\s*\b(?:including|includes?|e\.?\s?g\.?|for\s+example)(?=[\s,]).*$")
_SPLIT = re.compile(r"\s*(?:[,;](?![^{}]*\})|\band/or\b|\bor\b|\band\b|\bnor\b|(?<=\})\s*/\s*(?=\{))\s*")
# Too wide, or a state that shuts nobody out by itself: a protocol that says only this means something narrower.
_BARE_ADJECTIVE = re.compile(r"^\W*(?!current\b|recent\b)\w{3,}(?:ed|ent|ant|ive|ic)\W*$")
_TOO_WIDE = frozenset(
    {
        "lung-disease",
        "liver-disease",
        "cardiovascular-disease",
        "smoker",
        "childbearing-potential",
        "gilbert",
        "anaemia",
        "obesity",
        "hypertension",
        "postmenopausal",
        "premenopausal",
    }
)
_ALSO_HISTOLOGIES = frozenset({"sarcoma", "melanoma"})
_ALSO_PNEUMONITIS = re.compile(
    r",?\s*\b(?:or\s+)?(?:evidence\s+of\s+)?(?:current\s+)?active,?\s+(?:non-?\s?infectious\s+)"
    r"?pneumonitis(?:\s+on\s+(?:screening\s+)?(?:chest\s+)?(?:computed\s+tomography"
    r"|ct)[^,;]*)?(?=\s*[.;]?\s*$)"
)


def read_illnesses(text: str) -> Claim | None:
    """Each illness of a list that closes the trial. `text` is the part after any negation."""
    text = _THE_FOLLOWING.sub("histologic ", _CLOSED.sub("", without_asides(text)))
    if _BOTH_AT_ONCE.search(text):
        return None
    grave = read_neuropathy(text)
    if grave is not None:
        return grave
    states = read_pregnancy(text)
    if states is not None:
        return states
    pneumonitis = bool(_ALSO_PNEUMONITIS.search(text))
    text = _ALSO_PNEUMONITIS.sub(
        " ", re.sub(r"\b(?:active|current|ongoing)\s+or\s+(?:active|current|ongoing)\b", "current", text)
    )
    text = re.sub(
        r",?\s*\b(?:as\s+)?per\s+local\s+(?:test\w*|lab\w*)\s*$", "", re.sub(r"[.;:]+\s*$", "", text)
    )
    text = states_together(text)
    text = joined_genes(text)
    cut = _INCLUDING.sub("", text)
    whole = cut == text and not pneumonitis
    text = re.sub(r"\bsuch\s+as\b", ",", cut)
    text = re.sub(r"\{cond:active-infection\}\s+(?:with|by|due\s+to|of)\s+(?=\{cond:)", "", text)
    text = re.sub(r"\buncontrolled\s*,?\s*(?=\{cond:active-infection\})", "", text)
    histologies = bool(re.search(r"\bhistolog\w+|\bsubtypes?\b", text))
    text = re.sub(r"^histologic\s+", "", text)
    items = [item for item in _SPLIT.split(re.sub(r"[.;:]+\s*$", "", text).strip()) if item.strip(" .*-")]
    if not items or len(items) > 40:
        return None
    found: list[Criterion] = []
    unread: list[str] = []
    for item in items:
        read = _item(item.strip(" .*-"), histologies=histologies)
        if read is None:
            unread.append(item)
        else:
            found += read
    if not found:
        return None
    said = {id for leaf in found if isinstance(leaf, ConditionLeaf) for id in leaf.condition}
    for item in unread:
        if speaks_of_brain(item.strip(" .*-")):
            continue
        if _BARE_ADJECTIVE.match(item):
            return None
        if said & set(re.findall(r"\{cond:([^}]+)\}", item)):
            continue  # a narrower case of what is shut out anyway
        if (
            NARROWING.search(item)
            or TURNING.search(item)
            or FIGURE.search(item)
            or "{drug" in item
            or _ACTIVE.search(item)
        ):
            return None
    return Claim(tuple(dict.fromkeys(found)), whole and not unread)


def _item(item: str, *, histologies: bool) -> list[Criterion] | None:
    brain = one_brain_item(item)
    if brain is not None or speaks_of_brain(item):
        return brain
    if re.fullmatch(rf"{BEFORE_A_NAME}(?:distant\s+)?metasta(?:sis|ses)", item):
        return [MetastaticLeaf()]
    gene = one_alteration(item)
    if gene is not None:
        return [gene]
    bare = _ACTIVE.sub(" ", item).strip()
    bare = re.sub(r"^recent\s+", "", bare)
    found = _ITEM.match(re.sub(r"\s+", " ", bare))
    if not found:
        return None
    ids = found["ids"].split(",")
    if _ACTIVE.search(item) and not set(ids) <= _MAY_BE_ACTIVE:
        return None
    if set(ids) & _TOO_WIDE:
        return None
    if found["kind"] == "cancer":
        # A tumour type that is also a histology is meant as one: a biliary sarcoma is no primary sarcoma.
        return (
            [HistologyLeaf((id,)) if id in _ALSO_HISTOLOGIES else CancerLeaf((id,)) for id in ids]
            if histologies
            else None
        )
    if found["kind"] == "hist":
        return [HistologyLeaf((id,)) for id in ids] if histologies else None
    return [ConditionLeaf((id,)) for id in ids]
