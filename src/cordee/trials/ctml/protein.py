"""Protein changes and variant classes as patterns on the one-letter notation ('G12C', 'E746_A750del')."""

from __future__ import annotations

import re

_RESIDUE = "[A-Z]"  # one amino acid; a stop is written '*' and is not one
_CODON = re.compile(r"[A-Z]\d+\Z")
_LITERAL = str.maketrans({"*": "[*]", "?": "[?]"})


def bare_change(written: str) -> tuple[str, bool]:
    """The change without `p.`, and whether it stood there."""
    text = written.strip().strip("()")
    if text[:2].lower() == "p.":
        return text[2:].strip("()"), True
    return text, False


def exact(change: str) -> str:
    """A pattern for just this change: a stop's `*` is itself, not 'anything'."""
    return change.translate(_LITERAL)


def any_residue_at(codon: str) -> str | None:
    """'V600' → any one amino acid in its place, as the language's own engine reads it: no stop, no frameshift.

    V600 keeps the form that classes of BRAF mutations are known by. None when `codon` is not a codon.
    """
    if not _CODON.match(codon):
        return None
    return "V600*" if codon == "V600" else codon + _RESIDUE


CLASSES: dict[str, tuple[str, ...]] = {
    "missense_mutation": (f"{_RESIDUE}[0-9]*[0-9]{_RESIDUE}", f"{_RESIDUE}[0-9]{_RESIDUE}"),
    "nonsense_mutation": (f"{_RESIDUE}[0-9]*[0-9][*]", f"{_RESIDUE}[0-9][*]"),
    "in_frame_del": ("*[0-9]del*",),
    "in_frame_ins": ("*[0-9]ins*", "*[0-9]dup*"),
    "frame_shift_del": ("*fs*",),
    "frame_shift_ins": ("*fs*",),
    "frameshift": ("*fs*",),
    "frameshift_mutation": ("*fs*",),
    "inframe_indel": ("*[0-9]del*", "*[0-9]ins*", "*[0-9]dup*"),
    "del_ins": ("*delins*",),
}
"""What a class of variants looks like in the notation."""

KNOWN_CLASSES = frozenset(CLASSES) | frozenset(
    [
        "nonstop_mutation",
        "initiator_codon",
        "intron",
        "intron_mutation",
        "missense_and_splice_region",
        "rna",
        "silent",
        "splice_acceptor",
        "splice_donor",
        "splice_region",
        "splice_site",
        "splice_lost",
        "translation_start_site",
        "coding_sequence",
        "intergenic_variant",
        "protein_altering",
        "splice_site_mutation",
        "stop_retained",
        "synonymous",
        "3'utr",
        "3_prime_utr",
        "5'flank",
        "5'utr",
        "5'utr_mutation",
        "5_prime_utr",
        "3'flank",
    ]
)
"""Every class the language lists (matchminer-api, `yaml_genomic_schema`), in lower case with underscores."""

NAMED: dict[tuple[str, int, str], str] = {
    ("EGFR", 19, "in_frame_del"): "exon-19-deletion",
    ("EGFR", 20, "in_frame_ins"): "exon-20-insertion",
    ("MET", 14, "splice_site"): "exon-14-skipping",
    ("MET", 14, "splice_region"): "exon-14-skipping",
}
"""A gene, an exon and a class that together have a name of their own."""
