"""Whatever a file holds, it is read or set aside: never a traceback, never a trial from which a condition was lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import yaml
from ctml_writing import TERMS
from hypothesis import given, settings
from hypothesis import strategies as st

from cordee.files.fault import BadInput, Fault
from cordee.files.located_yaml import read_located
from cordee.trials.ctgov.read import read_study
from cordee.trials.ctml import clinical, genomic
from cordee.trials.ctml.read import read_ctml
from cordee.trials.documents import documents
from cordee.trials.own import is_own, read_own
from cordee.trials.set_aside import SetAside
from cordee.trials.trial import Trial

scalars = st.none() | st.booleans() | st.integers(-5, 200) | st.floats(allow_nan=False) | st.text(max_size=8)
words = st.sampled_from(
    [
        "!Mutation",
        "KRAS",
        "any_gene",
        "p.G12C",
        ">=18",
        "Metastatic",
        "_SOLID_",
        "NSCLC",
        "Positive",
        "Y",
        "open to accrual",
        "",
    ]
)
STRUCTURE = """and or clinical genomic match step arm dose_level treatment_list protocol_no nct_id status arm_code
site_list drug_list _summary sponsor_list prior_treatment_requirements trials id when arms sites country last_updated"""
keys = st.sampled_from([*sorted(clinical.KEYS | genomic.KEYS), *STRUCTURE.split()])
anything = st.recursive(
    scalars | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
trials = st.fixed_dictionaries(
    {"protocol_no": st.just("T-1")},
    optional={
        "match": anything,
        "treatment_list": st.fixed_dictionaries(
            {"step": st.lists(st.dictionaries(keys, anything, max_size=4), max_size=2)}
        ),
        "status": anything,
        "_summary": anything,
        "site_list": anything,
        "sponsor_list": anything,
        "drug_list": anything,
        "prior_treatment_requirements": anything,
        "last_updated": anything,
    },
)


def checked(items: list[Trial | SetAside]) -> None:
    assert items
    for item in items:
        if isinstance(item, SetAside):
            assert item.faults
            assert all(fault.problem and fault.where.startswith("line ") for fault in item.faults)


@given(trials)
@settings(max_examples=400)
def test_any_ctml(document: Any) -> None:
    checked(read_ctml(read_located(yaml.safe_dump(document), "t.yaml"), TERMS))


@given(
    st.dictionaries(
        st.sampled_from(sorted(clinical.KEYS)), scalars | words | st.lists(words, max_size=2), max_size=3
    )
)
@settings(max_examples=300)
def test_any_clinical_leaf(leaf: Any) -> None:
    document = {"protocol_no": "T", "match": [{"clinical": leaf}]}
    checked(read_ctml(read_located(yaml.safe_dump(document), "t.yaml"), TERMS))


@given(st.dictionaries(st.sampled_from(sorted(genomic.KEYS)), scalars | words, max_size=4))
@settings(max_examples=300)
def test_any_genomic_leaf(leaf: Any) -> None:
    document = {"protocol_no": "T", "match": [{"genomic": leaf}]}
    checked(read_ctml(read_located(yaml.safe_dump(document), "t.yaml"), TERMS))


@given(st.lists(st.dictionaries(keys, anything, max_size=5), min_size=1, max_size=2))
def test_any_trial_of_our_own_form(listed: Any) -> None:
    document = read_located(yaml.safe_dump({"trials": listed}), "t.yaml")
    assert is_own(document.value)
    checked(read_own(document, TERMS))


@given(st.text(alphabet="{}[]:,-\"'\n \tab!&*#|>1", max_size=60))
@settings(max_examples=400)
def test_any_text(text: str) -> None:
    for fault in faults(lambda: list(documents(text, "t"))):
        assert fault.where.startswith("line ")


def faults(reading: Callable[[], object]) -> tuple[Fault, ...]:
    """What a reading refused; nothing when it went well."""
    try:
        reading()
    except BadInput as bad:
        return bad.faults
    return ()


@given(anything)
@settings(max_examples=200)
def test_any_study(inside: Any) -> None:
    study = {
        "protocolSection": {"identificationModule": {"nctId": "NCT00000001"}, "eligibilityModule": inside}
    }
    for fault in faults(lambda: read_study(json.dumps(study).encode(), "s.json", 1, TERMS)):
        assert fault.where == "line 1"
