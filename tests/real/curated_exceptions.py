"""Where an entry rightly says something else than the curated record it names, and why. Nothing else may differ."""

from __future__ import annotations

_ELSEWHERE = "read on the page that the same source names beside the curated record"

DERIVED: dict[tuple[str, str, float], str] = {
    ("nsclc.egfr-common.erlotinib-ramucirumab", "burden", 72.0): "159 of 221 people",
    ("nsclc.ret.pralsetinib", "response-rate", 61.0): "53 of 87 people",
    ("melanoma.kit.imatinib", "survival-at", 12.0): "'1-year' in the record",
    ("agnostic.her2-ihc3.trastuzumab-deruxtecan", "response-rate", 61.3): _ELSEWHERE,
    ("agnostic.her2-ihc3.trastuzumab-deruxtecan", "response-rate", 49.4): _ELSEWHERE,
    ("agnostic.her2-ihc3.trastuzumab-deruxtecan", "response-rate", 72.4): _ELSEWHERE,
    ("agnostic.her2-ihc3.trastuzumab-deruxtecan", "burden", 40.8): _ELSEWHERE,
    ("breast.her2-positive.pertuzumab-trastuzumab-docetaxel", "overall-survival", 0.68): _ELSEWHERE,
    ("breast.her2-positive.pertuzumab-trastuzumab-docetaxel", "overall-survival", 49.3): _ELSEWHERE,
    ("breast.her2-positive.pertuzumab-trastuzumab-docetaxel", "overall-survival", 0.56): _ELSEWHERE,
    ("breast.her2-positive.pertuzumab-trastuzumab-docetaxel", "overall-survival", 0.84): _ELSEWHERE,
    ("nsclc.ntrk.larotrectinib", "response-rate", 45.0): _ELSEWHERE,
    ("nsclc.ntrk.larotrectinib", "response-rate", 92.0): _ELSEWHERE,
    ("nsclc.ntrk.larotrectinib", "progression-free-survival", 5.3): _ELSEWHERE,
    ("nsclc.ntrk.larotrectinib", "duration-of-response", 5.6): _ELSEWHERE,
}
"""(option, endpoint, figure) → how the figure comes about."""

OTHER_DRUGS: dict[str, tuple[set[str], str]] = {
    "breast.her2-positive.trastuzumab-aromatase-inhibitor": (
        {"letrozole"},
        "'an aromatase inhibitor' in the label",
    ),
    "colorectal.folfox-panitumumab": ({"fluorouracil"}, "'FOLFOX' in the label"),
    "colorectal.folfiri-panitumumab": ({"fluorouracil"}, "'FOLFIRI' in the label"),
    "colorectal.braf-v600e.encorafenib-cetuximab-folfox": (
        {"oxaliplatin"},
        "'fluorouracil-based chemotherapy' in the label, mFOLFOX6 in BREAKWATER",
    ),
    "nsclc.alk.platinum-pemetrexed": ({"carboplatin"}, "pemetrexed in the record; the platinum by guideline"),
}
"""option → the drugs its curated records do not name, and what stands there instead."""

OTHER_PMID: dict[str, tuple[str, str]] = {
    "colorectal:braf-anti-egfr": ("816", "the second item has its own PMID, written out in `seen`"),
}
"""source → the item with another publication, and why it is named all the same."""

OTHER_YEAR: dict[tuple[str, str], str] = {
    ("prostate.mcrpc.brca.olaparib-abiraterone", "EMA"): (
        "the record holds the monotherapy of 2020; the combination of 2022 was read on the page named in `seen`"
    ),
}
"""(option, agency) → why the year is not that of the almanac's record."""
