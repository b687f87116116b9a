"""The cancers that a registry's list of conditions names."""

from __future__ import annotations

import re

from cordee.criteria.leaves.disease import CancerLeaf, MetastaticLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, AnyOf, Criterion
from cordee.terms import Terms

_QUALIFIER = re.compile(
    r"\b(?:metastatic|advanced|locally advanced|recurrent|relapsed|refractory|unresectable|malignant|stage "
    r"(?:iv|iii|ii|i|[0-4])[a-c]?|resectable|adult|primary|invasive)\b|\b(?:ajcc )?v\d\b",
    re.IGNORECASE,
)
_METASTATIC = re.compile(r"\bmetastatic\b|\bstage (?:iv|4)[a-c]?\b", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(cancer|carcinoma|tumou?r|neoplasm|lymphoma|sarcoma|leuk[ae]+mia|melanoma)s\b", re.IGNORECASE
)
_HEAD = re.compile(r"(.+?) (?:neoplasms?|cancers?|tumou?rs?)\Z", re.IGNORECASE)


def condition(terms: Terms, written: str) -> Criterion:
    """One condition. A name that is no known cancer stays text; a qualifier beside a known cancer ('recurrent', 'stage
    III') stays text beside it, but for 'metastatic', which is asked."""
    whole = _cancer(terms, written)
    if whole is not None:
        return whole
    bare = re.sub(r"\s+", " ", _QUALIFIER.sub(" ", written)).strip(" ,-;()")
    found = _cancer(terms, bare) if bare and bare != written.strip() else None
    if found is None:
        return StatedLeaf(written.strip())
    if _METASTATIC.search(written):
        return All((found, MetastaticLeaf()))
    return All((found, StatedLeaf(written.strip())))


def any_condition(terms: Terms, written: tuple[str, ...]) -> Criterion | None:
    """Any of the conditions; None when the registry lists none."""
    parts = [condition(terms, text) for text in dict.fromkeys(written) if text.strip()]
    return None if not parts else parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def _cancer(terms: Terms, written: str) -> CancerLeaf | None:
    singular = _PLURAL.sub(r"\1", written.strip())
    ways = [written, singular]
    if head := _HEAD.match(singular):
        ways += [f"{head[1]} cancer", f"{head[1]} carcinoma"]
    for way in ways:
        term = terms.by_text("cancer", way)
        if term is not None:
            return CancerLeaf((term.id,))
    return None
