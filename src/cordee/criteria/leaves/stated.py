"""A condition that nothing in the case can answer yet, kept in its own words: never met, never dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cordee.criteria import fields
from cordee.criteria.finding import Finding, Settle, unknown
from cordee.criteria.leaf import Leaf, negate_words
from cordee.terms import Terms, Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView


class StatedLeaf(Leaf, frozen=True, tag="stated"):
    """A condition in the words of whoever set it (a trial's protocol). Always not known: someone has to look."""

    KEY: ClassVar = "stated"
    FIELDS: ClassVar = {"text": fields.text(), "fr": fields.text()}
    SHORT: ClassVar = "text"
    ONE_OF: ClassVar = ("text",)
    text: str
    fr: str | None = None  # the same in French, where someone wrote it

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return negate_words(self._quoted(), negated)

    def find(self, view: CaseView) -> Finding:
        asks = Words("à vérifier\u202f: ", "to check: ") + self._quoted()
        return unknown(Settle(f"stated:{self.text}", asks))

    def _quoted(self) -> Words:
        if self.fr is not None:
            return Words(self.fr, self.text)
        return Words(f"«\u202f{self.text}\u202f»", f"“{self.text}”")
