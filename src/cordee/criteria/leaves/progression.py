"""Conditions on growth: has the illness progressed, now or lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cordee.criteria import fields
from cordee.criteria.finding import Cited, Finding, Settle, answered
from cordee.criteria.leaf import Leaf, negate_words
from cordee.response.progression import progression_now
from cordee.terms import Terms, Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

NOW_DAYS = 90.0
"""'Now' is an assessment of the last 90 days: our own working bound, about one imaging interval."""

SETTLE_ASSESSMENT = Settle("imaging", Words("imagerie d’évaluation récente", "recent imaging assessment"))


class ProgressionLeaf(Leaf, frozen=True, tag="progression"):
    """The latest assessment shows growth, or the last line ended for progression and nothing was started since."""

    KEY: ClassVar = "progression"
    FIELDS: ClassVar = {"progression": fields.word_of(["now"], "when"), "within": fields.days()}
    SHORT: ClassVar = "progression"
    when: str = "now"
    within: float = NOW_DAYS

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return negate_words(Words("progression actuelle", "progressing now"), negated)

    def find(self, view: CaseView) -> Finding:
        now = progression_now(view.case, view.on, int(self.within), view.terms)
        facts = [Cited(e.words, e.on, e.ref) for e in now.evidence]
        return answered(now.answer, SETTLE_ASSESSMENT, *facts)
