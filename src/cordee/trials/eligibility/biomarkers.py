"""Receptors, PD-L1, microsatellites and genes, as protocols ask for them."""

from __future__ import annotations

import re
from typing import Any

from cordee.criteria import Criterion
from cordee.criteria.leaves.genes import AlterationLeaf, WildTypeLeaf
from cordee.criteria.leaves.marker import MarkerLeaf
from cordee.criteria.tree import AnyOf

_GENES = r"\{gene:[^}]+\}(?:\s*(?:,|/|or|and/or|,\s*or)\s*\{gene:[^}]+\})*"
_KINDS = (
    ("fusion", r"(?:gene\s+)?fusions?(?:[\s-]+positive)?"),
    ("rearrangement", r"(?:gene\s+)?(?:rearrange(?:ments?|d)|translocations?)"),
    ("amplification", r"(?:gene\s+)?amplif(?:ications?|ied)"),
    ("mutation", r"(?:gene\s+)?(?:mutations?|mutant|mutated|mutation[\s-]+positive)"),
    ("", r"(?:gene\s+|genomic\s+)?(?:alterations?|aberrations?|altered)"),
)
_KIND = "|".join(f"(?P<{name or 'alteration'}>{pattern})" for name, pattern in _KINDS)
_EXON = (
    r"(?:exon\s*\{num:(?P<exon>\d+)\}\s*(?P<exonkind>deletions?|insertions?|skipping"
    r"|mutations?)(?:\s*(?:mutations?|alterations?))?)"
)
ALTERATION = re.compile(
    r"(?P<sens>\b(?:activating|sensiti[sz]ing|actionable|driver|somatic|germline|pathogenic"
    r"|deleterious|targetable|common|oncogenic)\b[\s-]+(?:or\s+\w+\s+)?)?"
    rf"(?P<genes>{_GENES})\s*-?\s*(?:\(?\s*p\s*\.\s*)?(?:(?P<changes>\{{change:[^}}]+\}}(?:\s*(?:,"
    r"|or|/|and/or)\s*\{change:[^}]+\})*)\)?\s*-?\s*(?:mutations?|mutant|mutated"
    r"|variant)?(?:[\s-]+positive)?"
    rf"|(?P<sens2>(?:sensiti[sz]ing|activating)\s+)?(?:{_KIND})|{_EXON})"
)
_OVEREXPRESSED = re.compile(
    r"(?:over-?express(?:ion|ing|ed|es)?)\s+(?:of\s+)?(?:either\s+)?(?P<list>\{(?:gene"
    r"|marker):[^}]+\}(?:\s*(?:,|or|and/or)\s*\{(?:gene|marker):[^}]+\})*)|(?P<list2>\{(?:gene"
    r"|marker):[^}]+\})\s*-?\s*over-?express(?:ion|ing|ed)?"
)
_STATE = re.compile(
    r"\{marker:(?P<id>er|pr|her2|hormone-receptors)\}\s*\)?\s*-?\s*(?:(?:status|disease|expression"
    r"|is|are|tumou?rs?|breast|\(\w+\)|\s)*)(?P<state>positive|negative|low(?!er)|\+"
    r"|(?<=\s)-(?=[\s,;)])|(?<=\})-(?=[\s,;)]))"
)
_SCORE = re.compile(
    r"(?:\{marker:pd-l1\}\s*(?:\(?\s*(?:expression|tumou?r|level|score|by|of|with|a|status"
    r"|positive|defined|as|\s|[(,:])*)?)?\{marker:(?P<id>pd-l1-tps|pd-l1-cps)\}\s*\)?\s*(?:score"
    r"|of|is|a|\s)*\{cmp:(?P<sign>[<>=]+)\}\s*\{(?:pct|num):(?P<n>[\d.]+)\}"
)
_MSI_OR_MMR = re.compile(
    r"(?:\{marker:msi\}\s*-?\s*(?:\(\s*\w+\s*\)\s*)?(?:high|h\b)"
    r"|\bmsi-?h\b)(?:\s*\(\s*msi-?\s?h\s*\))?\s*(?:or|and/or|/)\s*(?:mismatch\s+repair\s+)?"
    r"(?:deficient\s+(?:dna\s+)?\{marker:mmr\}|\{marker:mmr\}\s*-?\s*deficient|\bdmmr\b)"
)
_WILD = re.compile(
    r"(?P<genes>\{gene:[^}]+\}(?:\s*(?:,|/|and)\s*\{gene:[^}]+\})*)\s*-?\s*(?:wild[\s-]?type|wt)\b"
)
_COMMON_EGFR = re.compile(
    r"\{gene:EGFR\}[\s-]*(?:mutations?\s*)?(?:[(:,]\s*"
    r"|with\s+)?(?:either\s+)?(?:exon\s*\{num:19\}\s*(?:deletions?|del)|ex19del"
    r"|del19)\s*(?:\(\s*\w+\s*\)\s*)?(?:,?\s*or|/|and/or)\s*"
    r"(?:exon\s*\{num:21\}\s*)?\(?\{change:L858R\}\)?(?:\s*(?:substitutions?|point|mutations?))*"
)
_MSI = re.compile(r"(?:\{marker:msi\}\s*-?\s*(?:\(\s*\w+\s*\)\s*)?(?:high|h\b)|\bmsi-?h\b)")
_MMR = re.compile(
    r"(?:deficient\s+(?:dna\s+)?\{marker:mmr\}|\{marker:mmr\}\s*-?\s*deficient"
    r"|\bdmmr\b)(?:\s*\(\s*dmmr\s*\))?"
)
_FOUND = re.compile(
    r"~|@|\b(?:confirm|detect|presen|document|known|eviden|with|ha[sv]e?|positive|harbo|test|must"
    r"|carry|diagnos|identif|determin|tumou?rs?|disease)"
)
_SIGNS = {">=": "at_least", "<=": "at_most", ">": "above", "<": "below"}


_GENE_LIST = re.compile(r"\{gene:[^}]+\}(?:(?:\s*,?\s*(?:or|and/or)\s+|\s*,\s*|\s*/\s*)\{gene:[^}]+\})+")


def joined_genes(text: str) -> str:
    """'EGFR, ALK or ROS1' as one name, so that what follows is asked of each."""
    return _GENE_LIST.sub(lambda m: "{gene:" + ",".join(re.findall(r"\{gene:([^}]+)\}", m[0])) + "}", text)


def one_alteration(item: str) -> AlterationLeaf | None:
    """An alteration that is the whole of one item of a list ('known BRAF V600E mutation')."""
    found = ALTERATION.search(item)
    if not found:
        return None
    left = item[: found.start()] + " " + item[found.end() :]
    if re.sub(
        r"\b(?:known|documented|presence|of|with|harbou?r\w*|has|have|tumou?rs?|an?|the|any|patients?"
        r"|participants?|subjects?|who|are|positive|for|detected|confirmed)\b|[\s.,)(]",
        "",
        left,
    ):
        return None
    return alteration(found)


def alteration(found: re.Match[str]) -> AlterationLeaf | None:
    """The leaf for a match of ALTERATION; None where its qualifier asks more than a leaf can say."""
    genes = tuple(
        dict.fromkeys(id for ids in re.findall(r"\{gene:([^}]+)\}", found["genes"]) for id in ids.split(","))
    )
    qualifier = ((found["sens"] or "") + (found["sens2"] or "")).strip(" -")
    if found["changes"]:
        return AlterationLeaf(
            gene=genes, protein_change=tuple(re.findall(r"\{change:([^}]+)\}", found["changes"]))
        )
    if found["exon"]:
        kind, exon = found["exonkind"], int(found["exon"])
        known = {
            (19, "del"): "exon-19-deletion",
            (20, "ins"): "exon-20-insertion",
            (14, "ski"): "exon-14-skipping",
        }.get((exon, kind[:3]))
        if known:
            return AlterationLeaf(gene=genes, alteration_class=(known,))
        return AlterationLeaf(gene=genes, exon=exon, kind=("mutation",)) if kind.startswith("mut") else None
    kind = next((name for name, _ in _KINDS if name and found[name]), "")
    if qualifier:
        if qualifier == "germline":
            return AlterationLeaf(gene=genes, origin="germline", kind=(kind,) if kind else ())
        if genes == ("EGFR",) and qualifier.startswith("sensiti") and kind == "mutation":
            return AlterationLeaf(gene=genes, alteration_class=("common-egfr-mutation",))
        return None
    kinds = ("fusion", "rearrangement") if kind in ("fusion", "rearrangement") else (kind,) if kind else ()
    return AlterationLeaf(gene=genes, kind=kinds)


def biomarkers(text: str) -> tuple[list[Criterion], str]:
    """What an inclusion asks of the tumour, and the text without it. Alternatives at its edge are left unread."""
    found: list[Criterion] = []
    for pattern in (_MSI_OR_MMR, _WILD, _COMMON_EGFR, _MSI, _MMR, _SCORE, _STATE, _OVEREXPRESSED, ALTERATION):
        for match in list(pattern.finditer(text)):
            if _open_edge(text, match):
                continue
            if pattern is ALTERATION and not _FOUND.search(
                text[: match.start()] + text[match.end() : match.end() + 30]
            ):
                continue
            leaf = _leaf(pattern, match)
            if leaf is not None:
                found.append(leaf)
                text = text.replace(match[0], " @ ", 1)
    return found, text


def _open_edge(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 14]
    if re.match(r"\W*(?:status|test\w*|assess\w*|analys\w*|results?|profil\w*|inhibitors?|tki)\b", after):
        return True
    if re.search(r"\bfor\b(?!\s+(?:whom|which))", text[: match.start()]) and not re.search(
        r"\b(?:positive|tested)\s+for\b[^.]*\Z", text[: match.start()]
    ):
        return True
    return bool(
        re.search(r"(?:\bor|/|\beither|\bnot|\bno|without|\bnon|and/or)[\s-]*\w{0,6}\s*\Z", before)
        or re.match(r"\W*\s*(?:or|/|and/or)\b", after)
    )


def _leaf(pattern: re.Pattern[str], match: re.Match[str]) -> Criterion | None:
    if pattern is _MSI_OR_MMR:
        return AnyOf((MarkerLeaf("msi", ("msi-high",)), MarkerLeaf("mmr", ("deficient",))))
    if pattern is _WILD:
        return WildTypeLeaf(
            gene=tuple(
                dict.fromkeys(
                    g for m in re.findall(r"\{gene:([^}]+)\}", match["genes"]) for g in m.split(",")
                )
            )
        )
    if pattern is _COMMON_EGFR:
        return AlterationLeaf(gene=("EGFR",), alteration_class=("common-egfr-mutation",))
    if pattern is _MSI:
        return MarkerLeaf("msi", ("msi-high",))
    if pattern is _MMR:
        return MarkerLeaf("mmr", ("deficient",))
    if pattern is _SCORE:
        limits: dict[str, Any] = {_SIGNS[match["sign"]]: float(match["n"])}
        return MarkerLeaf(match["id"], **limits)
    if pattern is _STATE:
        state = {"+": "positive", "-": "negative"}.get(match["state"], match["state"])
        return None if state == "low" and match["id"] != "her2" else MarkerLeaf(match["id"], (state,))
    if pattern is _OVEREXPRESSED:
        return _overexpressed(match["list"] or match["list2"])
    return alteration(match)


def _overexpressed(listed: str) -> Criterion | None:
    leaves: list[Criterion] = []
    for kind, id in re.findall(r"\{(gene|marker):([^},]+)\}", listed):
        if id in ("MET", "c-met-expression"):
            leaves.append(MarkerLeaf("c-met-expression", ("high",)))
        elif kind == "gene":
            leaves.append(AlterationLeaf(gene=(id,), kind=("expression",)))
        else:
            return None
    return leaves[0] if len(leaves) == 1 else AnyOf(tuple(leaves))
