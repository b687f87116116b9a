"""Whether an alteration belongs to a class ('exon-19-deletion', 'v600e') by what was stated or by its notation alone.

A class says what its own term's name says. Deliberately narrow: what the notation leaves open is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cordee.case import Alteration
from cordee.case.answer import Answer, any_of
from cordee.terms import Terms

_SUBSTITUTION = re.compile(r"[A-Z]\d+[A-Z]\Z")
_EGFR_EXON_19_DELETION = (746, 750)  # codons the common in-frame deletions of exon 19 start in
_EGFR_EXON_20_INSERTION = (762, 774)  # codons the in-frame insertions of exon 20 cluster between

CHANGE_OF_CLASS = {
    "g12c": "G12C", "g12d": "G12D", "l858r": "L858R", "v600e": "V600E", "v600k": "V600K", "c797s": "C797S",
}  # fmt: skip
"""Classes that are one protein change: either form says the other."""

_COMMON_EGFR = ("exon-19-deletion", "l858r")
_APART = (
    ("exon-19-deletion", "l858r", "exon-20-insertion", "uncommon-egfr-mutation", "gatekeeper", "c797s"),
    ("class-1", "class-2", "class-3"),
    ("v600e", "v600k"),
    ("g12c", "g12d"),
)
"""Classes of which one alteration can be only one."""


def in_class(terms: Terms, a: Alteration, asked: str) -> Answer:
    """Whether `a` is of the class `asked`."""
    if asked == "common-egfr-mutation" and a.alteration_class != asked:
        return any_of(in_class(terms, a, one) for one in _COMMON_EGFR)
    stated = _by_statement(terms, a, asked)
    return stated if stated is not Answer.UNKNOWN else _by_notation(terms, a, asked)


def _by_statement(terms: Terms, a: Alteration, asked: str) -> Answer:
    if a.alteration_class is None:
        return Answer.UNKNOWN
    stated = terms.ancestors("alteration_class", a.alteration_class)
    if asked in stated:
        return Answer.YES
    wanted = terms.ancestors("alteration_class", asked)
    for group in _APART:
        have, want = stated.intersection(group), wanted.intersection(group)
        if have and want and not have & want:
            return Answer.NO
    return Answer.UNKNOWN


def _by_notation(terms: Terms, a: Alteration, asked: str) -> Answer:
    rule = _RULES.get(asked)
    if rule is not None:
        if a.kind in ("amplification", "fusion", "expression") and not a.protein_change:
            return Answer.NO
        return rule(a)
    below = [c for c in _RULES if c != asked and terms.is_a("alteration_class", c, asked)]
    return Answer.YES if any(_by_notation(terms, a, c) is Answer.YES for c in below) else Answer.UNKNOWN


def _is(change: str) -> Callable[[Alteration], Answer]:
    return _matches(re.escape(change))


def _matches(pattern: str) -> Callable[[Alteration], Answer]:
    def rule(a: Alteration) -> Answer:
        if a.protein_change is None:
            return Answer.NO if a.kind in ("deletion", "skipping") else Answer.UNKNOWN
        if re.fullmatch(
            r"[A-Z]\d+X?", a.protein_change
        ):  # a codon whose change was not said ('V600', 'G12X')
            same = re.match(pattern, a.protein_change.rstrip("X") + "E")
            return Answer.YES if same and pattern.endswith(".") else Answer.UNKNOWN
        return Answer.YES if re.fullmatch(pattern, a.protein_change) else Answer.NO

    return rule


def _exon_19_deletion(a: Alteration) -> Answer:
    if a.kind == "deletion" and a.exon is not None and not a.protein_change:
        return Answer.YES if a.exon == 19 else Answer.NO
    if not a.protein_change:
        return Answer.UNKNOWN if a.exon in (None, 19) else Answer.NO
    if "del" not in a.protein_change:
        return Answer.NO
    usual = a.exon is None and a.gene == "EGFR" and _codon_within(a, _EGFR_EXON_19_DELETION)
    return Answer.YES if a.exon == 19 or usual else Answer.UNKNOWN if a.exon is None else Answer.NO


def _exon_20_insertion(a: Alteration) -> Answer:
    if not a.protein_change:
        return Answer.NO if a.kind == "deletion" or a.exon not in (None, 20) else Answer.UNKNOWN
    if "ins" not in a.protein_change and "dup" not in a.protein_change:
        return Answer.NO
    usual = a.exon is None and a.gene == "EGFR" and _codon_within(a, _EGFR_EXON_20_INSERTION)
    return Answer.YES if a.exon == 20 or usual else Answer.UNKNOWN if a.exon is None else Answer.NO


def _exon_14_skipping(a: Alteration) -> Answer:
    if a.gene != "MET":
        return Answer.NO
    if a.kind == "skipping" and a.exon in (None, 14):
        return Answer.YES
    if a.exon == 14 and a.protein_change is not None and _SUBSTITUTION.match(a.protein_change):
        return (
            Answer.UNKNOWN
        )  # one amino acid for another: its place in exon 14 does not say that the exon is skipped
    if a.exon == 14 and a.kind in (None, "mutation", "deletion"):
        return Answer.YES
    return Answer.UNKNOWN if a.exon is None else Answer.NO


def _gatekeeper(a: Alteration) -> Answer:
    return _is("T790M")(a) if a.gene == "EGFR" else Answer.UNKNOWN


def _missense(a: Alteration) -> Answer:
    if a.protein_change is None:
        return Answer.UNKNOWN
    return Answer.YES if _SUBSTITUTION.match(a.protein_change) else Answer.NO


def _truncating(a: Alteration) -> Answer:
    change = a.protein_change
    if change is None:
        return Answer.UNKNOWN
    if "fs" in change or change.endswith("*"):
        return Answer.YES
    return Answer.NO if _SUBSTITUTION.match(change) else Answer.UNKNOWN


def _codon_within(a: Alteration, span: tuple[int, int]) -> bool:
    position = re.search(r"\d+", a.protein_change or "")
    return position is not None and span[0] <= int(position[0]) <= span[1]


_RULES: dict[str, Callable[[Alteration], Answer]] = {
    **{name: _is(change) for name, change in CHANGE_OF_CLASS.items()},
    "g12x": _matches(r"G12."),
    "v600": _matches(r"V600."),
    "class-1": _matches(r"V600."),
    "uncommon-egfr-mutation": _matches(r"G719[A-Z]|S768I|L861Q"),
    "exon-19-deletion": _exon_19_deletion,
    "exon-20-insertion": _exon_20_insertion,
    "exon-14-skipping": _exon_14_skipping,
    "gatekeeper": _gatekeeper,
    "missense": _missense,
    "truncating": _truncating,
}
