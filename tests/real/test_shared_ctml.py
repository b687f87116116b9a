"""Every CTML file of the test data is read, or set aside with its reason; OncoTree's tree and ours agree but where said.

Skipped, and said so, when the data is not there.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cordee.criteria import leaves
from cordee.criteria.leaves.genes import AlterationLeaf, WildTypeLeaf
from cordee.criteria.leaves.person import AgeLeaf, SexLeaf
from cordee.criteria.tree import NoneOf
from cordee.terms import load_terms, normal
from cordee.trials.asked import asked
from cordee.trials.ctml.cancers import APART, cancers_of
from cordee.trials.ctml.oncotree_names import NARROWER
from cordee.trials.read_file import read_trials
from cordee.trials.set_aside import SetAside
from cordee.trials.trial import Trial

CHECKOUT = Path(__file__).parent.parent.parent
DATA = Path(os.environ.get("CORDEE_TEST_DATA", CHECKOUT.parent / "shared" / "data")) / "ctml"
TERMS = load_terms()

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"no test data: set CORDEE_TEST_DATA (looked in {DATA})"
)

NOT_A_TRIAL = [
    *(f"matchengine/{room}/test_patient_{n}.json" for room in ("clinical_json", "genomic_json") for n in (1, 2)),
    *(
        f"matchengine/ctml_boolean_cases/{name}.json"
        for name in (
            "all_cases", "and_and_and", "and_and_or", "and_or_and", "and_or_or", "or_and_and", "or_and_or", "or_or_and",
            "or_or_or",
        )
    ),
    "matchengine/oncotree_mapping.json",
]  # fmt: skip
"""Patients, and trees without a trial around them (tests/trials/test_ctml_tree.py reads those)."""

SET_ASIDE = {
    **dict.fromkeys(NOT_A_TRIAL, "line 1: not a trial"),
    "matchengine/trials/11-112.json": "line 1: the trial has neither nct_id nor protocol_no.",
}
EMPTY = "line 87: an empty match on a suspended level; nothing is asked there."
READ_AS_MEANT = {
    "matchengine/integration_trials/all_closed.json": [EMPTY],
    "matchengine/integration_trials/all_open.json": [EMPTY],
    "matchengine/integration_trials/closed_step_arm.json": [EMPTY],
    "matchengine/integration_trials/structured_sv.json": [
        "line 49: 'BRCA' is a family of genes; read as any of BRCA1, BRCA2.",
        "line 126: 'RANDB2' is not a gene Cordée knows; the condition stays text, not known yet.",
    ],
    "reviewed/NCT04728893.yaml": [
        "line 178: the keys of 'genomic' stand beside it; read as standing below it."
    ],
    "reviewed/NCT05456256.yaml": [
        "line 260: 'NTRK' is a family of genes; read as any of NTRK1, NTRK2, NTRK3."
    ],
    "reviewed/NCT05541822.yaml": [
        "line 348: a condition stands among the arms; read as the match of the arm before it.",
        "line 318: 'NTRK' is a family of genes; read as any of NTRK1, NTRK2, NTRK3.",
        "line 272: 'NTRK' is a family of genes; read as any of NTRK1, NTRK2, NTRK3.",
    ],
    "reviewed/NCT06657144.yaml": ["line 327: 'DYPD' is not a gene symbol; read as DPYD."],
}


def files() -> list[Path]:
    return sorted(p for p in DATA.rglob("*") if p.suffix in (".json", ".yaml"))


def named(path: Path) -> str:
    return str(path.relative_to(DATA))


def test_every_file_is_read_or_set_aside_for_a_known_reason() -> None:
    aside, warnings, count = {}, {}, 0
    for path in files():
        for item in read_trials(path, TERMS):
            if isinstance(item, SetAside):
                aside[named(path)] = " ".join(fault.line() for fault in item.faults)
                continue
            count += 1
            if item.warnings:
                warnings[named(path)] = list(item.warnings)
    assert set(aside) == set(SET_ASIDE)
    for name, reason in SET_ASIDE.items():
        assert reason in aside[name]
    assert warnings == READ_AS_MEANT
    assert count == 100 + 9 + 1 + 2 + 2 + 2  # reviewed, integration, 11-111.json, array, two in one, YAML


REVIEWED = [p.name for p in files() if p.parent.name == "reviewed"] if DATA.is_dir() else []


@pytest.mark.parametrize("name", REVIEWED)
def test_nothing_the_curator_wrote_is_lost(name: str) -> None:
    """Each gene, age and sex written in the file is asked of somebody; what is negated is asked not to be."""
    (trial,) = read_trials(DATA / "reviewed" / name, TERMS)
    assert isinstance(trial, Trial)
    raw = yaml.safe_load((DATA / "reviewed" / name).read_text(encoding="utf-8"))["treatment_list"]
    found = [leaf for arm in trial.arms for part in asked(trial, arm).of for leaf in leaves(part)]
    genes = {g for leaf in found if isinstance(leaf, AlterationLeaf | WildTypeLeaf) for g in leaf.gene}
    written = {MEANT.get(v, (v,)) for v in values(raw, "hugo_symbol")}
    assert {gene for names in written for gene in names} <= genes
    assert {v.replace(" ", "") for v in values(raw, "age_numerical")} <= {
        leaf.age.text for leaf in found if isinstance(leaf, AgeLeaf)
    }
    assert {v.lower() for v in values(raw, "gender")} <= {
        leaf.sex for leaf in found if isinstance(leaf, SexLeaf)
    }
    barred = {gene for arm in trial.arms for gene in under_none(asked(trial, arm))}
    excluded = {
        gene
        for leaf in genomic(raw)
        if str(leaf.get("variant_category")).startswith("!")
        for gene in MEANT.get(leaf["hugo_symbol"], (leaf["hugo_symbol"],))
    }
    assert excluded <= barred


MEANT = {"NTRK": ("NTRK1", "NTRK2", "NTRK3"), "DYPD": ("DPYD",)}


def under_none(tree: Any, inside: bool = False) -> Iterator[str]:
    if isinstance(tree, AlterationLeaf):
        yield from tree.gene if inside else ()
        return
    for part in getattr(tree, "of", ()):
        yield from under_none(part, inside or isinstance(tree, NoneOf))


def values(node: Any, key: str) -> Iterator[str]:
    if isinstance(node, dict):
        for k, v in node.items():
            if k == key and isinstance(v, str):
                yield v.lstrip("!")
            else:
                yield from values(v, key)
    elif isinstance(node, list):
        for item in node:
            yield from values(item, key)


def genomic(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "variant_category" in node and "hugo_symbol" in node:
            yield node
        for v in node.values():
            yield from genomic(v)
    elif isinstance(node, list):
        for item in node:
            yield from genomic(item)


def test_the_misplaced_match_is_that_of_the_second_cohort() -> None:
    (trial,) = read_trials(DATA / "reviewed" / "NCT05541822.yaml", TERMS)
    assert isinstance(trial, Trial)
    first, second = trial.arms
    assert {
        g for leaf in leaves(asked(trial, second)) if isinstance(leaf, AlterationLeaf) for g in leaf.gene
    } >= {"EGFR", "ALK"}
    assert "MET" not in {
        g for leaf in leaves(asked(trial, second)) if isinstance(leaf, AlterationLeaf) for g in leaf.gene
    }
    assert "MET" in {
        g for leaf in leaves(asked(trial, first)) if isinstance(leaf, AlterationLeaf) for g in leaf.gene
    }


def oncotree() -> dict[str, list[str]]:
    mapping: dict[str, list[str]] = json.loads((DATA / "matchengine" / "oncotree_mapping.json").read_text())
    return mapping


OURS_WIDER = {
    "Bladder Urothelial Carcinoma": "its variants are treated, and enrolled, with it",
    "Cutaneous Melanoma": "acral melanoma is a melanoma of the skin",
    "Endocervical Adenocarcinoma": "the usual cervical adenocarcinoma",
    "Cervical Adenocarcinoma": "the villoglandular one is one",
    "Ependymoma": "one term",
    "Glioblastoma Multiforme": "the older name",
    "Head and Neck": "the nasal cavity belongs to it",
    "Invasive Breast Carcinoma": "a breast cancer that has spread is invasive",
    "Leiomyosarcoma": "wherever it stands",
    "Rhabdomyosarcoma": "wherever it stands",
    "Lung Neuroendocrine Tumor": "combined small-cell cancer is small-cell cancer",
    "Lymph": "chronic lymphocytic leukaemia is the same illness as small lymphocytic lymphoma",
    "Non-Small Cell Lung Cancer": "sarcomatoid carcinoma is one",
    "Penile Squamous Cell Carcinoma": "nearly all penile cancer",
    "Renal Cell Carcinoma": "nearly all kidney cancer of adults",
    "Skin Adnexal Carcinoma": "the adnexa are the sweat and sebaceous glands",
    "Uveal Melanoma": "nearly all ocular melanoma",
}
"""OncoTree names that our term answers for more than OncoTree's own tree does, and why that is meant."""

OURS_NARROWER = {
    "_SOLID_", "Breast", "Breast Sarcoma", "Cancer of Unknown Primary", "Diffuse Glioma", "Encapsulated Glioma",
    "Gastrointestinal Neuroendocrine Tumors", "Gestational Trophoblastic Disease", "Head and Neck",
    "Ovarian Epithelial Tumor", "Ovarian Germ Cell Tumor", "Skin",
}  # fmt: skip
"""OncoTree names some of whose descendants our terms put elsewhere, or know only by a wider name."""


def test_oncotrees_tree_and_ours_agree_but_where_said() -> None:
    tree = oncotree()
    known = {name: ids for name in tree if (ids := cancers_of(TERMS, name))}
    assert len(known) > 370
    missed, wider = set(), set()
    for name, ids in known.items():
        for other, theirs in known.items():
            if other == name or len(theirs) != 1:
                continue
            ours = any(TERMS.is_a("cancer", theirs[0], id) for id in ids) and not any(
                TERMS.is_a("cancer", theirs[0], id) for id in APART.get(normal(name), ())
            )
            if other in tree[name] and not ours:
                missed.add(name)
            if ours and other not in tree[name] and not {normal(name), normal(other)} & NARROWER:
                wider.add(name)
    assert missed == OURS_NARROWER
    assert wider == set(OURS_WIDER)


def test_every_diagnosis_of_the_reviewed_trials_is_known() -> None:
    names = set()
    for name in REVIEWED:
        text = (DATA / "reviewed" / name).read_text(encoding="utf-8")
        names |= set(values(yaml.safe_load(text), "oncotree_primary_diagnosis"))
    assert len(names) == 91
    assert [name for name in sorted(names) if not cancers_of(TERMS, re.sub(r"\s+", " ", name))] == []
