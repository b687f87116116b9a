"""Lists of illnesses, states and tumour types that close a trial, each item read alone."""

from __future__ import annotations

import re

from cordee.criteria import Criterion
from cordee.criteria.bounds import read_bound
from cordee.criteria.leaves.disease import CancerLeaf, HistologyLeaf, MetastaticLeaf
from cordee.criteria.leaves.spread import BrainMetastasesLeaf, MetastasesLeaf
from cordee.criteria.leaves.tolerance import ConditionLeaf, ToxicityLeaf
from cordee.trials.eligibility.biomarkers import one_alteration
from cordee.trials.eligibility.claims import FIGURE, TURNING, Claim, without_asides

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
_OK_BEFORE = (
    r"(?:[\s()]|(?:known|any|a|an|the|current|currently|ongoing|past|prior|previous|medical"
    r"|clinical|history|of|or|and|evidence|diagnosis|diagnosed|confirmed|"
    r"documented|presence|present|has|have|having|had|with|infection|infected|seropositive|for"
    r"|positive|test|tests|tested|testing|to|be|is|"
    r"are|chronic|acute|suspected|seropositivity|carriers?|concurrent|concomitant|pre-?existing"
    r"|state|status|underlying|non-?infectious|"
    r"recipients?|received|undergone|type|women|females?|participants?|patients?|subjects?"
    r"|individuals?|those|who|s)\b)*"
)
_OK_AFTER = (
    r"(?:[\s()]|(?:infections?|diseases?|syndromes?|positive|positivity|antibod(?:y|ies)|tests?"
    r"|serology|status|history|virus(?:es)?|viral|at|screening|"
    r"baseline|polymerase|chain|reaction|pcr|dna|rna|surface|antigen|hbsag|recipients?"
    r"|transplant(?:ation)?s?|carriers?|"
    r"present|known|or|any|type|kind|of|subtypes?|histolog(?:y|ic|ical|ies)|in|the|past|state"
    r"|females?|women|patients?|s|all|grades?)\b)*"
)
_ITEM = re.compile(rf"^{_OK_BEFORE}\{{(?P<kind>cond|cancer|hist):(?P<ids>[^}}]+)\}}{_OK_AFTER}$")
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
_SPLIT = re.compile(r"\s*(?:[,;]|\band/or\b|\bor\b|\band\b|\bnor\b|(?<=\})\s*/\s*(?=\{))\s*")
# Too wide, or a state that shuts nobody out by itself: a protocol that says only this means something narrower.
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
_PREGNANT = re.compile(r"(?<!negative )(?<!serum )(?<!urine )\{cond:pregnancy\}(?!\s*(?:tests?|prevention))")
_NURSING = re.compile(r"\{cond:breastfeeding\}|\blactati\w+\b|\bnursing\b|\bbreast[\s-]?feed\w*")
_PREGNANCY_TURNS = re.compile(
    r"\b(?:unless|except|excluding|not|no|without|if|test|allowed|permitted|eligible|partners?"
    r"|risk|stop\w*|discontinu\w*|agree\w*|potential|history)\b"
)
_METASTASES = (
    r"(?:metasta(?:sis|ses|tic)(?:\s+(?:disease|lesions?|tumou?rs?))?|\(?mets\)?|involvement"
    r"|tumou?r\s+involvement)"
)
_BRAIN = re.compile(
    rf"^{_OK_BEFORE}(?P<states>(?:[\s/,&]|(?:symptomatic|untreated|unstable|uncontrolled|actively"
    r"|active|progressing|progressive|newly|new|diagnosed|or"
    rf"|and)\b)*)\{{site:brain\}}\s*(?:\(\s*\w+\s*\)\s*)?{_METASTASES}\s*$"
)
_STATE_WORDS = (
    r"(?:symptomatic|untreated|unstable|uncontrolled|active(?:ly)?|progressing|progressive|new"
    r"|newly\s+diagnosed)"
)
_BRAIN_STATES = re.compile(
    rf"(?P<states>\b{_STATE_WORDS}(?:[\s,/]+(?:(?:or"
    rf"|and/or)[\s,/]+)?{_STATE_WORDS}\b)+)\s+(?P<rest>\{{site:brain\}})"
)
_ALSO_PNEUMONITIS = re.compile(
    r",?\s*\b(?:or\s+)?(?:evidence\s+of\s+)?(?:current\s+)?active,?\s+(?:non-?\s?infectious\s+)"
    r"?pneumonitis(?:\s+on\s+(?:screening\s+)?(?:chest\s+)?(?:computed\s+tomography"
    r"|ct)[^,;]*)?(?=\s*[.;]?\s*$)"
)
_MENINGES = re.compile(
    rf"^{_OK_BEFORE}(?:(?:\{{site:leptomeninges\}}|leptomeningeal)\s*(?:disease|{_METASTASES}"
    r"|carcinomatosis)|(?:leptomeningeal\s+)?carcinomatous\s+meningitis"
    r"|meningeal\s+carcinomatosis)\s*$"
)
_GRADE = (
    r"grades?\s*(?:\{cmp:(?P<s>>=?)\}\s*\{num:(?P<n>[1-4])\}|\{num:(?P<l>[1-4])\}\s*(?:-"
    r"|to)\s*\{num:[45]\})"
)
_NEUROPATHY = re.compile(
    
        r"^(?:\s|(?:has|have|with|ongoing|pre-?existing|existing|current|any|known)\b)*(?:(?:\s|(?:nci"
        r"|ctcae|nci-ctcae|v)\b|\{num:[\d.]+\})*"
         + _GRADE
    + r"\s*(?:or\s+\w+\s+)?(?P<a>\{(?:cond:peripheral-neuropathy|tox:[a-z-]+)\})"
    + 
        r"|(?P<b>\{(?:cond:peripheral-neuropathy|tox:[a-z-]+)\})(?:[\s(,]|(?:of|that|is|nci-ctcae|nci"
        r"|ctcae)\b)*"
        
    + _GRADE.replace("?P<s>", "?P<s2>").replace("?P<n>", "?P<n2>").replace("?P<l>", "?P<l2>") + r")[\s.,)]*(?:(?:per|by|according)\b.*)?$"
)  # fmt: skip


def read_illnesses(text: str) -> Claim | None:
    """Each illness of a list that closes the trial. `text` is the part after any negation."""
    text = _THE_FOLLOWING.sub("histologic ", _CLOSED.sub("", without_asides(text)))
    if _BOTH_AT_ONCE.search(text):
        return None
    grave = _neuropathy(text)
    if grave is not None:
        return grave
    states = _pregnancy(text)
    if states is not None:
        return states
    pneumonitis = bool(_ALSO_PNEUMONITIS.search(text))
    text = _ALSO_PNEUMONITIS.sub(
        " ", re.sub(r"\b(?:active|current|ongoing)\s+or\s+(?:active|current|ongoing)\b", "current", text)
    )
    text = re.sub(
        r",?\s*\b(?:as\s+)?per\s+local\s+(?:test\w*|lab\w*)\s*$", "", re.sub(r"[.;:]+\s*$", "", text)
    )
    text = _BRAIN_STATES.sub(_states_together, text)
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
        if _BRAIN.match(item.strip(" .*-")):
            continue
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
    brain = _BRAIN.match(item)
    if brain:
        return _brain(brain["states"])
    if _MENINGES.match(item):
        return [MetastasesLeaf(site=("leptomeninges",))]
    if re.fullmatch(rf"{_OK_BEFORE}(?:distant\s+)?metasta(?:sis|ses)", item):
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


def _states_together(found: re.Match[str]) -> str:
    """'symptomatic, untreated or progressing' as one word, so that a list is not cut inside it."""
    between = "/" if re.search(r"\bor\b|/", found["states"]) else "&"
    return re.sub(r"\s*,?\s*\b(?:and/)?or\b\s*|\s*,\s*", between, found["states"]) + " " + found["rest"]


def _brain(states: str) -> list[Criterion] | None:
    words = set(re.findall(r"[a-z]+", states)) - {"or", "and"}
    if not words:
        return [BrainMetastasesLeaf("any")]
    if not words & {"symptomatic", "untreated"}:
        return None
    if not re.search(r"\bor\b|,|/", states) and words - {"symptomatic", "untreated"}:
        return None  # 'untreated active' asks for both at once
    return [BrainMetastasesLeaf(word) for word in ("symptomatic", "untreated") if word in words]


def _pregnancy(text: str) -> Claim | None:
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


def _neuropathy(text: str) -> Claim | None:
    found = _NEUROPATHY.match(text)
    if not found:
        return None
    what = (found["a"] or found["b"]).strip("{}").partition(":")[2]
    sign, number = found["s"] or found["s2"] or ">=", found["n"] or found["n2"] or found["l"] or found["l2"]
    ids = (
        ("peripheral-sensory-neuropathy", "peripheral-motor-neuropathy")
        if "neuropathy" in what and "sensory" not in what and "motor" not in what
        else (what,)
    )
    return Claim(
        tuple(ToxicityLeaf(toxicity=(id,), grade=read_bound(f"{sign}{number}"), ongoing=True) for id in ids)
    )
