"""What a team may change, and what it may not change in silence."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from tests.followup.check_ins import everything, fine, report

from cordee.case import Case
from cordee.files.fault import BadInput
from cordee.followup import (
    Changed,
    Contact,
    Off,
    Policy,
    assess,
    load_followup,
    policy_complaints,
    rules_under,
)
from cordee.terms import Words

ALL = everything()
ON = date(2026, 11, 20)
KNOWN = load_followup()
OFF = Off(
    rule="clot",
    reason="vu par le service de médecine vasculaire",
    by="réunion d’équipe",
    until=date(2026, 12, 31),
)


def refused(policy: Policy) -> str:
    with pytest.raises(BadInput) as bad:
        rules_under(policy, KNOWN, ON)
    return str(bad.value)


def judged(policy: Policy, day: date = ON, **answers):
    return assess(report(ALL, {**fine(ALL), **answers}), (), Case(), policy=policy, on=day)


def test_a_setting_is_changed_within_its_bounds():
    policy = Policy(id="a", version=3, changed=(Changed(rule="severe", settings={"step": "moderately"}),))
    assert judged(policy, pain=2).level == "amber"
    assert judged(Policy(), pain=2).level == "green"
    assert judged(policy, pain=2).policy == "a/3"
    assert judged(policy, pain=2).alerts[0].rule == "severe.pain"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Changed(rule="fever-after-chemotherapy", settings={"temperature": 39}), "can't be 39"),
        (Changed(rule="severe", settings={"step": "unbearable"}), "can't be unbearable"),
        (Changed(rule="severe", settings={"stp": "a-lot"}), "no setting 'stp'. It has: step"),
        (Changed(rule="sever", settings={}), "no rule has this name"),
    ],
)
def test_a_setting_out_of_bounds_is_refused(change, says):
    assert says in refused(Policy(changed=(change,)))


def test_a_red_flag_is_switched_off_only_with_a_reason_a_role_and_an_end_and_every_assessment_says_so():
    found = judged(Policy(switched_off=(OFF,)), danger=("one-leg-swollen",))
    assert found.level == "green"
    assert found.off == (OFF,)


@pytest.mark.parametrize(
    ("off", "says"),
    [
        (Off(rule="clot", reason=" ", by="x", until=ON), "without a reason"),
        (Off(rule="clot", reason="x", until=ON), "by nobody"),
        (Off(rule="clot", reason="x", by="y"), "for ever"),
        (Off(rule="clot", reason="x", by="y", until=date(2028, 1, 1)), "more than 366 days"),
        (Off(rule="unbearable.pain", reason="x"), "by nobody"),
        (Off(rule="unbearable", reason="x"), "by nobody"),
        (Off(rule="nothing", reason="x"), "no rule has this name"),
    ],
)
def test_nothing_is_switched_off_in_silence(off, says):
    assert says in refused(Policy(switched_off=(off,)))


def test_a_rule_switched_off_comes_back():
    after = judged(Policy(switched_off=(OFF,)), date(2027, 1, 1), danger=("one-leg-swollen",))
    assert after.level == "red"
    assert after.off == ()


def test_an_amber_is_switched_off_for_one_symptom():
    policy = Policy(switched_off=(Off(rule="severe.sleep", reason="suivi par la consultation du sommeil"),))
    assert judged(policy, sleep=3).level == "green"
    assert judged(policy, pain=3).level == "amber"


def test_the_questions_for_everyone_stay():
    assert "can't be left out" in refused(Policy(sets_left=("core",)))
    assert "no set of questions" in refused(Policy(sets_added=("cor",)))


def test_a_team_without_a_phone_is_told_so_before_it_goes_live():
    assert any("nobody to call" in line for line in policy_complaints(Policy(), KNOWN, ON))
    named = Policy(call=(Contact(name=Words("le service", "the unit"), phone="+33 1 00 00 00 00"),))
    assert policy_complaints(named, KNOWN, ON) == ()


def test_the_person_is_told_whom_to_call_and_who_reads_by_when():
    policy = Policy(
        reader=Words("l’infirmière de coordination", "the coordinating nurse"),
        call=(
            Contact(
                name=Words("le service", "the unit"),
                phone="+33 1 00 00 00 00",
                hours=Words("9 h–18 h", "9–18"),
            ),
            Contact(name=Words("la nuit", "at night"), phone="+33 1 00 00 00 01"),
        ),
        emergency=("15", "112"),
        reads_red_within=0.5,
    )
    red = judged(policy, danger=("one-leg-swollen",)).told
    assert red.call.fr.startswith(
        "Appelez maintenant\u202f: le service, +33 1 00 00 00 00 (9 h–18 h) puis la nuit, +33 1 00 00 00 01."
    )
    assert "le 15 ou le 112" in red.call.fr
    assert red.reads.fr.startswith("L’infirmière de coordination lira vos réponses d’ici 30 minutes.")
    assert red.phones == ("+33 1 00 00 00 00", "+33 1 00 00 00 01", "15", "112")
    chest = judged(policy, danger=("chest-pain", "one-leg-swollen")).told
    assert chest.call.fr.startswith("Appelez maintenant le 15 ou le 112. Prévenez ensuite\u202f: le service")
    assert chest.phones == ("15", "112", "+33 1 00 00 00 00", "+33 1 00 00 00 01")
    assert "within 24 hours" in judged(policy, pain=3).told.reads.en
    assert "within 3 days" in judged(policy).told.reads.en


def test_beside_a_red_what_can_wait_is_not_told():
    found = judged(Policy(), danger=("chest-pain",), sleep=3)
    assert [a.level for a in found.alerts] == ["red", "amber"]
    assert len(found.told.do) == 1


def test_a_policy_is_kept_as_json():
    policy = Policy(
        version=2, switched_off=(OFF,), changed=(Changed(rule="severe", settings={"step": "moderately"}),)
    )
    assert msgspec.json.decode(msgspec.json.encode(policy), type=Policy) == policy
