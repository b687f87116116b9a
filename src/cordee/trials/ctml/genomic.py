"""A `genomic` leaf: one alteration described by several keys, or one result of the tumour's genome."""

from __future__ import annotations

from typing import Any

from cordee.criteria.leaves.genes import AlterationLeaf, WildTypeLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, AnyOf, Criterion, NoneOf
from cordee.files.located_yaml import Pointer
from cordee.trials.ctml import protein, results
from cordee.trials.ctml.gene_symbols import genes_of
from cordee.trials.ctml.negation import unsigned
from cordee.trials.ctml.page import Page

ALTERATION_KEYS = frozenset(
    [
        "hugo_symbol",
        "variant_category",
        "protein_change",
        "wildcard_protein_change",
        "exon",
        "cnv_call",
        "variant_classification",
        "wildtype",
        "fusion_partner_hugo_symbol",
        "display_name",
        "molecular_function",
        "tier",
    ]
)
SIGNATURES = frozenset(
    ["pole_signature", "tobacco_signature", "apobec_signature", "uva_signature", "temozolomide_signature"]
)
KEYS = ALTERATION_KEYS | SIGNATURES | results.KEYS | {"match_all"}

ANY_GENE, INTERGENIC = "any_gene", "intergenic"
KINDS: dict[str, tuple[str, ...]] = {
    "mutation": ("mutation",),
    "copy number variation": ("amplification", "deletion"),
    "structural variation": ("fusion", "rearrangement"),
    "any variation": ("mutation", "amplification", "deletion", "fusion", "rearrangement"),
}
"""'Any variation' is any: an ALK fusion is one, though the stock engine only looks for mutations and copy numbers."""

CNV: dict[str, tuple[str, str]] = {
    "high amplification": ("amplification", ""),
    "low amplification": ("amplification", "a gain of few copies"),
    "homozygous deletion": ("deletion", "of both copies"),
    "heterozygous deletion": ("deletion", "of one copy"),
}


def read_genomic(page: Page, body: dict[Any, Any], at: Pointer) -> Criterion | None:
    """The condition of one genomic leaf. Its keys describe one and the same alteration; a `!` on any of them asks that
    there be no such alteration."""
    page.only(body, KEYS, at, "a genomic leaf")
    parts: list[Criterion] = []
    for key in SIGNATURES & body.keys():
        value, negated = unsigned(body[key])
        said = StatedLeaf(f"{key.replace('_', ' ')}: {value}")
        parts.append(NoneOf((said,)) if negated else said)
    for key in results.KEYS & body.keys():
        made = results.READERS[key](page, body[key], (*at, key))
        if made is not None:
            parts.append(made)
    described = {k: v for k, v in body.items() if k in ALTERATION_KEYS and v not in (None, "")}
    # A signature or an MMR status is of the whole genome: the engine leaves a gene beside it out, and so do we.
    if described.keys() - {"hugo_symbol", "variant_category", "display_name"} or not parts:
        made = _alteration(page, described, at)
        if made is not None and not ("match_all" in body and not described):
            parts.append(made)
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _alteration(page: Page, body: dict[Any, Any], at: Pointer) -> Criterion | None:
    values: dict[str, Any] = {}
    excluded = False
    for key, raw in body.items():
        values[key], negated = unsigned(raw)
        excluded = excluded or negated
    if not body:
        return All()
    made = _described(page, values, at)
    return None if made is None else NoneOf((made,)) if excluded else made


def _described(page: Page, values: dict[str, Any], at: Pointer) -> Criterion | None:
    category = str(values.get("variant_category", "")).lower()
    if category and category not in KINDS:
        page.fault(
            (*at, "variant_category"),
            f"'{values['variant_category']}' is not a variant category.",
            "Expected Mutation, Copy Number Variation, Structural Variation or Any Variation.",
        )
        return None
    kinds = KINDS.get(category, ())
    symbol, partner = (str(values.get(k) or "") for k in ("hugo_symbol", "fusion_partner_hugo_symbol"))
    if _any_gene(symbol) and partner and not _any_gene(partner) and partner.lower() != INTERGENIC:
        symbol, partner = partner, ""  # which of the two stands first says nothing
    if not symbol or _any_gene(symbol):
        return StatedLeaf(_as_text(values))
    genes = genes_of(page, symbol, (*at, "hugo_symbol"))
    if genes is None:
        return None
    if not genes:
        return StatedLeaf(_as_text(values))
    if values.get("wildtype") in (True, "true", "True"):
        return WildTypeLeaf(gene=genes)
    more: list[Criterion] = []
    if partner and not _any_gene(partner):
        return _fusion(page, genes, partner, kinds or KINDS["structural variation"], values, at)
    leaf = _with_change(page, AlterationLeaf(gene=genes, kind=kinds), values, at, more)
    for key in ("molecular_function", "tier"):
        if key in values:
            more.append(StatedLeaf(f"{symbol} {key.replace('_', ' ')}: {values[key]}"))
    if leaf is None:
        return None
    return All((leaf, *more)) if more else leaf


def _with_change(
    page: Page, leaf: AlterationLeaf, values: dict[str, Any], at: Pointer, more: list[Criterion]
) -> Criterion | None:
    """The leaf narrowed by change, codon, exon, copy-number call and class."""
    gene, kind, exon = leaf.gene, leaf.kind, _exon(page, values, at)
    if call := str(values.get("cnv_call") or "").lower():
        if call not in CNV:
            page.fault((*at, "cnv_call"), f"'{values['cnv_call']}' is not a copy-number call.")
            return None
        kind = (CNV[call][0],)
        if CNV[call][1]:
            more.append(StatedLeaf(f"{'/'.join(gene)} {CNV[call][0]}: {CNV[call][1]}"))
    patterns: tuple[str, ...] = ()
    if change := values.get("protein_change"):
        bare, marked = protein.bare_change(str(change))
        if not marked:
            page.warn((*at, "protein_change"), f"'{change}' lacks its 'p.'; read as p.{bare}.")
        patterns, exon = (protein.exact(bare),), None  # the change itself says in which exon it stands
    elif codon := values.get("wildcard_protein_change"):
        bare, _ = protein.bare_change(str(codon))
        pattern = protein.any_residue_at(bare)
        if pattern is None:
            page.fault((*at, "wildcard_protein_change"), f"'{codon}' is not a codon such as p.V600.")
            return None
        patterns, exon = (pattern,), None
    variant_class = str(values.get("variant_classification") or "").lower().replace(" ", "_")
    if not variant_class or patterns:
        return AlterationLeaf(gene=gene, kind=kind, protein_change=patterns, exon=exon)
    if variant_class not in protein.KNOWN_CLASSES:
        page.fault(
            (*at, "variant_classification"),
            f"'{values['variant_classification']}' is not a class of variants.",
        )
        return None
    named = protein.NAMED.get((gene[0], exon or 0, variant_class)) if len(gene) == 1 else None
    if named:
        return AlterationLeaf(gene=gene, alteration_class=(named,))
    if variant_class in protein.CLASSES:
        patterns = protein.CLASSES[variant_class]
        found: Criterion = AlterationLeaf(gene=gene, kind=kind, protein_change=patterns, exon=exon)
        if (
            variant_class == "in_frame_ins"
        ):  # a delins may add or take away: which, the notation alone does not say
            either = AlterationLeaf(gene=gene, kind=kind, protein_change=("*delins*",), exon=exon)
            return AnyOf((found, All((either, StatedLeaf(f"{'/'.join(gene)} {variant_class}")))))
        return found
    more.append(StatedLeaf(f"{'/'.join(gene)} {values['variant_classification']}"))
    return AlterationLeaf(gene=gene, kind=kind, exon=exon)


def _fusion(
    page: Page,
    genes: tuple[str, ...],
    partner: str,
    kinds: tuple[str, ...],
    values: dict[str, Any],
    at: Pointer,
) -> Criterion | None:
    """A rearrangement between two genes, whichever the record names first."""
    here = AlterationLeaf(gene=genes, kind=kinds)
    if partner.lower() == INTERGENIC:
        return All((here, StatedLeaf(f"{'/'.join(genes)}: partner outside any gene")))
    others = genes_of(page, partner, (*at, "fusion_partner_hugo_symbol"))
    if others is None:
        return None
    if not others:
        return All((here, StatedLeaf(_as_text(values))))
    ways = [AlterationLeaf(gene=genes, kind=kinds, partner=other) for other in others]
    ways += [AlterationLeaf(gene=others, kind=kinds, partner=gene) for gene in genes if (gene,) != others]
    return ways[0] if len(ways) == 1 else AnyOf(tuple(ways))


def _exon(page: Page, values: dict[str, Any], at: Pointer) -> int | None:
    exon = values.get("exon")
    if exon is None:
        return None
    if isinstance(exon, str) and exon.strip().isdigit():
        exon = int(exon)
    if not isinstance(exon, int) or isinstance(exon, bool) or not 1 <= exon <= 400:
        page.fault((*at, "exon"), f"'{exon}' is not the number of an exon.")
        return None
    return exon


def _any_gene(symbol: str) -> bool:
    return symbol.lower().replace(" ", "_") == ANY_GENE


def _as_text(values: dict[str, Any]) -> str:
    return ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in sorted(values.items()))
