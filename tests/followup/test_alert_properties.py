"""What holds of every report, whatever the answers."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.followup.check_ins import NOW, answer_to, answers_to, everything, fine, report, worst

from cordee.case import Case, Exposure, LineOfTherapy, Metastasis, PartialDate, TreatmentHistory
from cordee.criteria import leaves
from cordee.followup import LEVELS, Assessment, Changed, Policy, Report, assess, load_followup
from cordee.followup.leaves import ReportLeaf

ALL = everything()
ON = NOW.date()
DRUGS = ("carboplatin", "pembrolizumab", "osimertinib", "trastuzumab-deruxtecan", "letrozole")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Records that the rules look at: silent, complete, on this or that treatment."""
    drugs = draw(st.lists(st.sampled_from(DRUGS), max_size=2, unique=True))
    complete = draw(st.booleans())
    return Case(
        lines=tuple(LineOfTherapy(drugs=(d,), on=PartialDate("2026-08-01"), ongoing=True) for d in drugs),
        treatment_history=(TreatmentHistory(complete=True, on=PartialDate("2026-11-01")),)
        if complete
        else (),
        metastases=(Metastasis(site="bone", on=PartialDate("2026-10-01"), presence="present"),)
        if draw(st.booleans())
        else (),
        exposures=(Exposure(drug="morphine", presence="present"),) if draw(st.booleans()) else (),
    )


def grave(level) -> int:
    return LEVELS.index(level)


@given(answers_to(ALL), answers_to(ALL), cases(), st.sampled_from(ALL.questions), st.data())
@settings(max_examples=400)
def test_a_worse_answer_never_lowers_the_level(values, before, case, question, data):
    """Replacing one answer by a worse one: the level stays or rises. Weight has no worse of its own, only less."""
    now = data.draw(answer_to(question).filter(lambda value: value is not None))
    values = {**values, question.id: now}
    if question.kind in ("steps", "scale"):
        worse = data.draw(st.integers(now, worst(question)))
    elif question.kind == "number":
        worse = data.draw(st.floats(now, 43)) if question.id == "temperature" else now
    elif question.kind == "ticks":
        worse = tuple(t.id for t in question.ticks if t.id in now or data.draw(st.booleans()))
    else:
        worse = worst(question) if question.kind == "yes-no" else now
    earlier = (report(ALL, before, 7),)
    level = assess(report(ALL, values), earlier, case).level
    assert grave(assess(report(ALL, {**values, question.id: worse}), earlier, case).level) >= grave(level)


@given(answers_to(ALL), cases(), st.sampled_from(ALL.questions))
@settings(max_examples=100)
def test_an_answer_left_out_never_hides_another(values, case, question):
    """Leaving one answer out: what other answers raised stands."""
    found = assess(report(ALL, values), (), case)
    less = {a.rule for a in assess(report(ALL, {**values, question.id: None}), (), case).alerts}
    behind = {q.id for q in ALL.questions if any(g.question == question.id for g in q.gates)}
    for alert in found.alerts:
        asked = {id for leaf in leaves(load_followup().rule(alert.rule).when) for id in _asked(leaf)}
        if alert.kind != "count" and not asked & {question.id, *behind}:
            assert alert.rule in less


def _asked(leaf) -> tuple[str, ...]:
    return leaf.asked() if isinstance(leaf, ReportLeaf) else ()


@given(cases(), st.data())
@settings(max_examples=60)
def test_green_only_when_every_red_flag_was_answered(case, data):
    """A report in which a red flag's question is unanswered is not green."""
    flags = ("danger", "back-and-legs", "fever", "bleeding", "pain", "vomiting", "diarrhoea", "sadness")
    silent = data.draw(st.sampled_from(flags))
    found = assess(report(ALL, {**fine(ALL), silent: None}), (), case)
    assert found.level == "unknown"
    assert found.told.do != ()
    assert all(o.settle for o in found.open)


@given(answers_to(ALL), answers_to(ALL), answers_to(ALL), cases())
@settings(max_examples=60)
def test_the_same_report_is_judged_the_same(values, one, two, case):
    """Whatever the order of earlier reports and facts, and through JSON and back."""
    now, earlier = report(ALL, values), (report(ALL, one, 7), report(ALL, two, 14))
    found = assess(now, earlier, case)
    again = assess(now, (*reversed(earlier), earlier[0]), case.in_order())
    assert msgspec.json.encode(found) == msgspec.json.encode(again)


@given(answers_to(ALL), answers_to(ALL), cases())
@settings(max_examples=60)
def test_every_alert_says_what_decided_and_what_was_told(values, before, case):
    found = assess(report(ALL, values), (report(ALL, before, 7),), case)
    for alert in found.alerts:
        assert alert.proof.answer.value == ("unknown" if alert.on_unknown else "yes")
        assert bool(alert.settle) == alert.on_unknown
        assert alert.sources
        assert alert.version >= 1
    assert [a.level for a in found.alerts] == sorted((a.level for a in found.alerts), reverse=True)
    assert {a for alerts in found.causes.values() for a in alerts} == set(found.alerts)
    for text in (found.told.text().fr, found.told.text().en):
        assert "112" in text
        assert "{" not in text
    if found.level == "red":
        assert "Appelez maintenant" in found.told.call.fr
        assert "112" in found.told.phones


@given(answers_to(ALL), answers_to(ALL), cases())
@settings(max_examples=40)
def test_later_reports_and_other_peoples_days_change_nothing(values, later, case):
    """Only what came before counts: a report of tomorrow, or the same one given again, is not compared with."""
    now = report(ALL, values)
    tomorrow = report(ALL, later, -1)
    assert assess(now, (tomorrow, now), case) == assess(now, (), case)


@given(answers_to(ALL), cases())
@settings(max_examples=40)
def test_a_wider_net_catches_no_less(values, case):
    """Lowering the temperature that counts as fever can only raise."""
    changed = [
        Changed(rule=r, settings={"temperature": 37.5})
        for r in ("fever-after-chemotherapy", "fever-on-treatment")
    ]
    now = report(ALL, values)
    wide = assess(now, (), case, policy=Policy(id="wide", changed=tuple(changed)))
    assert grave(wide.level) >= grave(assess(now, (), case).level)


@given(st.data())
@settings(max_examples=40)
def test_any_answers_at_all_are_judged(data):
    """Every question answered at random, or not at all: there is always a level and something to tell."""
    values = {q.id: data.draw(answer_to(q)) for q in ALL.questions}
    found = assess(report(ALL, values), (), Case())
    assert found.level in LEVELS
    assert found.told.do


@given(answers_to(ALL), answers_to(ALL), cases())
@settings(max_examples=40)
def test_what_is_kept_as_json_comes_back_the_same(values, before, case):
    sent = report(ALL, values)
    assert msgspec.json.decode(msgspec.json.encode(sent), type=Report) == sent
    found = assess(sent, (report(ALL, before, 7),), case)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Assessment) == found
