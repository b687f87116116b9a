"""Any condition that can be written over the tiny terms: plain data, as YAML would give it."""

from __future__ import annotations

import json
from typing import Any, get_args

from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.case.choice import CareGoalCode
from cordee.case.measurement import ResponseCode
from cordee.case.treatment import LocalKind
from cordee.criteria import Criterion, parse_text
from cordee.terms import TermKind

Data = dict[str, Any]
bound = st.sampled_from(["<=2", ">=1", "<1", ">3", "2", "1..3", 2])
time = st.sampled_from(["28 d", "6 mo", "1 y", "20 y"])
time_bound = st.sampled_from([">=6 mo", "<4 wk", "1..3 y"])
true = st.just(True)


def ids(kind: TermKind, *, classes: bool | None = None) -> st.SearchStrategy[Any]:
    """One id of a kind, or a list of them."""
    one = st.sampled_from([t.id for t in TINY.all(kind) if classes is None or t.is_class == classes])
    return one | st.lists(one, min_size=1, max_size=2, unique=True)


def some(choices: Any) -> st.SearchStrategy[Any]:
    one = st.sampled_from(list(choices))
    return one | st.lists(one, min_size=1, max_size=2, unique=True)


def form(
    needed: dict[str, st.SearchStrategy[Any]], **more: st.SearchStrategy[Any]
) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries(needed, optional=more)


def one_of(
    *forms: dict[str, st.SearchStrategy[Any]], **more: st.SearchStrategy[Any]
) -> st.SearchStrategy[Data]:
    return st.one_of(*(form(needed, **more) for needed in forms))


drug, cls = {"drug": ids("drug", classes=False)}, {"class": ids("drug", classes=True)}
change = some(["G12C", "G12D", "V600*", "V600E", "L858R"])
limits = {
    sign: st.sampled_from(["100 g/L", "11.2 g/dL", "ULN", "2.5 x ULN", "0.8 x LLN", 120])
    for sign in ("at_least", "at_most", "above", "below")
}
percent = st.integers(0, 100)

LEAF_FORMS: dict[str, st.SearchStrategy[Any]] = {
    "cancer": ids("cancer"),
    "histology": ids("histology"),
    "stage": some(["I", "IIB", "III", "IV", "IVA"]),
    "metastatic": true,
    "metastases": one_of({"site": ids("site")}, {"organs": bound}, {"lesions": bound}, only=true),
    "oligometastatic": true | form({"oligometastatic": true}, max_lesions=st.integers(1, 10)),
    "brain_metastases": st.sampled_from(["none", "any", "untreated", "treated-stable", "symptomatic"]),
    "age": st.sampled_from([">=18", "<65", "18..85", ">=80"]),
    "sex": st.sampled_from(["female", "male"]),
    "country": st.sampled_from(["FR", "BE"]),
    "ecog": bound | form({"is": bound}, within=time),
    "karnofsky": st.sampled_from([">=70", "<50"]),
    "lab": st.one_of(
        form({"analyte": st.just("haemoglobin"), sign: limit}, within=time) for sign, limit in limits.items()
    ),
    "rising": form(
        {"analyte": st.just("psa"), "percent": percent}, confirmed=true, **{"and": st.just("2 ng/mL")}
    ),
    "alteration": form(
        {"gene": ids("gene")},
        kind=some(["mutation", "fusion", "deletion", "amplification", "rearrangement", "skipping"]),
        protein_change=change,
        exon=st.integers(1, 30),
        partner=st.just("ALK"),
        origin=st.sampled_from(["somatic", "germline"]),
        pathogenic=true,
        acquired=true,
        **{"class": ids("alteration_class")},
    ),
    "wild_type": ids("gene") | form({"gene": ids("gene")}, kind=some(["mutation", "fusion"])),
    "marker": st.one_of(
        form(
            {"marker": st.sampled_from(["er", "her2"]), "is": some(["positive", "negative"])}, any_time=true
        ),
        form({"marker": st.just("pd-l1-tps"), "at_least": percent}, below=percent, any_time=true),
    ),
    "prior": one_of(
        drug,
        cls,
        {"systemic": true},
        outcome=some(["progressed", "toxicity", "choice", "completed", "response"]),
        count=bound,
        setting=some(["neoadjuvant", "adjuvant", "curative", "metastatic"]),
        since=time_bound,
        lasted=time_bound,
    ),
    "current": one_of(drug, cls, {"systemic": true}),
    "lines": bound | form({"count": bound}, setting=st.sampled_from(["metastatic", "any"])),
    "refractory": one_of(drug, cls),
    "resistant": one_of(drug, cls, within=time),
    "progression": st.just("now") | form({"within": time}),
    "response": form({"best": some(get_args(ResponseCode))}, **drug) | some(get_args(ResponseCode)),
    "local": one_of(
        {"kind": some(get_args(LocalKind))},
        {"target": some(["primary", "metastasis", "nodes"])},
        site=ids("site"),
    ),
    "toxicity": one_of(
        {"toxicity": ids("toxicity")}, {"attributed_to": ids("drug")}, grade=bound, ongoing=true
    ),
    "condition": ids("condition"),
    "symptom": form({"symptom": ids("symptom")}, score=bound, within=time),
    "judged": form(
        {"question": ids("judgement").filter(lambda q: isinstance(q, str))}, **{"is": st.booleans()}
    ),
    "refusal": ids("drug"),
    "care_goal": some(get_args(CareGoalCode)),
    "family_history": ids("cancer"),
    "stated": st.sampled_from(["no other active cancer", "'4 weeks' since surgery: yes"])
    | form({"text": st.just("no other active cancer"), "fr": st.just("pas d’autre cancer actif")}),
    "advance_care": some(["trusted-person", "advance-directives", "preferred-place"]),
}

leaf_data = st.one_of(
    form.map(lambda body, key=key: {key: body})
    for key, form in LEAF_FORMS.items()  # type: ignore[misc]
)


def _counted(parts: list[Data]) -> st.SearchStrategy[Data]:
    return st.integers(1, len(parts)).map(lambda n: {"at_least": {"count": n, "of": parts}})


condition_data = st.recursive(
    leaf_data,
    lambda inner: st.one_of(
        *(
            st.lists(inner, max_size=3).map(lambda parts, key=key: {key: parts})
            for key in ("all", "any", "none")
        ),
        st.lists(inner, min_size=1, max_size=3).flatmap(_counted),
    ),
    max_leaves=6,
)


def parsed(data: Data) -> Criterion:
    """The condition that `data` writes (JSON is YAML)."""
    return parse_text(json.dumps(data), TINY)


leaves_ = leaf_data.map(parsed)
trees = condition_data.map(parsed)
