"""What a `genomic` leaf of CTML asks, and of whom it is met, not met, not known. Where the language's documents are
silent, the argument stands beside the row (docs/trials.md has them together)."""

from __future__ import annotations

from typing import Any

import pytest
from ctml_writing import asked, sound, trial, verdict

from cordee.trials.set_aside import SetAside

ALL_KINDS = ["mutation", "amplification", "fusion", "deletion"]


def gene(symbol: str, **of: Any) -> dict[str, Any]:
    return {"biomarkers": [{"alteration": {"gene": symbol, **of}, "on": "2026-11-01"}]}


def panel(*genes: str, kinds: list[str] = ALL_KINDS) -> dict[str, Any]:
    return {"panels": [{"name": "panel", "on": "2026-11-01", "kinds": kinds, "genes": list(genes)}]}


def leaf(**keys: Any) -> str:
    lines = "\n".join(
        f"    {key}: {value!r}" if isinstance(value, str) else f"    {key}: {value}"
        for key, value in keys.items()
    )
    return f"- genomic:\n{lines}\n"


EGFR_C797 = {"hugo_symbol": "EGFR", "variant_category": "!Mutation", "wildcard_protein_change": "p.C797"}
ROWS = [
    # a mutation: found; looked for and not found; nobody looked
    ({"hugo_symbol": "KRAS", "variant_category": "Mutation"}, gene("KRAS", protein_change="G12C"), "yes"),
    ({"hugo_symbol": "KRAS", "variant_category": "Mutation"}, panel("KRAS"), "no"),
    ({"hugo_symbol": "KRAS", "variant_category": "Mutation"}, {}, "unknown"),
    # an amplification is no mutation
    ({"hugo_symbol": "MET", "variant_category": "Mutation"}, gene("MET", kind="amplification") | panel("MET"), "no"),
    # one change, with or without 'p.'; another change of the same codon is not it
    ({"hugo_symbol": "KRAS", "variant_category": "Mutation", "protein_change": "p.G12C"}, gene("KRAS", protein_change="G12C"), "yes"),
    ({"hugo_symbol": "KRAS", "variant_category": "Mutation", "protein_change": "G12C"}, gene("KRAS", protein_change="G12C"), "yes"),
    ({"hugo_symbol": "KRAS", "variant_category": "Mutation", "protein_change": "p.G12C"}, gene("KRAS", protein_change="G12D"), "no"),
    # a codon: any one amino acid, no stop (the engine's own pattern)
    ({"hugo_symbol": "ARID1A", "variant_category": "Mutation", "wildcard_protein_change": "p.R911"}, gene("ARID1A", protein_change="R911H"), "yes"),
    ({"hugo_symbol": "ARID1A", "variant_category": "Mutation", "wildcard_protein_change": "p.R911"}, gene("ARID1A", protein_change="R911*"), "no"),
    ({"hugo_symbol": "ARID1A", "variant_category": "Mutation", "wildcard_protein_change": "p.R911"}, gene("ARID1A", protein_change="R9111H"), "no"),
    ({"hugo_symbol": "BRAF", "variant_category": "Mutation", "wildcard_protein_change": "V600"}, gene("BRAF", kind="mutation", **{"class": "v600"}), "yes"),
    # a stop asked for is that stop, not 'anything from R911 on'
    ({"hugo_symbol": "ARID1A", "variant_category": "Mutation", "protein_change": "p.R911*"}, gene("ARID1A", protein_change="R911H"), "no"),
    ({"hugo_symbol": "ARID1A", "variant_category": "Mutation", "protein_change": "p.R911*"}, gene("ARID1A", protein_change="R911*"), "yes"),
    # '!' on any key: no such alteration, all keys taken together (the engine negates the whole leaf)
    (EGFR_C797, gene("EGFR", protein_change="C797S"), "no"),
    (EGFR_C797, gene("EGFR", protein_change="L858R"), "yes"),
    (EGFR_C797, {}, "unknown"),
    ({"hugo_symbol": "BRAF", "variant_category": "Mutation", "protein_change": "!p.V600E"}, gene("BRAF", protein_change="V600E"), "no"),
    ({"hugo_symbol": "!TP53", "variant_category": "Mutation"}, gene("TP53", protein_change="R175H"), "no"),
    # the change says its exon: a record that names only the change is enough
    ({"hugo_symbol": "EGFR", "variant_category": "Mutation", "exon": 21, "protein_change": "p.L858R"}, gene("EGFR", protein_change="L858R"), "yes"),
    ({"hugo_symbol": "MET", "variant_category": "Mutation", "exon": 14}, gene("MET", kind="mutation", exon=14), "yes"),
    ({"hugo_symbol": "MET", "variant_category": "Mutation", "exon": 14}, gene("MET", kind="mutation"), "unknown"),
    # gene, exon and class that have a name
    ({"hugo_symbol": "EGFR", "variant_category": "Mutation", "exon": 19, "variant_classification": "In_Frame_Del"}, gene("EGFR", protein_change="E746_A750del"), "yes"),
    ({"hugo_symbol": "EGFR", "variant_category": "Mutation", "exon": 20, "variant_classification": "In_Frame_Ins"}, gene("EGFR", **{"class": "exon-20-insertion"}), "yes"),
    ({"hugo_symbol": "MET", "variant_category": "Mutation", "exon": 14, "variant_classification": "Splice_Site"}, gene("MET", **{"class": "exon-14-skipping"}), "yes"),
    # classes by the notation
    ({"hugo_symbol": "EGFR", "variant_category": "Mutation", "variant_classification": "In_Frame_Del"}, gene("EGFR", protein_change="E746_A750del"), "yes"),
    ({"hugo_symbol": "EGFR", "variant_category": "Mutation", "variant_classification": "In_Frame_Del"}, gene("EGFR", protein_change="L858R"), "no"),
    ({"hugo_symbol": "EGFR", "variant_category": "Mutation", "variant_classification": "In_Frame_Ins"}, gene("EGFR", protein_change="D770_N771insSVD"), "yes"),
    ({"hugo_symbol": "EGFR", "variant_category": "Mutation", "variant_classification": "In_Frame_Ins"}, gene("EGFR", protein_change="N771delinsKG"), "unknown"),
    ({"hugo_symbol": "TP53", "variant_category": "Mutation", "variant_classification": "Missense_Mutation"}, gene("TP53", protein_change="R175H"), "yes"),
    ({"hugo_symbol": "TP53", "variant_category": "Mutation", "variant_classification": "Missense_Mutation"}, gene("TP53", protein_change="R213*"), "no"),
    ({"hugo_symbol": "TP53", "variant_category": "Mutation", "variant_classification": "Nonsense_Mutation"}, gene("TP53", protein_change="R213*"), "yes"),
    ({"hugo_symbol": "TP53", "variant_category": "Mutation", "variant_classification": "Frame_Shift_Del"}, gene("TP53", protein_change="P152fs"), "yes"),
    ({"hugo_symbol": "TP53", "variant_category": "Mutation", "variant_classification": "Splice_Region"}, gene("TP53", protein_change="R175H"), "unknown"),
    # copy numbers
    ({"hugo_symbol": "ERBB2", "variant_category": "Copy Number Variation", "cnv_call": "High Amplification"}, gene("ERBB2", kind="amplification"), "yes"),
    ({"hugo_symbol": "ERBB2", "variant_category": "Copy Number Variation", "cnv_call": "Low Amplification"}, gene("ERBB2", kind="amplification"), "unknown"),
    ({"hugo_symbol": "PTEN", "variant_category": "Copy Number Variation"}, gene("PTEN", kind="deletion"), "yes"),
    ({"hugo_symbol": "PTEN", "variant_category": "!Copy Number Variation"}, gene("PTEN", kind="deletion"), "no"),
    # structural variations: fusion or rearrangement, either gene first
    ({"hugo_symbol": "ALK", "variant_category": "Structural Variation"}, gene("ALK", kind="fusion"), "yes"),
    ({"hugo_symbol": "ALK", "variant_category": "Structural Variation"}, gene("ALK", kind="rearrangement"), "yes"),
    ({"hugo_symbol": "ALK", "variant_category": "!Structural Variation"}, panel("ALK"), "yes"),
    ({"hugo_symbol": "ALK", "variant_category": "!Structural Variation"}, panel("ALK", kinds=["mutation"]), "unknown"),
    ({"hugo_symbol": "EML4", "variant_category": "Structural Variation", "fusion_partner_hugo_symbol": "ALK"}, gene("ALK", kind="fusion", partner="EML4"), "yes"),
    ({"hugo_symbol": "EML4", "variant_category": "Structural Variation", "fusion_partner_hugo_symbol": "ALK"}, gene("ALK", kind="fusion"), "unknown"),
    ({"hugo_symbol": "any_gene", "variant_category": "Structural Variation", "fusion_partner_hugo_symbol": "RET"}, gene("RET", kind="fusion", partner="KIF5B"), "yes"),
    ({"hugo_symbol": "RET", "variant_category": "Structural Variation", "fusion_partner_hugo_symbol": "any_gene"}, gene("RET", kind="fusion"), "yes"),
    ({"hugo_symbol": "NPM1", "variant_category": "Structural Variation", "fusion_partner_hugo_symbol": "intergenic"}, gene("NPM1", kind="rearrangement"), "unknown"),
    ({"hugo_symbol": "any_gene", "variant_category": "Structural Variation", "fusion_partner_hugo_symbol": "any_gene"}, gene("ALK", kind="fusion"), "unknown"),
    # any variation is any: a fusion too, though the stock engine looks for mutations and copy numbers alone
    ({"hugo_symbol": "ALK", "variant_category": "!Any Variation"}, gene("ALK", kind="fusion"), "no"),
    ({"hugo_symbol": "EGFR", "variant_category": "Any Variation"}, gene("EGFR", kind="amplification"), "yes"),
    ({"hugo_symbol": "EGFR", "variant_category": "!Any Variation"}, panel("EGFR"), "yes"),
    ({"hugo_symbol": "EGFR", "variant_category": "!Any Variation"}, panel("EGFR", kinds=["mutation"]), "unknown"),
    # overexpression is no variation of the gene
    ({"hugo_symbol": "ERBB2", "variant_category": "Any Variation"}, gene("ERBB2", kind="expression") | panel("ERBB2"), "no"),
    # wild type: every gene named was read and nothing found
    ({"hugo_symbol": "KRAS", "wildtype": True}, panel("KRAS"), "yes"),
    ({"hugo_symbol": "KRAS", "wildtype": True}, gene("KRAS", protein_change="G12D"), "no"),
    ({"hugo_symbol": "KRAS", "wildtype": True}, {}, "unknown"),
    # results of the whole genome; MSI-L counts as MSS, as in the engine
    ({"mmr_status": "MMR-Deficient"}, {"biomarkers": [{"mmr": "deficient", "on": "2026-11-01"}]}, "yes"),
    ({"ms_status": "MSS"}, {"biomarkers": [{"msi": "msi-low", "on": "2026-11-01"}]}, "yes"),
    ({"ms_status": "MSI-H"}, {"biomarkers": [{"msi": "mss", "on": "2026-11-01"}]}, "no"),
    ({"mmr_status": "!MMR-Deficient"}, {"biomarkers": [{"mmr": "proficient", "on": "2026-11-01"}]}, "yes"),
    # a signature no leaf can answer stays text: not known, negated or not
    ({"uva_signature": "Yes"}, {}, "unknown"),
    ({"pole_signature": "!Yes"}, {}, "unknown"),
    # families of genes, read with a warning
    ({"hugo_symbol": "NTRK", "variant_category": "Structural Variation"}, gene("NTRK3", kind="fusion"), "yes"),
    # a gene our terms do not have: never met, never dropped
    ({"hugo_symbol": "ZZZ9", "variant_category": "Mutation"}, {}, "unknown"),
    ({"hugo_symbol": "ZZZ9", "variant_category": "!Mutation"}, {}, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "person", "answer"), ROWS)
def test_a_genomic_leaf(keys: dict[str, Any], person: dict[str, Any], answer: str) -> None:
    assert verdict(asked(leaf(**keys)), person) == answer


@pytest.mark.parametrize(
    ("keys", "warning"),
    [
        ({"hugo_symbol": "DYPD", "variant_category": "Mutation"}, "line 11: 'DYPD' is not a gene symbol; read as DPYD."),
        ({"hugo_symbol": "NTRK", "variant_category": "Mutation"}, "line 11: 'NTRK' is a family of genes; read as any of NTRK1, NTRK2, NTRK3."),
        ({"hugo_symbol": "ZZZ9", "variant_category": "Mutation"}, "line 11: 'ZZZ9' is not a gene Cordée knows; the condition stays text, not known yet."),
        ({"hugo_symbol": "KRAS", "variant_category": "Mutation", "protein_change": "G12C"}, "line 13: 'G12C' lacks its 'p.'; read as p.G12C."),
    ],
)  # fmt: skip
def test_what_is_read_otherwise_than_written_says_so(keys: dict[str, Any], warning: str) -> None:
    assert sound(leaf(**keys)).warnings == (warning,)


@pytest.mark.parametrize(
    ("keys", "line", "problem"),
    [
        (
            {"hugo_symbol": "KRAS", "variant_category": "Mutations"},
            12,
            "'Mutations' is not a variant category.",
        ),
        ({"hugo_symbol": "a gene", "variant_category": "Mutation"}, 11, "'a gene' is not a gene symbol."),
        ({"hugo_symbol": "KRAS", "cnv_call": "Huge"}, 12, "'Huge' is not a copy-number call."),
        ({"hugo_symbol": "KRAS", "exon": 0}, 12, "'0' is not the number of an exon."),
        ({"hugo_symbol": "KRAS", "variant_classification": "Odd"}, 12, "'Odd' is not a class of variants."),
        ({"hugo_symbol": "KRAS", "wildcard_protein_change": "G"}, 12, "'G' is not a codon such as p.V600."),
        ({"hugo_simbol": "KRAS"}, 11, "'hugo_simbol' is not a key of a genomic leaf."),
        ({"mmr_status": "Fine"}, 11, "'Fine' is not a value of mmr_status."),
    ],
)
def test_what_cannot_be_read_sets_the_trial_aside_with_line_and_reason(
    keys: dict[str, Any], line: int, problem: str
) -> None:
    aside = trial(leaf(**keys))
    assert isinstance(aside, SetAside)
    assert [(fault.where, fault.problem) for fault in aside.faults] == [(f"line {line}", problem)]
