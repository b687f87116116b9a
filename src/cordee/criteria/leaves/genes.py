"""Conditions on genes: an anomaly found, or a gene read and found normal."""

from __future__ import annotations

import fnmatch
import re
from datetime import date
from typing import TYPE_CHECKING, ClassVar, get_args

from cordee.case import Alteration, PanelTest
from cordee.case.answer import Answer, all_of, any_of
from cordee.case.biomarker import AlterationKind
from cordee.criteria import fields
from cordee.criteria.assumptions import ASSUMPTIONS
from cordee.criteria.finding import Finding, cite, no, unknown, yes
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.leaves.alteration_class import CHANGE_OF_CLASS, in_class
from cordee.criteria.leaves.alteration_words import KIND_WORDS, alteration_words
from cordee.criteria.leaves.gene_tests import last_line_began, made_since, settle_gene
from cordee.terms import Terms, Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

KINDS = get_args(AlterationKind)
SEQUENCE_KINDS = ("mutation", "skipping")
"""What any sequencing of a gene reads; fusions, amplifications and large deletions need a test made for them."""
LOSS_KINDS = ("mutation", "deletion")
"""How a gene that protects is lost: what 'pathogenic' is asked of. No amplification or fusion is looked for there."""


class AlterationLeaf(Leaf, frozen=True, tag="alteration"):
    """An anomaly of one of these genes was found. 'No' only where the gene was tested for this kind of anomaly."""

    KEY: ClassVar = "alteration"
    FIELDS: ClassVar = {
        "gene": fields.terms_of("gene"),
        "kind": fields.words_of(KINDS),
        "protein_change": fields.texts(),
        "exon": fields.whole(1, 400),
        "class": fields.terms_of("alteration_class", "alteration_class"),
        "partner": fields.term_of("gene"),
        "origin": fields.word_of(["somatic", "germline"]),
        "pathogenic": fields.only_true(),
        "acquired": fields.only_true(),
    }
    ONE_OF: ClassVar = ("gene",)
    gene: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    protein_change: tuple[str, ...] = ()
    exon: int | None = None
    alteration_class: tuple[str, ...] = ()
    partner: str | None = None
    origin: str | None = None
    pathogenic: bool | None = None
    acquired: bool | None = None

    def words(self, terms: Terms, negated: bool = False) -> Words:
        words = Words.same("/".join(self.gene))
        if self.protein_change:
            words += Words.same(" " + "/".join(self.protein_change))
        for id in self.alteration_class:
            term = terms.get("alteration_class", id)
            words += Words.same(" ") + (term.name if term else Words.same(id))
        if self.exon and not self.alteration_class:
            words += Words.same(f" exon {self.exon}")
        if self.kind and not self.protein_change and not self.alteration_class:
            words += Words(
                " " + "/".join(KIND_WORDS[k].fr for k in self.kind),
                " " + "/".join(KIND_WORDS[k].en for k in self.kind),
            )
        if not (self.kind or self.protein_change or self.alteration_class or self.exon):
            words += Words(" altéré", " altered")
        if self.partner:
            words += Words(f" avec {self.partner}", f" with {self.partner}")
        if self.pathogenic:
            words += Words(", pathogène", ", pathogenic")
        if self.origin:
            words += (
                Words(", constitutionnel", ", germline")
                if self.origin == "germline"
                else Words(", somatique", ", somatic")
            )
        return negate_words(words, negated)

    def find(self, view: CaseView) -> Finding:
        found = [a for a in view.case.alterations if a.presence == "present" and self._names(a)]
        matches = [(self._matches(view, a), a) for a in found]
        met = [a for answer, a in matches if answer is Answer.YES]
        if met:
            return yes(*(cite(a, alteration_words(view.terms, a)) for a in met))
        settle = settle_gene(self.gene, anew=bool(self.acquired))
        open_ = [a for answer, a in matches if answer is Answer.UNKNOWN]
        if open_:
            return unknown(settle, *(cite(a, alteration_words(view.terms, a)) for a in open_))
        tested = [self._tested(view, gene) for gene in self.gene]
        if all(t is not None for t in tested):
            facts = {f for t in tested if t for f in t.facts}
            return no(*sorted(facts, key=lambda f: f.source), note=tested[0].note if tested[0] else None)
        return unknown(settle, *(cite(a, alteration_words(view.terms, a)) for a in found))

    def told_by(self, view: CaseView, a: Alteration) -> tuple[Answer | None, str | None, bool]:
        """All that `find` looks at of an anomaly that was found (not of `acquired`): whether it is what is asked, None when
        of another gene; which of the genes asked it is of; whether it shows that the gene was read."""
        own = a.gene if a.gene in self.gene else None
        return self._matches(view, a) if self._names(a) else None, own, _read_in_tumour(a)

    def _matches(self, view: CaseView, a: Alteration) -> Answer:
        checks = [
            _kind_matches(a, self.kind),
            _change_matches(a, self.protein_change),
            _class_matches(view, a, self.alteration_class),
            _is(a.exon, self.exon),
            _is(a.partner if a.gene in self.gene else a.gene, self.partner),
            _is(a.origin, self.origin),
        ]
        if self.pathogenic:
            checks.append(
                Answer.UNKNOWN if a.pathogenic is None else Answer.YES if a.pathogenic else Answer.NO
            )
        return all_of(checks)

    def _names(self, a: Alteration) -> bool:
        """Whether `a` is of one of the genes; a fusion is of both its partners, whichever the report names first."""
        joined = a.kind in ("fusion", "rearrangement") and a.partner in self.gene
        return a.gene in self.gene or joined

    def _tested(self, view: CaseView, gene: str) -> Finding | None:
        since = last_line_began(view) if self.acquired else None
        for a in view.case.alterations:
            absent = a.gene == gene and a.presence == "absent" and made_since(a, since)
            if absent and self._covered_by_absence(view, a):
                return no(cite(a, alteration_words(view.terms, a)))
        sequence = self.protein_change or self.alteration_class or self.exon
        asked = self.kind or (SEQUENCE_KINDS if sequence else LOSS_KINDS if self.pathogenic else ())
        return gene_tested(view, gene, asked, self.origin, since)

    def _covered_by_absence(self, view: CaseView, absent: Alteration) -> bool:
        """Whether a stated absence says no to all that is asked: what it leaves out, it covers."""
        if absent.origin == "somatic" and self.origin == "germline":
            return False
        if absent.origin == "germline" and self.origin != "germline":
            return False
        if absent.kind and (not self.kind or any(k != absent.kind for k in self.kind)):
            sequence = absent.kind == "mutation" and bool(self.protein_change or self.alteration_class)
            if not sequence:
                return False
        if absent.protein_change and set(self.protein_change) != {absent.protein_change}:
            return False
        if absent.exon and absent.exon != self.exon:
            return False
        return not absent.alteration_class or (
            bool(self.alteration_class)
            and all(
                view.terms.is_a("alteration_class", asked, absent.alteration_class)
                for asked in self.alteration_class
            )
        )


class WildTypeLeaf(Leaf, frozen=True, tag="wild_type"):
    """Each of these genes was read and nothing was found in it."""

    KEY: ClassVar = "wild_type"
    FIELDS: ClassVar = {"gene": fields.terms_of("gene"), "kind": fields.words_of(KINDS)}
    SHORT: ClassVar = "gene"
    gene: tuple[str, ...] = ()
    kind: tuple[str, ...] = SEQUENCE_KINDS

    def words(self, terms: Terms, negated: bool = False) -> Words:
        listed = ", ".join(self.gene)
        return negate_words(Words(f"{listed} non muté", f"{listed} wild-type"), negated)

    def find(self, view: CaseView) -> Finding:
        findings = [view.find(AlterationLeaf(gene=(gene,), kind=self.kind)) for gene in self.gene]
        facts = tuple(dict.fromkeys(f for x in findings for f in x.facts))
        answer = any_of(x.answer for x in findings)
        if answer is Answer.YES:
            return no(*(f for x in findings if x.answer is Answer.YES for f in x.facts))
        if answer is Answer.UNKNOWN:
            missing = tuple(g for g, x in zip(self.gene, findings, strict=True) if x.answer is Answer.UNKNOWN)
            return unknown(settle_gene(missing), *facts)
        return yes(*facts, note=findings[0].note)


def gene_tested(
    view: CaseView, gene: str, kinds: tuple[str, ...], origin: str | None, since: date | None = None
) -> Finding | None:
    """A 'no' with the test that read `gene` for all of `kinds` and reported nothing; None when nobody tested.

    `since` leaves out tests made before that day."""
    wanted = set(kinds) or {"mutation", "amplification", "fusion", "deletion"}
    for panel in view.case.panels:
        if (
            gene in panel.genes
            and wanted <= _seen_by(panel)
            and (origin == "germline") == (panel.origin == "germline")
            and (since is not None or not _only_in_blood(panel))
            and made_since(panel, since)
        ):
            return no(cite(panel, Words.same(panel.name)), note=ASSUMPTIONS["tested-gene-wild-type"].infers)
    if wanted <= set(SEQUENCE_KINDS) and origin != "germline":
        for a in view.case.alterations:
            if a.gene == gene and _read_in_tumour(a) and made_since(a, since):
                return no(
                    cite(a, alteration_words(view.terms, a)), note=ASSUMPTIONS["sequenced-by-finding"].infers
                )
    return None


def _only_in_blood(panel: PanelTest) -> bool:
    """Whether a test of tumour genes was made on blood: the tumour may shed too little, so its silence says nothing.

    Changes that come under treatment are looked for in blood first: for those (`since`) it counts.
    """
    return panel.specimen == "blood" and panel.origin != "germline"


def _read_in_tumour(a: Alteration) -> bool:
    found = a.presence == "present" and a.origin != "germline"
    return found and (a.protein_change is not None or a.kind == "mutation")


def _seen_by(panel: PanelTest) -> set[str]:
    seen: set[str] = set(panel.kinds) or {"mutation"}
    if "fusion" in seen:
        seen.add("rearrangement")  # what breaks and joins genes is one search, whatever it is then called
    return seen | set(SEQUENCE_KINDS) if "mutation" in seen else seen


def _is(recorded: object, asked: object) -> Answer:
    if asked is None:
        return Answer.YES
    return Answer.UNKNOWN if recorded is None else Answer.YES if recorded == asked else Answer.NO


def _kind_matches(a: Alteration, asked: tuple[str, ...]) -> Answer:
    """A small deletion or a skipped exon is also a mutation; a fusion is a rearrangement, the reverse is left open."""
    described = a.protein_change is not None or a.exon is not None or a.alteration_class is not None
    kind = a.kind or ("mutation" if a.protein_change else None)
    if not asked or kind in asked:
        return Answer.YES
    if kind is None or (kind == "rearrangement" and "fusion" in asked):
        return Answer.UNKNOWN
    if kind == "fusion":
        return Answer.YES if "rearrangement" in asked else Answer.NO
    if "mutation" in asked and kind in ("deletion", "skipping"):
        return Answer.YES if described or kind == "skipping" else Answer.UNKNOWN
    return Answer.NO


def _change_matches(a: Alteration, asked: tuple[str, ...]) -> Answer:
    if not asked:
        return Answer.YES
    change = a.protein_change or CHANGE_OF_CLASS.get(a.alteration_class or "")
    if change is None and a.alteration_class in ("v600", "class-1"):
        return Answer.YES if "V600*" in asked else _open_if(any(p.startswith("V600") for p in asked))
    if change is None:
        substitutions = all(re.fullmatch(r"[A-Z]\d+[A-Z*]", p) for p in asked)
        other_kind = a.kind not in (None, "mutation") or a.alteration_class in _NOT_A_SUBSTITUTION
        return _open_if(not (substitutions and other_kind))
    return Answer.YES if any(fnmatch.fnmatchcase(change, p) for p in asked) else Answer.NO


_NOT_A_SUBSTITUTION = (
    "exon-19-deletion",
    "exon-20-insertion",
    "exon-14-skipping",
    "itd",
    "homozygous-deletion",
)


def _open_if(still_open: bool) -> Answer:
    return Answer.UNKNOWN if still_open else Answer.NO


def _class_matches(view: CaseView, a: Alteration, asked: tuple[str, ...]) -> Answer:
    return any_of(in_class(view.terms, a, c) for c in asked) if asked else Answer.YES
