"""The cancer an OncoTree name means."""

from __future__ import annotations

from cordee.criteria.leaves.disease import CancerLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, Criterion, NoneOf
from cordee.files.near import close_matches
from cordee.terms import Terms, normal
from cordee.trials.ctml.oncotree_names import NARROWER

GROUPS: dict[str, tuple[str, ...]] = {
    "blood": ("leukaemia", "mds", "mpn", "cmml", "myeloma", "mastocytosis", "histiocytosis"),
    "breast fibroepithelial neoplasms": ("breast-phyllodes",),
    "breast sarcoma": ("breast-sarcoma", "breast-phyllodes"),
    "chondrosarcoma": ("chondrosarcoma", "extraskeletal-myxoid-chondrosarcoma"),
    "cystic tumor of the pancreas": ("pancreas-cystic", "pancreas-ipmn"),
    "diffuse glioma": ("glioblastoma", "astrocytoma", "oligodendroglioma", "diffuse-midline-glioma"),
    "encapsulated glioma": ("ganglioglioma", "pleomorphic-xanthoastrocytoma", "pilocytic-astrocytoma"),
    "esophagogastric adenocarcinoma": ("gastric", "gastro-oesophageal-junction", "oesophagus-adenocarcinoma"),
    "large cell lung carcinoma": ("nsclc-large-cell", "nsclc-basaloid", "nsclc-lymphoepithelioma-like"),
    "leukemia": ("leukaemia", "cmml"),
    "liver": ("liver", "hepatocholangiocarcinoma"),
    "lung neuroendocrine tumor": ("lung-carcinoid", "lung-lcnec", "sclc", "sclc-combined"),
    "lymph": ("lymphoma",),
    "lymphoid neoplasm": ("lymphoma", "all", "cll", "myeloma"),
    "myeloid neoplasm": ("aml", "cml", "mds", "mpn", "cmml", "mastocytosis"),
    "non seminomatous germ cell tumor": ("non-seminoma", "teratoma", "choriocarcinoma-germ-cell"),
    "ovarian epithelial tumor": (
        "ovary-high-grade-serous", "ovary-low-grade-serous", "ovary-clear-cell", "ovary-endometrioid", "ovary-mucinous",
        "ovary-seromucinous", "ovary-mixed", "ovary-carcinosarcoma", "ovary-borderline",
    ),
    "pancreas": ("pancreas", "pancreatic-net", "pancreatic-nec"),
    "serous ovarian cancer": ("ovary-high-grade-serous", "ovary-low-grade-serous"),
    "skin adnexal carcinoma": ("sweat-gland", "sebaceous"),
    "skin": ("melanoma-cutaneous", "melanoma-acral", "skin-non-melanoma"),
    "testis": (
        "testis", "seminoma", "non-seminoma", "teratoma", "choriocarcinoma-germ-cell", "mesothelioma-testicular",
    ),
}  # fmt: skip
"""OncoTree names that are not one of our terms, or not just one → our cancers that together are it. By OncoTree's own tree
(the language's `oncotree_mapping.json`, and its main types for Myeloid and Lymphoid Neoplasm)."""

APART: dict[str, tuple[str, ...]] = {"melanoma": ("melanoma-uveal",)}
"""What our term holds and OncoTree's does not: an ocular melanoma is another illness there, as it is in protocols."""


def cancers_of(terms: Terms, name: str) -> tuple[str, ...]:
    """Term ids for an OncoTree name or code; nothing when it is neither."""
    group = GROUPS.get(normal(name))
    if group:
        return tuple(id for id in group if terms.get("cancer", id))
    found = terms.by_text("cancer", name) or terms.by_code("cancer", "oncotree", name)
    return (found.id,) if found else ()


def cancer_condition(terms: Terms, name: str) -> Criterion | None:
    """The condition to have that cancer; None for an unknown name.

    A name narrower than the term that covers it ('Fibrolamellar Carcinoma') is met by nobody on the term alone: whoever
    has the term's cancer still has to be asked.
    """
    ids = cancers_of(terms, name)
    if not ids:
        return None
    leaf = CancerLeaf(ids)
    if normal(name) in NARROWER:
        return All((leaf, StatedLeaf(name.strip())))
    apart = APART.get(normal(name))
    return All((leaf, NoneOf((CancerLeaf(apart),)))) if apart else leaf


def near_cancers(terms: Terms, name: str) -> list[str]:
    """Known names that look like `name`."""
    known = [text for term in terms.all("cancer") for text in (term.name.en, *term.synonyms)]
    return close_matches(name, known, n=2)
