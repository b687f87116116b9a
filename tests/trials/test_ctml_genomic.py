"""What a `genomic` leaf of CTML asks, and of whom it is met, not met, not known. Where the language's documents are
silent, the argument stands beside the row (docs/trials.md has them together)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ctml_writing import asked, sound, trial, verdict

from cordee.trials.set_aside import SetAside

ALL_KINDS = ["mutation", "amplification", "fusion", "deletion"]


def gene(symbol: str, pc: str | None = None, **of: Any) -> dict[str, Any]:
    found = {"gene": symbol, **({"protein_change": pc} if pc else {}), **of}
    return {"biomarkers": [{"alteration": found, "on": "2026-11-01"}]}


def panel(*genes: str, kinds: list[str] = ALL_KINDS) -> dict[str, Any]:
    return {"panels": [{"name": "panel", "on": "2026-11-01", "kinds": kinds, "genes": list(genes)}]}


def leaf(**keys: Any) -> str:
    lines = "\n".join(
        f"    {key}: {value!r}" if isinstance(value, str) else f"    {key}: {value}"
        for key, value in keys.items()
    )
    return f"- genomic:\n{lines}\n"


LONG = {
    "change": "protein_change",
    "codon": "wildcard_protein_change",
    "cls": "variant_classification",
    "partner": "fusion_partner_hugo_symbol",
    "call": "cnv_call",
    "exon": "exon",
}


def of_category(category: str) -> Callable[..., dict[str, Any]]:
    def keys(symbol: str, **more: Any) -> dict[str, Any]:
        return {"hugo_symbol": symbol, "variant_category": category} | {LONG[k]: v for k, v in more.items()}

    return keys


mut, no_mut = of_category("Mutation"), of_category("!Mutation")
sv, no_sv = of_category("Structural Variation"), of_category("!Structural Variation")
cnv, no_cnv = of_category("Copy Number Variation"), of_category("!Copy Number Variation")
any_, no_any = of_category("Any Variation"), of_category("!Any Variation")

EGFR_C797 = no_mut("EGFR", codon="p.C797")
ROWS = [
    # a mutation: found; looked for and not found; nobody looked
    (mut("KRAS"), gene("KRAS", pc="G12C"), "yes"),
    (mut("KRAS"), panel("KRAS"), "no"),
    (mut("KRAS"), {}, "unknown"),
    # an amplification is no mutation
    (mut("MET"), gene("MET", kind="amplification") | panel("MET"), "no"),
    # one change, with or without 'p.'; another change of the same codon is not it
    (mut("KRAS", change="p.G12C"), gene("KRAS", pc="G12C"), "yes"),
    (mut("KRAS", change="G12C"), gene("KRAS", pc="G12C"), "yes"),
    (mut("KRAS", change="p.G12C"), gene("KRAS", pc="G12D"), "no"),
    # a codon: any one amino acid, no stop (the engine's own pattern)
    (mut("ARID1A", codon="p.R911"), gene("ARID1A", pc="R911H"), "yes"),
    (mut("ARID1A", codon="p.R911"), gene("ARID1A", pc="R911*"), "no"),
    (mut("ARID1A", codon="p.R911"), gene("ARID1A", pc="R9111H"), "no"),
    (mut("BRAF", codon="V600"), gene("BRAF", kind="mutation", **{"class": "v600"}), "yes"),
    # a stop asked for is that stop, not 'anything from R911 on'
    (mut("ARID1A", change="p.R911*"), gene("ARID1A", pc="R911H"), "no"),
    (mut("ARID1A", change="p.R911*"), gene("ARID1A", pc="R911*"), "yes"),
    # '!' on any key: no such alteration, all keys taken together (the engine negates the whole leaf)
    (EGFR_C797, gene("EGFR", pc="C797S"), "no"),
    (EGFR_C797, gene("EGFR", pc="L858R"), "yes"),
    (EGFR_C797, {}, "unknown"),
    (mut("BRAF", change="!p.V600E"), gene("BRAF", pc="V600E"), "no"),
    (mut("!TP53"), gene("TP53", pc="R175H"), "no"),
    # the change says its exon: a record that names only the change is enough
    (mut("EGFR", exon=21, change="p.L858R"), gene("EGFR", pc="L858R"), "yes"),
    (mut("MET", exon=14), gene("MET", kind="mutation", exon=14), "yes"),
    (mut("MET", exon=14), gene("MET", kind="mutation"), "unknown"),
    # gene, exon and class that have a name
    (mut("EGFR", exon=19, cls="In_Frame_Del"), gene("EGFR", pc="E746_A750del"), "yes"),
    (mut("EGFR", exon=20, cls="In_Frame_Ins"), gene("EGFR", **{"class": "exon-20-insertion"}), "yes"),
    (mut("MET", exon=14, cls="Splice_Site"), gene("MET", **{"class": "exon-14-skipping"}), "yes"),
    # classes by the notation
    (mut("EGFR", cls="In_Frame_Del"), gene("EGFR", pc="E746_A750del"), "yes"),
    (mut("EGFR", cls="In_Frame_Del"), gene("EGFR", pc="L858R"), "no"),
    (mut("EGFR", cls="In_Frame_Ins"), gene("EGFR", pc="D770_N771insSVD"), "yes"),
    (mut("EGFR", cls="In_Frame_Ins"), gene("EGFR", pc="N771delinsKG"), "unknown"),
    (mut("TP53", cls="Missense_Mutation"), gene("TP53", pc="R175H"), "yes"),
    (mut("TP53", cls="Missense_Mutation"), gene("TP53", pc="R213*"), "no"),
    (mut("TP53", cls="Nonsense_Mutation"), gene("TP53", pc="R213*"), "yes"),
    (mut("TP53", cls="Frame_Shift_Del"), gene("TP53", pc="P152fs"), "yes"),
    (mut("TP53", cls="Splice_Region"), gene("TP53", pc="R175H"), "unknown"),
    # copy numbers
    (cnv("ERBB2", call="High Amplification"), gene("ERBB2", kind="amplification"), "yes"),
    (cnv("ERBB2", call="Low Amplification"), gene("ERBB2", kind="amplification"), "unknown"),
    (cnv("PTEN"), gene("PTEN", kind="deletion"), "yes"),
    (no_cnv("PTEN"), gene("PTEN", kind="deletion"), "no"),
    # structural variations: fusion or rearrangement, either gene first
    (sv("ALK"), gene("ALK", kind="fusion"), "yes"),
    (sv("ALK"), gene("ALK", kind="rearrangement"), "yes"),
    (no_sv("ALK"), panel("ALK"), "yes"),
    (no_sv("ALK"), panel("ALK", kinds=["mutation"]), "unknown"),
    (sv("EML4", partner="ALK"), gene("ALK", kind="fusion", partner="EML4"), "yes"),
    (sv("EML4", partner="ALK"), gene("ALK", kind="fusion"), "unknown"),
    (sv("any_gene", partner="RET"), gene("RET", kind="fusion", partner="KIF5B"), "yes"),
    (sv("RET", partner="any_gene"), gene("RET", kind="fusion"), "yes"),
    (sv("NPM1", partner="intergenic"), gene("NPM1", kind="rearrangement"), "unknown"),
    (sv("any_gene", partner="any_gene"), gene("ALK", kind="fusion"), "unknown"),
    # any variation is any: a fusion too, though the stock engine looks for mutations and copy numbers alone
    (no_any("ALK"), gene("ALK", kind="fusion"), "no"),
    (any_("EGFR"), gene("EGFR", kind="amplification"), "yes"),
    (no_any("EGFR"), panel("EGFR"), "yes"),
    (no_any("EGFR"), panel("EGFR", kinds=["mutation"]), "unknown"),
    # overexpression is no variation of the gene
    (any_("ERBB2"), gene("ERBB2", kind="expression") | panel("ERBB2"), "no"),
    # wild type: every gene named was read and nothing found
    ({"hugo_symbol": "KRAS", "wildtype": True}, panel("KRAS"), "yes"),
    ({"hugo_symbol": "KRAS", "wildtype": True}, gene("KRAS", pc="G12D"), "no"),
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
    (sv("NTRK"), gene("NTRK3", kind="fusion"), "yes"),
    # a gene our terms do not have: never met, never dropped
    (mut("ZZZ9"), {}, "unknown"),
    (no_mut("ZZZ9"), {}, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "person", "answer"), ROWS)
def test_a_genomic_leaf(keys: dict[str, Any], person: dict[str, Any], answer: str) -> None:
    assert verdict(asked(leaf(**keys)), person) == answer


@pytest.mark.parametrize(
    ("keys", "warning"),
    [
        (mut("DYPD"), "line 11: 'DYPD' is not a gene symbol; read as DPYD."),
        (mut("NTRK"), "line 11: 'NTRK' is a family of genes; read as any of NTRK1, NTRK2, NTRK3."),
        (mut("ZZZ9"), "line 11: 'ZZZ9' is not a gene Cordée knows; the condition stays text, not known yet."),
        (mut("KRAS", change="G12C"), "line 13: 'G12C' lacks its 'p.'; read as p.G12C."),
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
        (mut("a gene"), 11, "'a gene' is not a gene symbol."),
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
