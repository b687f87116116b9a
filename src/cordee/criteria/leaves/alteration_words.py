"""An alteration in words: 'KRAS G12C', 'ALK fusion (EML4)'."""

from __future__ import annotations

from cordee.case import Alteration
from cordee.terms import Terms, Words

KIND_WORDS: dict[str, Words] = {
    "mutation": Words("muté", "mutation"),
    "amplification": Words("amplifié", "amplification"),
    "fusion": Words("fusion", "fusion"),
    "deletion": Words("délétion", "deletion"),
    "rearrangement": Words("réarrangement", "rearrangement"),
    "expression": Words("surexprimé", "overexpression"),
    "skipping": Words("saut d’exon", "exon skipping"),
}


def alteration_words(terms: Terms, a: Alteration) -> Words:
    """'KRAS G12C', 'ALK fusion (EML4)', 'EGFR : non altéré'."""
    words = Words.same(a.gene)
    if a.protein_change:
        words += Words.same(f" {a.protein_change}")
    elif a.alteration_class and (term := terms.get("alteration_class", a.alteration_class)):
        words += Words.same(" ") + term.name
    elif a.kind:
        words += Words.same(" ") + KIND_WORDS[a.kind]
    if a.exon and not a.protein_change and not a.alteration_class:
        words += Words.same(f" exon {a.exon}")
    if a.partner:
        words += Words.same(f" ({a.partner})")
    if a.origin == "germline":
        words += Words(", constitutionnel", ", germline")
    if a.presence == "absent":
        words += Words("\u202f: recherché, absent", ": looked for, absent")
    if a.method:
        words += Words.same(f", {a.method}")
    return words
