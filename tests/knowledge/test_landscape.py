"""Sixteen situations a meeting knows by heart: what guidelines and labels offer is open, what they rule out is closed.

Each person's record is complete in `landscape/`: nothing needed to answer is missing, so 'not known' would be needless.
Behind each id: whose recommendation it is, as cited in the entry.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cordee.case.answer import Answer
from cordee.case.yaml_form import read_case_yaml
from cordee.knowledge.load import load_knowledge
from cordee.plan.make import make_plan
from cordee.plan.model import Plan
from cordee.terms import load_terms

TODAY = date(2026, 11, 20)
FOLDER = Path(__file__).parent / "landscape"

OPEN = {
    "lung-egfr-after-osimertinib": (
        "nsclc.egfr-common.amivantamab-carboplatin-pemetrexed",  # FDA and EMA labels 2024; ASCO 2024, strong
        "nsclc.egfr-common.platinum-pemetrexed",  # ASCO 2024, strong
    ),
    "lung-egfr-after-osimertinib-and-platinum": (
        "nsclc.egfr.datopotamab-deruxtecan",  # FDA label 2025 (after EGFR therapy and platinum)
        "nsclc.pretreated.docetaxel",  # after platinum: FDA benefit-risk review 2022
        "nsclc.pretreated.docetaxel-ramucirumab",
    ),
    "lung-kras-g12c-after-chemo-immunotherapy": (
        "nsclc.kras-g12c.sotorasib",  # FDA 2021, EMA 2022: progression after one systemic line
        "nsclc.kras-g12c.adagrasib",  # FDA 2022, EMA 2024
        "nsclc.pretreated.docetaxel",
    ),
    "lung-alk-after-alectinib": (
        "nsclc.alk.lorlatinib-after-alk-inhibitor",  # EMA 2019: after alectinib or ceritinib; ASCO pocket guide
        "nsclc.alk.platinum-pemetrexed",  # ASCO pocket guide
    ),
    "breast-hr-positive-esr1": (
        "breast.hr-positive.elacestrant",  # FDA and EMA labels 2023
        "breast.hr-positive.imlunestrant",  # FDA 2025, EMA 2026
        "breast.hr-positive.vepdegestrant",  # FDA 2026
        "breast.hr-positive.trastuzumab-deruxtecan-low-ultralow",  # EMA 2025
        "breast.hr-positive.everolimus-exemestane",  # FDA and EMA 2012: after a non-steroidal aromatase inhibitor
        "breast.chemotherapy.capecitabine",
    ),
    "breast-hr-positive-pik3ca": (
        "breast.hr-positive.capivasertib-fulvestrant",  # FDA 2023, EMA 2024
        "breast.hr-positive.alpelisib-fulvestrant",  # FDA; EMA 2020
        "breast.hr-positive.fulvestrant",  # EMA 2004
    ),
    "breast-her2-positive-after-deruxtecan": (
        "breast.her2-positive.tucatinib-trastuzumab-capecitabine",  # FDA 2020, EMA 2021: after two anti-HER2 regimens
        "breast.her2-positive.trastuzumab-emtansine",  # FDA and EMA 2013: after trastuzumab and a taxane
        "breast.her2-positive.margetuximab-chemotherapy",  # FDA 2020
        "breast.her2-positive.neratinib-capecitabine",  # FDA 2020
    ),
    "breast-triple-negative-gbrca1": (
        "breast.gbrca.olaparib",  # FDA 2018, EMA 2019: after anthracycline and taxane
        "breast.gbrca.talazoparib",  # FDA 2018, EMA 2019
        "breast.triple-negative.sacituzumab-govitecan",  # FDA and EMA 2021: two systemic lines, one of them metastatic
        "breast.her2-low.trastuzumab-deruxtecan",  # FDA 2022, EMA 2023: after chemotherapy for metastases
        "breast.gbrca.carboplatin",  # TNT
    ),
    "colorectal-ras-wild-type-third-line": (
        "colorectal.cetuximab",  # FDA 2012, EMA 2008
        "colorectal.panitumumab",  # EMA 2013
        "colorectal.irinotecan-cetuximab",  # FDA 2012: refractory to irinotecan
        "colorectal.trifluridine-tipiracil-bevacizumab",  # SUNLIGHT
    ),
    "colorectal-braf-second-line": (
        "colorectal.braf-v600e.encorafenib-cetuximab",  # FDA and EMA 2020: after prior systemic therapy
        "colorectal.folfiri-bevacizumab",  # AIOM
    ),
    "colorectal-kras-g12c-third-line": (
        "colorectal.kras-g12c.sotorasib-panitumumab",  # CodeBreaK 300, CIViC A
        "colorectal.kras-g12c.adagrasib-cetuximab",  # FDA 2024
        "colorectal.trifluridine-tipiracil-bevacizumab",
        "colorectal.trifluridine-tipiracil",  # RAS mutated: no anti-EGFR to wait for (FDA 2015)
        "colorectal.regorafenib",
    ),
    "colorectal-msi-high-first-line": (
        "colorectal.msi-h.pembrolizumab",  # EMA 2021, first line
        "colorectal.msi-h.nivolumab-ipilimumab",  # EMA 2024, first line
    ),
    "melanoma-braf-after-immunotherapy": (
        "melanoma.braf-v600.dabrafenib-trametinib",  # ASCO 2023 after immunotherapy; FDA and EMA 2015
        "melanoma.braf-v600.encorafenib-binimetinib",  # FDA and EMA 2018
        "melanoma.braf-v600.vemurafenib-cobimetinib",  # FDA and EMA 2015
    ),
    "melanoma-braf-after-both": (
        "melanoma.lifileucel",  # FDA 2024: after anti-PD-1 and, BRAF-mutated, a BRAF inhibitor
        "melanoma.til-hospital",
        "melanoma.dacarbazine",
    ),
    "prostate-after-androgen-inhibitor": (
        "prostate.mcrpc.docetaxel",  # ASCO 2025
        "prostate.mcrpc.lutetium-psma-before-taxane",  # FDA 2025
        "prostate.mcrpc.continue-adt",  # ASCO 2025
        "prostate.mcrpc.bone-protection",  # ASCO 2025
    ),
    "prostate-after-docetaxel": (
        "prostate.mcrpc.cabazitaxel",  # FDA 2010, ASCO 2025
        "prostate.mcrpc.lutetium-psma",  # FDA and EMA 2022; ASCO 2025
        "prostate.mcrpc.radium-223",  # ASCO 2025: bone pain, no visceral metastasis
    ),
}

CLOSED = {
    "lung-egfr-after-osimertinib": (
        "nsclc.egfr-common.osimertinib",  # first-line label; it has just failed
        "nsclc.egfr.datopotamab-deruxtecan",  # label: platinum first
        "nsclc.pd-l1-positive.pembrolizumab",  # label: no EGFR change
        "nsclc.pretreated.docetaxel",  # platinum first
    ),
    "lung-egfr-after-osimertinib-and-platinum": (
        "nsclc.egfr-common.osimertinib",
        "nsclc.egfr-common.amivantamab-carboplatin-pemetrexed",  # pemetrexed has failed
        "nsclc.egfr-common.amivantamab-lazertinib",  # first-line label
        "nsclc.nonsquamous.pembrolizumab-platinum-pemetrexed",  # label: no EGFR change, first line
    ),
    "lung-kras-g12c-after-chemo-immunotherapy": (
        "nsclc.pretreated.nivolumab",  # immunotherapy already given
        "nsclc.pretreated.pembrolizumab",
        "nsclc.nonsquamous.platinum-pemetrexed",  # already given
        "nsclc.egfr-common.osimertinib",
    ),
    "lung-alk-after-alectinib": (
        "nsclc.alk.lorlatinib",  # EMA 2022: no ALK inhibitor before
        "nsclc.alk.alectinib",
        "nsclc.alk.brigatinib-after-crizotinib",  # label: after crizotinib
        "nsclc.alk.ceritinib",
        "nsclc.pretreated.docetaxel",  # platinum first
    ),
    "breast-hr-positive-esr1": (
        "breast.hr-positive.fulvestrant",  # has failed
        "breast.hr-positive.ribociclib-aromatase-inhibitor",  # label: initial endocrine therapy
        "breast.hr-positive.palbociclib-fulvestrant",
        "breast.hr-positive.capivasertib-fulvestrant",  # label: PIK3CA, AKT1 or PTEN altered
        "breast.hr-positive.alpelisib-fulvestrant",  # label: PIK3CA mutated
        "breast.gbrca.olaparib",  # label: germline BRCA; here tested and normal
        "breast.her2-positive.trastuzumab-deruxtecan",
    ),
    "breast-hr-positive-pik3ca": (
        "breast.hr-positive.elacestrant",  # label: ESR1 mutated; here tested after progression and normal
        "breast.hr-positive.inavolisib-palbociclib-fulvestrant",  # label: no endocrine therapy for metastases yet
        "breast.hr-positive.palbociclib-aromatase-inhibitor",
    ),
    "breast-her2-positive-after-deruxtecan": (
        "breast.her2-positive.trastuzumab-deruxtecan",  # has failed
        "breast.her2-positive.pertuzumab-trastuzumab-docetaxel",  # first-line label
        "breast.her2-positive.lapatinib-capecitabine",  # label: anthracycline before
        "breast.her2-low.trastuzumab-deruxtecan",
        "breast.triple-negative.sacituzumab-govitecan",
    ),
    "breast-triple-negative-gbrca1": (
        "breast.triple-negative.pembrolizumab-chemotherapy",  # EMA 2021: CPS 10 or more, no chemotherapy yet
        "breast.chemotherapy.weekly-paclitaxel",  # has failed
        "breast.hr-positive.elacestrant",
        "breast.palb2-or-somatic-brca.olaparib",  # the germline entry stands for it
    ),
    "colorectal-ras-wild-type-third-line": (
        "colorectal.kras-g12c.sotorasib-panitumumab",
        "colorectal.msi-h.pembrolizumab",
        "colorectal.braf-v600e.encorafenib-cetuximab",
        "colorectal.folfiri-cetuximab",  # irinotecan has failed in that form
        "colorectal.folfox-panitumumab",  # EMA 2015: first line
        "colorectal.her2.tucatinib-trastuzumab",
    ),
    "colorectal-braf-second-line": (
        "colorectal.braf-v600e.encorafenib-cetuximab-folfox",  # first line only
        "colorectal.folfox",
        "agnostic.braf-v600e.dabrafenib-trametinib",  # FDA: not for colorectal cancer
    ),
    "colorectal-kras-g12c-third-line": (
        "colorectal.cetuximab",  # EMA: RAS wild-type
        "colorectal.panitumumab",
        "colorectal.irinotecan-cetuximab",
    ),
    "colorectal-msi-high-first-line": (
        "agnostic.msi-high.pembrolizumab",  # colorectal has its own entry
        "agnostic.dmmr.dostarlimab",
        "colorectal.dmmr.dostarlimab",  # FDA: after progression
        "colorectal.msi-h.nivolumab",  # FDA: after fluoropyrimidine, oxaliplatin and irinotecan
    ),
    "melanoma-braf-after-immunotherapy": (
        "melanoma.nivolumab-ipilimumab",  # has failed
        "melanoma.pembrolizumab",
        "melanoma.after-anti-pd-1.nivolumab-ipilimumab",  # anti-CTLA-4 already given
        "melanoma.lifileucel",  # label: a BRAF inhibitor first
    ),
    "melanoma-braf-after-both": (
        "melanoma.braf-v600.dabrafenib-trametinib",
        "melanoma.braf-v600.vemurafenib",
        "melanoma.braf-v600.rechallenge",  # the trial asked for 12 weeks off treatment
        "melanoma.nivolumab-relatlimab",
        "melanoma.t-vec",  # lung metastasis (EMA label)
    ),
    "prostate-after-androgen-inhibitor": (
        "prostate.mcrpc.abiraterone",
        "prostate.mcrpc.lutetium-psma",  # label: after a taxane
        "prostate.mcrpc.cabazitaxel",  # label: after docetaxel
        "prostate.mhspc.docetaxel",  # no longer hormone-sensitive
    ),
    "prostate-after-docetaxel": (
        "prostate.mcrpc.abiraterone-after-docetaxel",  # androgen inhibitor already given
        "prostate.mcrpc.docetaxel",  # has failed
        "prostate.mcrpc.lutetium-psma-before-taxane",
        "prostate.mcrpc.brca.olaparib",  # label: BRCA altered; here tested and normal
        "prostate.mcrpc.hrr.talazoparib-enzalutamide",
        "prostate.mhspc.abiraterone",
    ),
}


@cache
def _plan(situation: str) -> Plan:
    text = (FOLDER / f"{situation}.yaml").read_text(encoding="utf-8")
    reading = read_case_yaml(text, situation, load_terms(), TODAY)
    assert reading.faults == ()
    return make_plan(reading.case, on=TODAY)


def _verdicts(situation: str, ids: tuple[str, ...]) -> dict[str, Answer | None]:
    found = {option.id: option.verdict for option in _plan(situation).options}
    return {id: found.get(id) for id in ids}


@pytest.mark.parametrize("situation", sorted(OPEN))
def test_what_guidelines_and_labels_offer_is_open(situation: str) -> None:
    assert _verdicts(situation, OPEN[situation]) == dict.fromkeys(OPEN[situation], Answer.YES)


@pytest.mark.parametrize("situation", sorted(CLOSED))
def test_what_they_rule_out_is_closed(situation: str) -> None:
    assert _verdicts(situation, CLOSED[situation]) == dict.fromkeys(CLOSED[situation], Answer.NO)


def test_every_situation_says_what_is_open_and_what_is_closed() -> None:
    assert set(OPEN) == set(CLOSED) == {path.stem for path in FOLDER.glob("*.yaml")}


@pytest.mark.parametrize("situation", sorted(OPEN))
def test_no_medicine_is_open_under_two_names(situation: str) -> None:
    """One entry a situation: the same drugs must not stand twice among what is open, as agnostic and as cancer entry."""
    options = [option.id for option in _plan(situation).options if option.verdict is Answer.YES]
    drugs = {o.id: frozenset(o.drugs) for o in load_knowledge().options if o.drugs}
    stated = [drugs[id] for id in options if id in drugs]
    assert len(stated) == len(set(stated)), sorted(options)
