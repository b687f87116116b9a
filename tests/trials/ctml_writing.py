"""Small CTML trials, written where a test needs them, and invented people asked about them."""

from __future__ import annotations

from datetime import date
from textwrap import indent
from typing import Any

import yaml

from cordee.case.yaml_form import read_case_yaml
from cordee.criteria import CaseView, Criterion, answer
from cordee.files.located_yaml import read_located
from cordee.terms import load_terms
from cordee.trials.ctml.read import read_ctml
from cordee.trials.set_aside import SetAside
from cordee.trials.trial import Trial

TERMS = load_terms()
TODAY = date(2026, 11, 20)

TRIAL = """\
protocol_no: T-1
status: open to accrual
treatment_list:
  step:
  - step_code: '1'
    arm:
    - arm_code: A
      arm_suspended: N
      match:
"""


def trial(match: str) -> Trial | SetAside:
    """A trial of one arm with this `match`."""
    (read,) = read_ctml(read_located(TRIAL + indent(match, "      "), "trial.yaml"), TERMS)
    return read


def sound(match: str) -> Trial:
    """The same, which must be readable."""
    read = trial(match)
    assert isinstance(read, Trial), [fault.line() for fault in read.faults]
    return read


def asked(match: str) -> Criterion:
    """What its arm asks."""
    criterion = sound(match).arms[0].criterion
    assert criterion is not None
    return criterion


def verdict(tree: Criterion, person: dict[str, Any] | None = None) -> str:
    """The answer for an invented person written as a case in YAML."""
    text = yaml.safe_dump({"primary": {"cancer": "nsclc"}} | (person or {}), allow_unicode=True)
    reading = read_case_yaml(text, "person.yaml", TERMS, today=TODAY)
    assert reading.faults == ()
    assert reading.unused == ()
    return answer(tree, CaseView(reading.case, TODAY, TERMS)).value
