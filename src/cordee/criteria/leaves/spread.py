"""Conditions on where the illness has gone: metastatic sites, oligometastatic disease, the brain."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cordee.case import Metastasis
from cordee.case.answer import Answer, all_of, any_of, negate
from cordee.criteria import fields
from cordee.criteria.assumptions import ASSUMPTIONS
from cordee.criteria.bounds import Bound
from cordee.criteria.finding import Cited, Finding, Settle, answered, cite, no, unknown, yes
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.leaves.disease import SETTLE_EXTENT, names
from cordee.criteria.selections import (
    EXTENT_KNOWN_FOR_DAYS,
    NOT_ON_ROUTINE_STAGING,
    distant,
    distant_metastases,
    present_metastases,
    staging_imaging,
    stated_absent,
    still_absent,
)
from cordee.terms import Terms, Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

OLIGOMETASTATIC_MAX = 5
"""One to five lesions: ESTRO-ASTRO consensus (Lievens 2020, Radiother Oncol 148:157)."""

LOOKED_LONG_AGO = Words(
    f"recherchée il y a plus de {EXTENT_KNOWN_FOR_DAYS} jours\u202f: à revoir",
    f"looked for more than {EXTENT_KNOWN_FOR_DAYS} days ago: look again",
)

SETTLE_LESIONS = Settle(
    "lesion-count", Words("compter les métastases sur l’imagerie", "count the metastases on imaging")
)


class MetastasesLeaf(Leaf, frozen=True, tag="metastases"):
    """Present metastases: at a site, nowhere else, in how many organs, how many lesions. All parts must hold."""

    KEY: ClassVar = "metastases"
    FIELDS: ClassVar = {
        "site": fields.terms_of("site"),
        "only": fields.only_true(),
        "organs": fields.bound(),
        "lesions": fields.bound(),
    }
    ONE_OF: ClassVar = ("site", "organs", "lesions")
    site: tuple[str, ...] = ()
    only: bool | None = None
    organs: Bound | None = None
    lesions: Bound | None = None

    def words(self, terms: Terms, negated: bool = False) -> Words:
        sites = names(terms, "site", self.site) if self.site else None
        words = Words("métastases", "metastases")
        if sites:
            words = Words(f"métastases\u202f: {sites.fr}", f"metastases: {sites.en}")
            if self.only:
                words += Words(" seulement", " only")
        if self.organs:
            words += Words(", organes atteints ", ", organs involved ") + self.organs.words()
        if self.lesions:
            words += Words(", nombre ", ", number ") + self.lesions.words()
        return negate_words(words, negated)

    def find(self, view: CaseView) -> Finding:
        present = present_metastases(view)
        here = [m for m in present if not self.site or view.is_any("site", m.site, self.site)]
        facts = [cite(m, _site_words(view, m)) for m in (here or present)]
        parts: list[Answer] = []
        note = None
        at_site = Answer.UNKNOWN
        if self.site:
            at_site, note = self._at_site(view, here)
            parts.append(at_site)
            absent = {a for s in self.site if (a := stated_absent(view, s))}
            if at_site is not Answer.YES and absent:
                facts = [_absent_cited(view, a) for a in sorted(absent, key=lambda a: a.site)]
        imaging = staging_imaging(view)
        if self.only:
            elsewhere = any_of(
                distant(view, m) for m in present if m not in here and not self._wider(view, m)
            )
            maybe = any(self._wider(view, m) for m in present)
            alone = Answer.YES if imaging and not maybe else Answer.UNKNOWN
            parts.append(all_of([negate(elsewhere), alone]))
        if self.organs:
            sure, perhaps = ({m.site for m in found} for found in distant_metastases(view))
            parts.append(self.organs.holds(len(sure), len(sure | perhaps) if imaging else 10**6))
        if self.lesions:
            # Where nobody looked, none counted is not none there.
            looked = bool(imaging) if not self.site else at_site is not Answer.UNKNOWN
            parts.append(self.lesions.holds(*_lesions(here, looked)))
        settle = (
            SETTLE_LESIONS
            if self.lesions and all(p is not Answer.UNKNOWN for p in parts[:-1])
            else _settle_site(view, self.site)
        )
        if imaging and not facts:
            facts = [cite(imaging, Words("imagerie d’évaluation", "imaging assessment"))]
        return answered(all_of(parts), settle, *facts, note=note)

    def _at_site(self, view: CaseView, here: list[Metastasis]) -> tuple[Answer, Words | None]:
        if here:
            return Answer.YES, None
        if any(self._wider(view, m) for m in present_metastases(view)):
            return Answer.UNKNOWN, None
        absent = [stated_absent(view, s) for s in self.site]
        if all(still_absent(view, a) for a in absent):
            return Answer.NO, None
        routine = not any(view.is_any("site", s, NOT_ON_ROUTINE_STAGING) for s in self.site)
        if routine and staging_imaging(view):
            return Answer.NO, ASSUMPTIONS["imaging-lists-its-sites"].infers
        return Answer.UNKNOWN, LOOKED_LONG_AGO if all(absent) else None

    def _wider(self, view: CaseView, m: Metastasis) -> bool:
        """Whether the recorded site is a wider word than the one asked, so that it may be this one."""
        narrower = any(view.terms.is_a("site", s, m.site) for s in self.site)
        return narrower and not view.is_any("site", m.site, self.site)


class OligometastaticLeaf(Leaf, frozen=True, tag="oligometastatic"):
    """One to five distant lesions in all, or fewer when `max_lesions` says so."""

    KEY: ClassVar = "oligometastatic"
    FIELDS: ClassVar = {"oligometastatic": fields.only_true(), "max_lesions": fields.whole(1, 10)}
    SHORT: ClassVar = "oligometastatic"
    oligometastatic: bool = True
    max_lesions: int = OLIGOMETASTATIC_MAX

    def words(self, terms: Terms, negated: bool = False) -> Words:
        n = self.max_lesions
        words = Words(f"peu de métastases ({n} au plus)", f"few metastases ({n} at most)")
        return negate_words(words, negated)

    def find(self, view: CaseView) -> Finding:
        sure, perhaps = distant_metastases(view)
        facts = [cite(m, _site_words(view, m)) for m in (*sure, *perhaps)]
        if not sure:
            return unknown(SETTLE_EXTENT, *facts)
        imaged = staging_imaging(view) is not None
        least, most = _lesions(sure, imaged)[0], _lesions([*sure, *perhaps], imaged)[1]
        if least > self.max_lesions:
            return no(*facts)
        return yes(*facts) if most <= self.max_lesions else unknown(SETTLE_LESIONS, *facts)


class BrainMetastasesLeaf(Leaf, frozen=True, tag="brain_metastases"):
    """Brain metastases: none, any, untreated, treated and stable, symptomatic. A brain nobody looked at is not known."""

    KEY: ClassVar = "brain_metastases"
    FIELDS: ClassVar = {
        "brain_metastases": fields.word_of(
            ["none", "any", "untreated", "treated-stable", "symptomatic"], "state"
        )
    }
    SHORT: ClassVar = "brain_metastases"
    state: str = "any"

    def words(self, terms: Terms, negated: bool = False) -> Words:
        words = {
            "none": Words("pas de métastase cérébrale", "no brain metastasis"),
            "any": Words("métastase cérébrale", "brain metastasis"),
            "untreated": Words("métastase cérébrale non traitée", "untreated brain metastasis"),
            "treated-stable": Words(
                "métastases cérébrales traitées et stables", "brain metastases treated and stable"
            ),
            "symptomatic": Words("métastase cérébrale avec symptômes", "brain metastasis with symptoms"),
        }[self.state]
        return negate_words(words, negated)

    def find(self, view: CaseView) -> Finding:
        here = [m for m in present_metastases(view) if view.terms.is_a("site", m.site, "brain")]
        if not here:
            absent = stated_absent(view, "brain")
            if not absent:
                return unknown(SETTLE_BRAIN_IMAGING)
            fact = _absent_cited(view, absent)
            if not still_absent(view, absent):
                return unknown(SETTLE_BRAIN_IMAGING, fact, note=LOOKED_LONG_AGO)
            return yes(fact) if self.state == "none" else no(fact)
        facts = [cite(m, _site_words(view, m)) for m in here]
        if self.state == "any":
            return yes(*facts)
        if self.state == "none":
            return no(*facts)
        return answered(all_of(self._one(view, m) for m in here), _settle_brain(self.state), *facts)

    def _one(self, view: CaseView, m: Metastasis) -> Answer:
        treated = _brain_treated(view, m)
        if self.state == "symptomatic":
            return _answer(m.symptomatic)
        if self.state == "untreated":
            return negate(treated)
        return all_of([treated, _answer(m.stable)])


def _brain_treated(view: CaseView, m: Metastasis) -> Answer:
    if m.treated is not None:
        return _answer(m.treated)
    for t in view.case.local_treatments:
        later = not m.on or not t.on or t.on.latest >= m.on.earliest
        if t.site and view.terms.is_a("site", t.site, "brain") and later:
            return Answer.YES
    return Answer.UNKNOWN


def _answer(stated: bool | None) -> Answer:
    return Answer.UNKNOWN if stated is None else Answer.YES if stated else Answer.NO


def _lesions(metastases: list[Metastasis], complete: bool) -> tuple[int, int]:
    """The fewest and the most lesions at these sites; an uncounted site has at least one and no upper bound."""
    least = sum(m.lesions if m.lesions is not None else 1 for m in metastases)
    counted = complete and all(m.lesions is not None for m in metastases)
    return least, least if counted else 10**6


SETTLE_BRAIN_IMAGING = Settle("brain-imaging", Words("IRM cérébrale", "brain MRI"))


def _settle_brain(state: str) -> Settle:
    if state == "symptomatic":
        return Settle(
            "brain-symptoms",
            Words(
                "dire si la métastase cérébrale donne des symptômes",
                "say whether the brain metastasis causes symptoms",
            ),
        )
    return Settle(
        "brain-treated-stable",
        Words(
            "avis de neuro-oncologie et IRM cérébrale de contrôle",
            "neuro-oncology opinion and follow-up brain MRI",
        ),
    )


def _settle_site(view: CaseView, sites: tuple[str, ...]) -> Settle:
    if sites and all(view.terms.is_a("site", s, "brain") for s in sites):
        return SETTLE_BRAIN_IMAGING
    return SETTLE_EXTENT


def _site_words(view: CaseView, m: Metastasis) -> Words:
    name = view.name("site", m.site)
    return name + Words.same(f" ({m.lesions})") if m.lesions else name


def _absent_cited(view: CaseView, m: Metastasis) -> Cited:
    name = view.name("site", m.site)
    words = Words(f"{name.fr}\u202f: recherchée, absente", f"{name.en}: looked for, absent")
    return cite(m, words, m.gone or m.on)
