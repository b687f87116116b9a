"""A fact moves only the conditions that ask about its kind: all others find exactly what they found before."""

from __future__ import annotations

import msgspec
import pytest
from generated_case import FACTS, TODAY, cases, persons
from generated_condition import LEAF_FORMS, parsed
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.case import Case
from cordee.case.answer import Answer
from cordee.case.case import FACT_FIELDS
from cordee.criteria import CaseView, leaves

_LINES = {"prior", "current", "lines", "refractory", "resistant"}
MOVES: dict[str, set[str]] = {
    "team": set(),
    "primaries": {"cancer", "histology", "stage", "metastatic"},
    "metastases": {"stage", "metastatic", "metastases", "oligometastatic", "brain_metastases", "progression"},
    "conditions": {"condition"},
    "family_history": {"family_history"},
    "performance": {"ecog", "karnofsky"},
    "alterations": {"alteration", "wild_type"},
    "panels": {"alteration", "wild_type"},
    "markers": {"marker"},
    "labs": {"lab", "rising"},
    "symptoms": {"symptom"},
    "toxicities": {"toxicity"},
    "imaging": {"metastases", "oligometastatic", "progression", "refractory", "resistant"},
    "lines": {*_LINES, "response", "progression", "alteration"},
    "local_treatments": {"local", "brain_metastases"},
    "exposures": {"prior", "refractory", "resistant"},
    "treatment_history": _LINES,
    "wishes": set(),
    "refusals": {"refusal"},
    "care_goals": {"care_goal"},
    "judgements": {"judged"},
    "advance_care": {"advance_care"},
}
PERSON = {"age", "sex", "country", "condition"}


def test_every_kind_of_fact_is_listed() -> None:
    assert set(MOVES) == set(FACT_FIELDS)
    assert set().union(*MOVES.values()) | PERSON | {"stated"} == set(LEAF_FORMS)


@pytest.mark.parametrize("kind", FACT_FIELDS)
@settings(max_examples=30)
@given(case=cases, data=st.data())
def test_a_fact_moves_only_what_asks_about_it(kind: str, case: Case, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(set(LEAF_FORMS) - MOVES[kind])))
    (leaf,) = leaves(parsed({key: data.draw(LEAF_FORMS[key])}))
    more = msgspec.structs.replace(case, **{kind: (*getattr(case, kind), data.draw(FACTS[kind]))})
    assert CaseView(more, TODAY, TINY).find(leaf) == CaseView(case, TODAY, TINY).find(leaf)


@given(case=cases, person=persons, data=st.data())
def test_the_person_moves_only_what_asks_about_them(case: Case, person: object, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(set(LEAF_FORMS) - PERSON)))
    (leaf,) = leaves(parsed({key: data.draw(LEAF_FORMS[key])}))
    other = msgspec.structs.replace(case, person=person)
    assert CaseView(other, TODAY, TINY).find(leaf) == CaseView(case, TODAY, TINY).find(leaf)


STANDS = {"cancer", "family_history", "advance_care", "local"}
"""What was found once stays found: no other fact of its kind can turn its yes to no."""


@pytest.mark.parametrize("key", sorted(STANDS))
@settings(max_examples=30)
@given(case=cases, data=st.data())
def test_what_was_found_stays_found(key: str, case: Case, data: st.DataObject) -> None:
    (leaf,) = leaves(parsed({key: data.draw(LEAF_FORMS[key])}))
    kind = next(
        kind
        for kind in ("primaries", "family_history", "advance_care", "local_treatments")
        if key in MOVES[kind]
    )
    more = msgspec.structs.replace(case, **{kind: (*getattr(case, kind), data.draw(FACTS[kind]))})
    if CaseView(case, TODAY, TINY).find(leaf).answer is Answer.YES:
        assert CaseView(more, TODAY, TINY).find(leaf).answer is Answer.YES
