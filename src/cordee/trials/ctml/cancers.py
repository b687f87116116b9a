"""The cancer an OncoTree name means. Names of groups that our terms do not have as one stand for their members."""

from __future__ import annotations

from cordee.criteria.leaves.disease import CancerLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, Criterion
from cordee.files.near import close_matches
from cordee.terms import Terms, normal
from cordee.trials.ctml.oncotree_names import NARROWER

GROUPS: dict[str, tuple[str, ...]] = {
    "skin": ("melanoma-cutaneous", "melanoma-acral", "skin-non-melanoma"),
    "lymphoid neoplasm": ("lymphoma", "all", "cll", "myeloma"),
    "lymph": ("lymphoma",),
    "blood": ("leukaemia", "mds", "mpn", "myeloma"),
    "myeloid neoplasm": ("aml", "cml", "mds", "mpn", "cmml", "mastocytosis"),
    "diffuse glioma": ("glioblastoma", "astrocytoma", "oligodendroglioma", "diffuse-midline-glioma"),
    "encapsulated glioma": ("ganglioglioma", "pleomorphic-xanthoastrocytoma", "pilocytic-astrocytoma"),
    "breast fibroepithelial neoplasms": ("breast-phyllodes",),
}
"""OncoTree groups → our cancers that together are the group (Myeloid/Lymphoid Neoplasm: OncoTree's own main types)."""


def cancers_of(terms: Terms, name: str) -> tuple[str, ...]:
    """Term ids for an OncoTree name or code; nothing when it is neither."""
    found = terms.by_text("cancer", name) or terms.by_code("cancer", "oncotree", name)
    if found:
        return (found.id,)
    return tuple(id for id in GROUPS.get(normal(name), ()) if terms.get("cancer", id))


def cancer_condition(terms: Terms, name: str) -> Criterion | None:
    """The condition to have that cancer; None for an unknown name.

    A name narrower than the term that covers it ('Fibrolamellar Carcinoma') is met by nobody on the term alone: whoever
    has the term's cancer still has to be asked.
    """
    ids = cancers_of(terms, name)
    if not ids:
        return None
    leaf = CancerLeaf(ids)
    return All((leaf, StatedLeaf(name.strip()))) if normal(name) in NARROWER else leaf


def near_cancers(terms: Terms, name: str) -> list[str]:
    """Known names that look like `name`."""
    known = [text for term in terms.all("cancer") for text in (term.name.en, *term.synonyms)]
    return close_matches(name, known, n=2)
