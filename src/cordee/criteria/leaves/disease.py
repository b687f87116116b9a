"""Conditions on the first tumour: cancer, histology, stage, whether it has spread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from cordee.case import Primary
from cordee.case.answer import Answer, any_of
from cordee.criteria import fields
from cordee.criteria.assumptions import ASSUMPTIONS
from cordee.criteria.finding import Finding, Settle, answered, cite, no, unknown, yes
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.selections import distant_metastases, recent
from cordee.terms import Terms, Words
from cordee.terms.words import join_words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

OR = Words(" ou ", " or ")
_STAGE = re.compile(r"(0|IV|I{1,3})([A-D]\d?)?\Z")

SETTLE_PRIMARY = Settle("primary", Words("préciser le cancer d’origine", "state the primary cancer"))
SETTLE_EXTENT = Settle("extent", Words("refaire le bilan d’extension", "restage the illness"))


def names(terms: Terms, kind: str, ids: tuple[str, ...]) -> Words:
    """The names of `ids`, joined by 'or'."""
    found = [terms.get(kind, id) for id in ids]  # type: ignore[arg-type]
    return join_words([t.name if t else Words.same(i) for t, i in zip(found, ids, strict=True)], ", ", OR)


class CancerLeaf(Leaf, frozen=True, tag="cancer"):
    """The primary is one of these cancers or stands below one."""

    KEY: ClassVar = "cancer"
    FIELDS: ClassVar = {"cancer": fields.terms_of("cancer")}
    SHORT: ClassVar = "cancer"
    cancer: tuple[str, ...] = ()

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return negate_words(names(terms, "cancer", self.cancer), negated)

    def find(self, view: CaseView) -> Finding:
        if not view.case.primaries:
            return unknown(SETTLE_PRIMARY)
        answers = [self._one(view, p) for p in view.case.primaries]
        answer = any_of(answers)
        facts = [
            cite(p, view.name("cancer", p.cancer))
            for p, a in zip(view.case.primaries, answers, strict=True)
            if a is answer
        ]
        settle = Settle(
            "histology", Words("préciser le type exact de la tumeur", "state the exact tumour type")
        )
        return answered(answer, settle, *facts)

    def _one(self, view: CaseView, primary: Primary) -> Answer:
        if view.is_any("cancer", primary.cancer, self.cancer):
            return Answer.YES
        finer = any(view.terms.is_a("cancer", c, primary.cancer) for c in self.cancer)
        return Answer.UNKNOWN if finer else Answer.NO


class HistologyLeaf(Leaf, frozen=True, tag="histology"):
    """Histology of the primary, stated, or carried by the cancer's own name or morphology code."""

    KEY: ClassVar = "histology"
    FIELDS: ClassVar = {"histology": fields.terms_of("histology")}
    SHORT: ClassVar = "histology"
    histology: tuple[str, ...] = ()

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return negate_words(names(terms, "histology", self.histology), negated)

    def find(self, view: CaseView) -> Finding:
        settle = Settle(
            "histology", Words("préciser le type exact de la tumeur", "state the exact tumour type")
        )
        known = [(p, h) for p in view.case.primaries if (h := _histology(view, p))]
        hits = [(p, h) for p, h in known if view.is_any("histology", h, self.histology)]
        shown = [cite(p, view.name("histology", h)) for p, h in (hits or known)]
        if hits:
            return yes(*shown)
        if not known or len(known) < len(view.case.primaries):
            return unknown(settle, *shown)
        finer = any(view.terms.is_a("histology", w, h) for w in self.histology for _, h in known)
        return unknown(settle, *shown) if finer else no(*shown)


def _histology(view: CaseView, primary: Primary) -> str | None:
    if primary.histology:
        return primary.histology
    term = view.terms.get("cancer", primary.cancer)
    if term is not None and term.histology is not None:
        return term.histology
    for code in term.codes.get("icdo3-morphology", ()) if term else ():
        histology = view.terms.by_code("histology", "icdo3-morphology", code)
        if histology:
            return histology.id
    return None


class StageLeaf(Leaf, frozen=True, tag="stage"):
    """Stage group. 'III' asked covers IIIA to IIID; 'IV' is also met by a distant metastasis that came later."""

    KEY: ClassVar = "stage"
    FIELDS: ClassVar = {
        "stage": fields.words_of(
            [s + x for s in ("0", "I", "II", "III", "IV") for x in ("", "A", "B", "C", "D")]
        )
    }
    SHORT: ClassVar = "stage"
    stage: tuple[str, ...] = ()

    def words(self, terms: Terms, negated: bool = False) -> Words:
        listed = ", ".join(self.stage)
        return negate_words(Words(f"stade {listed}", f"stage {listed}"), negated)

    def find(self, view: CaseView) -> Finding:
        spread, _ = distant_metastases(view)
        if spread:
            answer = any_of(_stage_matches(asked, "IV") for asked in self.stage)
            facts = [cite(m, view.name("site", m.site)) for m in spread[:1]]
            return answered(answer, SETTLE_EXTENT, *facts, note=ASSUMPTIONS["stage-four-by-spread"].infers)
        staged = [p for p in view.case.primaries if p.stage]
        if not staged:
            return unknown(SETTLE_EXTENT)
        answer = any_of(_stage_matches(asked, p.stage or "") for asked in self.stage for p in staged)
        facts = [cite(p, Words(f"stade {p.stage}", f"stage {p.stage}"), p.stage_on) for p in staged]
        return answered(answer, SETTLE_EXTENT, *facts)


def _stage_matches(asked: str, recorded: str) -> Answer:
    want, have = _STAGE.match(asked), _STAGE.match(recorded.upper())
    if not want or not have:
        return Answer.UNKNOWN
    if want[1] != have[1]:
        return Answer.NO
    if not want[2] or (have[2] or "").startswith(want[2]):
        return Answer.YES
    return Answer.UNKNOWN if not have[2] else Answer.NO


class MetastaticLeaf(Leaf, frozen=True, tag="metastatic"):
    """The illness has spread to a distant site: a present distant metastasis, stage IV or M1."""

    KEY: ClassVar = "metastatic"
    FIELDS: ClassVar = {"metastatic": fields.only_true()}
    SHORT: ClassVar = "metastatic"
    metastatic: bool = True

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return Words("sans métastase", "no metastasis") if negated else Words("métastatique", "metastatic")

    def find(self, view: CaseView) -> Finding:
        spread, perhaps = distant_metastases(view)
        if spread:
            return yes(*(cite(m, view.name("site", m.site)) for m in spread))
        for p in view.case.primaries:
            if (p.stage or "").upper().startswith("IV") or (p.m or "").startswith("1"):
                return yes(cite(p, _stage_words(p), p.stage_on))
        facts = [cite(p, _stage_words(p), p.stage_on) for p in view.case.primaries if p.stage or p.m]
        if view.case.primaries and all(_lately_without_spread(view, p) for p in view.case.primaries):
            return no(*facts, note=ASSUMPTIONS["recent-stage-without-spread"].infers)
        return unknown(SETTLE_EXTENT, *facts, *(cite(m, view.name("site", m.site)) for m in perhaps))


def _lately_without_spread(view: CaseView, primary: Primary) -> bool:
    told = (primary.m or "").startswith("0") or _STAGE.match((primary.stage or "").upper()) is not None
    return told and recent(view, primary.stage_on)


def _stage_words(primary: Primary) -> Words:
    m = Words.same(f"M{primary.m}") if primary.m else Words("", "")
    if not primary.stage:
        return m
    gap = Words.same(" " if primary.m else "")
    return Words(f"stade {primary.stage}", f"stage {primary.stage}") + gap + m
