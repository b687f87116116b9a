"""The manual's own examples are read by the code they speak of."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cordee.criteria import parse_text
from cordee.files.fault import BadInput
from cordee.followup import load_followup, policy_complaints, read_followup, read_policy, rules_under
from cordee.followup.leaves import REPORT_LEAVES
from cordee.followup.load import CONTENT
from cordee.followup.rule_words import condition_words
from cordee.terms import load_terms

PAGE = (Path(__file__).parents[2] / "docs" / "followup.md").read_text(encoding="utf-8")
QUESTIONS, RULES, POLICY = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_questions_and_the_rule_of_the_manual_are_read(tmp_path):
    (tmp_path / "a.yaml").write_text(QUESTIONS.replace("question: fever", "question: pain"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(RULES, encoding="utf-8")
    for name in ("core.yaml", "sources.yaml"):
        (tmp_path / name).write_text((CONTENT / name).read_text(encoding="utf-8"), encoding="utf-8")
    read = read_followup(tmp_path, load_terms())
    assert read.rule("spinal-cord").level == "red"
    assert read.set("checkpoint-inhibitor").questions == ("cough",)


def test_the_policy_of_the_manual_may_go_live():
    policy = read_policy(POLICY)
    assert policy_complaints(policy, load_followup(), date(2026, 11, 21)) == ()
    rules, off = rules_under(policy, load_followup(), date(2026, 11, 21))
    assert [o.rule for o in off] == ["clot"]
    assert "clot" not in {rule.id for rule in rules}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (POLICY.replace("version: 4", "version: four"), "line 2: Expected `int`"),
        (
            POLICY.replace("reads_amber_within: 24", "reads_amber_withn: 24"),
            "unknown field `reads_amber_withn`",
        ),
        (POLICY.replace("until: 2027-03-31", "until: soon"), "line 15: "),
        ("- a", "expected a mapping"),
    ],
)
def test_a_policy_that_cannot_be_read_says_where(text, says):
    with pytest.raises(BadInput) as bad:
        read_policy(text)
    assert says in str(bad.value)


def test_every_leaf_is_in_the_manual():
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) >= set(REPORT_LEAVES)


def test_the_page_of_rules_is_what_the_rules_say():
    tool = Path(__file__).parents[2] / "tools" / "followup_docs.py"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(tool), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_condition_is_said_in_both_languages():
    known = load_followup()
    said = condition_words(known.rule("spinal-cord").when, known.questions, known.terms)
    assert said.en == (
        "back and legs: “back or neck pain that is new or growing” and back and legs: one of “weak or heavy legs, "
        "trouble walking”, “numb legs, belly or seat”, “trouble passing urine, or losing urine or stools”"
    )
    assert said.fr.startswith(
        "dos et jambes\u202f: «\u202fun mal de dos ou de nuque nouveau, ou qui augmente\u202f» et "
    )
    odd = parse_text("{none: [{at_least: {count: 1, of: [{metastatic: true}]}}]}", known.terms)
    assert condition_words(odd, known.questions, known.terms).en == "none of: (at least 1 of: metastatic)"
