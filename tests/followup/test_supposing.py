"""What a condition would answer if what is not known turned out one way or the other."""

from __future__ import annotations

import pytest
from tests.followup.check_ins import NOW, everything, fine, report

from cordee.case import Case
from cordee.case.answer import Answer
from cordee.criteria import answer
from cordee.criteria.parse import parse
from cordee.files.located_yaml import read_located
from cordee.followup import load_followup
from cordee.followup.build_rules import RULE_LEAVES
from cordee.followup.report_view import ReportView
from cordee.followup.supposing import answer_supposing, unknown_leaves

KNOWN = load_followup()
ALL = everything()
RECORD = "{current: {class: chemotherapy}}"
SKIPPED = "{answer: {question: pain, at_least: 2}}"
UNASKED = "{answer: {question: cough, at_least: 2}}"
FIRST = "{worse: {question: nausea, by: 1}}"
YES = "{answer: {question: nausea, at_least: 1}}"
NO = "{answer: {question: mouth, at_least: 1}}"


def view() -> ReportView:
    """Pain skipped, cough not asked, nausea moderate, nothing earlier, a silent record."""
    core = KNOWN.question_set(("core",))
    sent = report(core, {**fine(core), "pain": None, "nausea": 2})
    return ReportView(Case(), NOW.date(), KNOWN.terms, sent, (), KNOWN.questions)


def tree(text: str):
    return parse(read_located(text, "test"), (), KNOWN.terms, RULE_LEAVES)


@pytest.mark.parametrize(
    ("text", "why"),
    [(RECORD, "record"), (SKIPPED, "not-answered"), (UNASKED, "not-asked"), (FIRST, "nothing-earlier")],
)
def test_each_way_of_not_knowing_is_told_apart_and_supposed_alone(text, why):
    asked, now = tree(text), view()
    assert [m.why for m in unknown_leaves(asked, now)] == [why]
    others = {"record", "not-answered", "not-asked", "nothing-earlier"} - {why}
    assert answer_supposing(asked, now, yes=(why,)) is Answer.YES
    assert answer_supposing(asked, now, no=(why,)) is Answer.NO
    assert answer_supposing(asked, now, yes=others, no=()) is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("text", "hoped", "feared"),
    [
        (f"{{none: [{RECORD}]}}", Answer.YES, Answer.NO),
        (f"{{none: [{{none: [{RECORD}]}}]}}", Answer.YES, Answer.NO),
        (f"{{all: [{YES}, {RECORD}]}}", Answer.YES, Answer.NO),
        (f"{{all: [{NO}, {RECORD}]}}", Answer.NO, Answer.NO),
        (f"{{any: [{YES}, {RECORD}]}}", Answer.YES, Answer.YES),
        (f"{{all: [{SKIPPED}, {RECORD}]}}", Answer.UNKNOWN, Answer.NO),
        (f"{{at_least: {{count: 2, of: [{YES}, {NO}, {RECORD}]}}}}", Answer.YES, Answer.NO),
        (f"{{none: [{{all: [{YES}, {RECORD}]}}]}}", Answer.YES, Answer.NO),
    ],
)
def test_the_condition_as_a_whole_is_what_is_supposed(text, hoped, feared):
    assert answer_supposing(tree(text), view(), yes=("record",)) is hoped
    assert answer_supposing(tree(text), view(), no=("record",)) is feared


@pytest.mark.parametrize("rule", KNOWN.rules, ids=lambda rule: rule.id)
def test_supposing_nothing_is_the_plain_answer(rule):
    assert answer_supposing(rule.when, view()) is answer(rule.when, view())
