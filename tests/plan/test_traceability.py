"""Every statement in a rendered plan can be traced to a fact or a source; an orphan fails here."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from example_plans import EXAMPLES, ON, VOICES, document_of, every_case, every_plan, plan_of
from orphans import leaf_proofs, orphans_of_document, orphans_of_plan, parts_of

from cordee.case.answer import Answer
from cordee.criteria import Proof
from cordee.knowledge import load_knowledge
from cordee.plan.cited import texts_of
from cordee.plan.document import Text
from cordee.plan.model import Statement
from cordee.plan.voices import Audience
from cordee.terms import Words

NAMES = sorted(every_case())
KNOWLEDGE = load_knowledge()


def test_there_are_people_to_walk() -> None:
    assert len(EXAMPLES) >= 5
    assert len(NAMES) == 3 * (len(EXAMPLES) + 1)


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_of_a_plan_rests_on_something(name: str) -> None:
    assert orphans_of_plan(every_plan()[name], every_case()[name], KNOWLEDGE) == []


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_document_rests_on_something(name: str, voice: Audience) -> None:
    document = document_of(name, voice)
    assert orphans_of_document(document, every_plan()[name], every_case()[name], KNOWLEDGE) == []
    assert len(list(texts_of(document))) > 20


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_condition_shown_carries_its_fact_or_says_what_would_settle_it(name: str) -> None:
    for option in plan_of(name).options:
        for leaf in leaf_proofs(option.proof):
            if leaf.kind in ("all", "any", "none", "at_least"):
                continue
            assert (leaf.answer is Answer.UNKNOWN) == (leaf.settle is not None), (option.id, leaf.words)
            assert leaf.facts or leaf.settle or leaf.note, (option.id, leaf.words.en)


STANDING_TEXTS_MAY_NOT_SAY = (
    "mg", "mois", "months", " % ", "étude", "study", "trial showed", "recommand", "efficace", "effective",
    "survie", "survival", "chimiothérapie", "chemotherapy", "immuno", "dose",
)  # fmt: skip


def test_standing_texts_claim_nothing_of_medicine() -> None:
    from cordee.plan.fixed import FIXED

    for id, words in FIXED.items():
        for word in STANDING_TEXTS_MAY_NOT_SAY:
            assert word not in words.fr.lower(), (id, word)
            assert word not in words.en.lower(), (id, word)


# The walker itself: what it must not let pass.


def _with(plan: Any, **changes: Any) -> Any:
    return msgspec.structs.replace(plan, **changes)


def test_an_orphan_statement_is_found() -> None:
    name = EXAMPLES[0]
    plan, case = plan_of(name), every_case()[name]
    bare = Statement(id="bare", words=Words("une affirmation", "a claim"))
    wrong = orphans_of_plan(_with(plan, trials=(bare,)), case, KNOWLEDGE)
    assert wrong == ["bare: rests on nothing: a claim"]
    unlisted = Statement(id="unlisted", words=Words("une affirmation", "a claim"), sources=("nowhere:x",))
    assert orphans_of_plan(_with(plan, trials=(unlisted,)), case, KNOWLEDGE) == [
        "unlisted: no source nowhere:x"
    ]
    assert orphans_of_plan(_with(plan, sources=plan.sources[1:]), case, KNOWLEDGE)
    assert orphans_of_plan(plan, _with(case, primaries=()), KNOWLEDGE)
    assert orphans_of_plan(_with(plan, to_find_out=()), case, KNOWLEDGE)


def test_an_orphan_text_is_found() -> None:
    name = EXAMPLES[0]
    plan, case, document = plan_of(name), every_case()[name], document_of(name, "person")
    claim = Words("une affirmation", "a claim")
    for basis, why in (
        ((), "no basis"),
        (("fact:nowhere",), "does not exist"),
        (("knowledge:no.such.entry",), "does not exist"),
        (("unknown:nothing",), "does not exist"),
        (("fixed:no-such-text",), "does not exist"),
        (("fixed:person.where",), "is not the standing text"),
    ):
        spoilt = _with(document, subtitle=Text(claim, basis))
        try:
            wrong = orphans_of_document(spoilt, plan, case, KNOWLEDGE)
        except KeyError:
            wrong = ["'a claim': does not exist"]
        assert any(why in line for line in wrong), (basis, wrong)


def test_the_walk_reaches_every_proof() -> None:
    plan = plan_of(EXAMPLES[0])
    assert len(list(parts_of(plan, Proof))) > len(plan.options)
    assert plan.situation.on == ON
