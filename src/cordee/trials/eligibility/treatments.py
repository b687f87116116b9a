"""What was given before: drugs and classes, how many lines, how long ago."""

from __future__ import annotations

import re

from cordee.criteria import Criterion
from cordee.criteria.bounds import read_bound
from cordee.criteria.leaves.course import LinesLeaf, LocalLeaf
from cordee.criteria.leaves.exposure import PriorLeaf
from cordee.terms import Terms
from cordee.trials.eligibility.claims import Claim, without_asides

_BEFORE = (
    r"(?:[\s,:]|(?:has|have|had|having|been|who|any|a|an|the|prior|previous|previously|received?"
    r"|receipt|receiving|use|using|history|of|treated|treatments?|"
    r"therap(?:y|ies)|exposure|exposed|administration|with|to|patients?|subjects?|participants?"
    r"|those|systemic|anti-?cancer|another|other|"
    r"known|agents?|drugs?|regimens?|containing|single|agent|at|time)\b)"
)
_AFTER = (
    r"(?:[-\s()]|(?:therap(?:y|ies)|treatments?|agents?|drugs?|regimens?|antibod(?:y|ies)"
    r"|inhibitors?|chemotherapy|based|containing|s|at|any|time|in|the|past|setting|before"
    r"|previously)\b)"
)
_DRUG_ITEM = re.compile(rf"^{_BEFORE}*\{{drug:(?P<ids>[^}}]+)\}}{_AFTER}*$")
_RADIO = re.compile(
    rf"^{_BEFORE}*(?P<kind>radiotherapy|radiation\s+therapy|radiation"
    r"|surgery)(?:\s+for\s+(?:\{cancer:[^}]+\}))?$"
)
_CUE = re.compile(r"\b(?:prior|previous\w*|received?|receipt|treated|history\s+of|exposure|exposed|been)\b")
_WINDOW = re.compile(
    r"(?:(?:within|in|during|over|for)\s+(?:the\s+)?(?:last|past|previous|preceding|prior)?\s*"
    r"|(?:completed\s+|administered\s+)?(?P<less>\{cmp:<\}"
    r"|\{cmp:<=\})\s*)\{dur:(?P<dur>[\d.]+ \w+)\}"
    r"(?P<alt>\s*(?:,|\()?\s*or\s+(?:\{num:[\d.]+\}\s*)?(?:x\s*)?half[\s-]?li(?:fe"
    r"|ves)[^,;.)]{0,30},?\s*\(?whichever\s+(?:is|was)\s+(?P<which>longer|shorter)\)?)?"
    r"\s*(?:(?:of|prior|before|from|preceding|\()\s*(?:to\s+)?(?P<anchor>[^{}]*))?$"
)
_ANCHOR = re.compile(
    r"^[\s(]*(?:the\s+|their\s+|planned\s+|date\s+of\s+)*(?:first|1st|start|initiation|starting"
    r"|initial|study|day|cycle|c\d|randomi[sz]ation|enrol\w+|screening|registration|treatment"
    r"|investigational|inclusion|signing|baseline|entry)\b[^{}]*\Z"
)
_SPLIT = re.compile(r"\s*(?:[,;](?![^{}]*\})|\band/or\b|\bor\b|\band\b|(?<=\})\s*/\s*(?=\{))\s*")
_SETTING = re.compile(
    r"\s*(?:for|in)\s+(?:the\s+|their\s+)*(?:treatment\s+of\s+)?(?:(?:locally\s+)?(?:advanced"
    r"|recurrent|unresectable|inoperable)|or|and/or|/|,|\s)*metastatic"
    r"(?:(?:advanced|recurrent|unresectable|inoperable)|or|and/or|/|,|\s)*(?:disease|setting"
    r"|(?:\{cancer:[^}]+\})|cancer|\s)*$"
)
_TURNS = re.compile(
    r"\}\s*(?:\w+\s+)?(?:and\b(?!/or)\s+|\+\s*)(?:\w+\s+)?\{drug|\bplus\b|\bcombined\b|"
    r"\b(?:unless|except\w*|exclud\w+|not|no|without|if|only|allowed|permitted|eligible"
    r"|other\s+than|but|however|toxicit\w*|reaction|hypersensitiv\w*|"
    r"allerg\w*|intoleran\w*|contraindicat\w*|grade|need|requir\w*|concurrent\w*|concomitant\w*"
    r"|chronic|planned|plan|until|adverse|current\w*|"
    r"combination|clinical\s+(?:trial|study)|study\s+of|candidates?|refus\w*|decline\w*"
    r"|more\s+than|dose|doses|daily|mg|regimen\s+of|that|which|"
    r"local|intratumou?ral|adjuvant|neoadjuvant|perioperative|resist\w*|progress\w*|live|stop\w*"
    r"|discontinu\w*|started|experimental|immunosuppressive)\b"
)
# Medicines whose use before says little about who is meant: the sentences that name them ask for more.
_GENERAL = frozenset({"supportive-medicine", "targeted-therapy", "radioligand"})
_LINES = re.compile(
    r"\{cmp:(?P<sign>>=|<=|>|<)\}\s*\{num:(?P<n>\d)\}\s*(?:prior"
    r"|previous)?\s*(?:\(?s?\)?\s*)?(?:lines?(?:\s*\(s\))?|regimens?"
    r"|systemic)\s*(?:of\s+)?(?P<what>(?:prior|previous|systemic|anti-?cancer|standard|therap\w+"
    r"|treatments?|regimens?|cytotoxic|drug|\s)*)(?P<setting>\s*(?:for|in)\s+[^.;]*)?"
)


def read_treatments(text: str, terms: Terms) -> Claim | None:
    """A list of treatments that close the trial, ever or within a time."""
    text = re.sub(r"[.;:]+\s*$", "", without_asides(text)).strip()
    text = re.sub(r"\s*\b(?:will\s+be|are|is)\s+(?:excluded|ineligible|not\s+eligible)\b.*$", "", text)
    progressed = _progressed(text)
    if progressed is not None:
        return progressed
    since, setting = None, False
    window = _WINDOW.search(text)
    if window:
        if window["anchor"] and not _ANCHOR.match(window["anchor"]):
            window_ok = re.split(r"\bor\b|,", window["anchor"])[0]
            if not _ANCHOR.match(window_ok) or not window["less"]:
                return None
        if window["alt"] and window["which"] != "longer":
            return None
        since = f"{'<' if window['less'] == '{cmp:<}' else '<='}{window['dur']}"
        text = text[: window.start()].strip()
    elif re.search(r"\{(?:dur|num|cmp|qty|age)", text):
        cut = re.search(
            r"\{cmp:<\}\s*\{dur:(?P<dur>[\d.]+ \w+)\}\s*(?:prior\s+to"
            r"|before)\s+(?:the\s+)?first\s+dose[^{}]*,?\s*or\s+\{dur:[^}]+\}\s+for\s+palliative",
            text,
        )
        if not cut:
            return None
        since, text = f"<{cut['dur']}", text[: cut.start()].strip()
    tail = _SETTING.search(text)
    if tail:
        setting, text = True, text[: tail.start()].strip()
    text = re.sub(
        r"\s*\b(?:that\s+(?:is|was|were)\s+)?(?:completed|administered|given|received)\s*$", "", text
    )
    text = re.sub(r"\bnot\s+specifically\s+prohibited\b", "", text)
    if since is None and not _CUE.search(text) and "at any time" not in text:
        return None
    if _TURNS.search(re.sub(r"\bthat\s+(?:is|was|were)\b", "", text)):
        return None
    if re.search(r"\band\b(?!/or)", text) and not re.search(r"\bor\b|,", text):
        return None  # 'a and b': both may be meant
    found: list[Criterion] = []
    whole = True
    for item in filter(None, (i.strip(" .*-") for i in _SPLIT.split(text))):
        read = _item(item, since, setting, terms)
        whole = whole and bool(read)
        if read is None and (
            re.search(r"\{(?!drug|gene|marker|cond)", item)
            or re.search(r"\bfor\b|\bin\b|\bduring\b|\bwith(?=\s*$)", item)
        ):
            return None
        found += read or []
    return Claim(tuple(dict.fromkeys(found)), whole) if found else None


def _item(item: str, since: str | None, setting: bool, terms: Terms) -> list[Criterion] | None:
    where = ("metastatic",) if setting else ()
    bound = read_bound(since, time=True) if since else None
    if re.fullmatch(
        rf"{_BEFORE}*systemic\s+(?:anti-?(?:cancer|tumou?r|neoplastic)\s+)?(?:therap(?:y|ies)"
        r"|treatments?)",
        item,
    ) and (setting or since):
        return [PriorLeaf(systemic=True, setting=where, since=bound)]
    local = _RADIO.match(item)
    if local and not since and not setting:
        return [LocalLeaf(kind=("surgery" if local["kind"] == "surgery" else "radiotherapy",))]
    found = _DRUG_ITEM.match(item)
    if not found:
        return None
    ids = found["ids"].split(",")
    if set(ids) & _GENERAL or any(terms.is_a("drug", id, "supportive-medicine") for id in ids):
        return None
    return [prior(id, terms, setting=where, since=bound) for id in ids]


def prior(id: str, terms: Terms, **details: object) -> PriorLeaf:
    """The leaf for a drug or a class."""
    term = terms.get("drug", id)
    if term is not None and term.is_class:
        return PriorLeaf(classes=(id,), **details)  # type: ignore[arg-type]
    return PriorLeaf(drug=(id,), **details)  # type: ignore[arg-type]


def _progressed(text: str) -> Claim | None:
    found = re.fullmatch(
        r"(?:(?:patients?|participants?|subjects?|who|have|has|had|experienced|disease"
        r"|radiographic)\s+)*(?:progressed|progression)\s+(?:while\s+)?(?:on|during)\s+(?:prior\s+"
        r"|previous\s+)?(?P<list>\{drug:[^}]+\}(?:\s*(?:,|or|and/or)\s*\{drug:[^}]+\})*)\s*\.?",
        text,
    )
    if not found:
        return None
    ids = re.findall(r"\{drug:([^},]+)\}", found["list"])
    return Claim(tuple(PriorLeaf(classes=(id,), outcome=("progressed",)) for id in ids))


def lines_asked(text: str) -> tuple[list[Criterion], str]:
    """How many lines an inclusion asks for, and the text without it."""
    found: list[Criterion] = []
    for match in list(_LINES.finditer(text)):
        what, setting = match["what"] or "", match["setting"] or ""
        if "regimen" in match[0] and "therap" not in what and not what.strip():
            continue
        if not re.search(r"therap|treat", what) or re.search(
            r"\b(?:or|and)\s*\Z|\{drug", text[: match.start()][-4:] + setting
        ):
            continue
        metastatic = bool(re.search(r"metastatic|advanced|rm-|incurable|unresectable", setting))
        sign, number = match["sign"], int(match["n"])
        if metastatic:
            found.append(LinesLeaf(read_bound(f"{sign}{number}")))
        elif sign.startswith(">") and not setting:
            found.append(LinesLeaf(read_bound(f"{sign}{number}"), "any"))
        else:
            continue
        text = text.replace(match[0], " @ ", 1)
    return found, text


def required(text: str, terms: Terms) -> tuple[list[Criterion], str]:
    """Treatments that an inclusion asks for, and the text without them."""
    pattern = re.compile(
        r"(?P<how>progress(?:ed|ion)\s+(?:while\s+)?(?:on|during)(?!\s+or)(?:\s+(?:prior|previous"
        r"|treatment\s+with|therapy\s+with))*"
        r"|(?:progress(?:ed|ion)|recurr(?:ed|ence)|relapsed)(?:\s+or\s+(?:progressed|recurred"
        r"|relapsed))?\s+(?:on\s+or\s+)?(?:after|following)(?:\s+or\s+on)?(?:\s+(?:prior|previous"
        r"|treatment\s+with|receiving|at|least|one|1))*"
        r"|(?:have\s+|has\s+|must\s+have\s+|previously\s+)+(?:been\s+)?(?:received"
        r"|treated\s+with)(?:\s+(?:prior|previous|treatment|therapy|with|\{cmp:>=\}\s*\{num:1\}|lines?"
        r"|line\s+of|regimens?|of|a|an))*"
        r"|\{cmp:>=\}\s*\{num:1\}\s+(?:prior"
        r"|previous)\s+(?:lines?\s+of\s+)?)\s*(?:\{cmp:>=\}\s*\{num:1\}\s*)?(?:prior\s+)"
        r"?(?P<list>\{drug:[^}]+\}(?:\s*(?:,|or|and|and/or|,\s*and|,\s*or"
        r"|plus)\s*(?:an?\s+)?\{drug:[^}]+\})*)(?P<after>\s*\)?\s*(?:-?based"
        r"|containing)?[^{}]{0,3}\s*(?:or|and/or)?\b)?"
    )
    found: list[Criterion] = []
    for match in list(pattern.finditer(text)):
        before = text[: match.start()]
        after = match["after"] or ""
        if re.search(
            r"\b(?:not|no|never|naive|without|if|or|either|unless|ineligible|any)\b", before
        ) or re.search(r"\bor\b", after):
            continue
        listed = match["list"]
        ids = re.findall(r"\{drug:([^},]+)\}", listed)
        if any(terms.is_a("drug", id, "supportive-medicine") for id in ids):
            continue
        outcome = (
            ("progressed",)
            if re.match(r"progress(?:ed|ion)\s+(?:while\s+)?(?:on|during)\b(?!\s+or)", match["how"])
            else ()
        )
        if re.search(r"\bor\b", listed):
            if "," in listed and " or" not in listed.split(",")[-1]:
                continue
            classes = tuple(i for i in ids if (t := terms.get("drug", i)) and t.is_class)
            drugs = tuple(i for i in ids if i not in classes)
            found.append(PriorLeaf(drug=drugs, classes=classes, outcome=outcome))
        else:
            found += [prior(id, terms, outcome=outcome) for id in ids]
        text = text.replace(match[0], " @ ", 1)
    return found, text
