"""How the tables of this folder are read: each row is a person's record, their earlier check-ins, and the one to judge.

`report` holds answers set apart by ','; what is not named is answered as well as can be ('not at all', no, none of
these). '?' leaves a question unanswered. `before` holds earlier check-ins set apart by ';', each 'N d ago:
answers' ('same': those of the report).
Every other column is a field of the record, read as in the tables of conditions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.spec.criteria.conftest import TODAY, read_fact

from cordee.case import Case
from cordee.followup import (
    DEFAULT_POLICY,
    Answers,
    Assessment,
    QuestionSet,
    Report,
    assess,
    load_followup,
    questions_for,
    read_answer,
    settled,
)
from cordee.followup.question import Question, Value

Row = dict[str, str]
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
CHOSEN = ("pain-scale", "people", "meaning")
"""Sets that a team adds: so that their rules can be seen."""
_FINE: dict[str, Value | None] = {
    "steps": 0,
    "scale": 0,
    "yes-no": False,
    "ticks": (),
    "number": None,
    "text": None,
}


def value_of(question: Question, text: str) -> Value | None:
    """'a-lot', '38.2', 'yes', 'chest-pain + confusion', or '?' for no answer."""
    if text == "?":
        return None
    return read_answer(question, text.split(" + ") if question.kind == "ticks" else text)


def read_report(questions: QuestionSet, text: str, days_ago: int) -> Report:
    """A check-in in which everything is well but for what `text` says."""
    values = {q.id: _FINE[q.kind] for q in questions.questions}
    for piece in text.split(", ") if text != "-" else ():
        id, _, said = piece.partition(": ")
        question = questions.get(id)
        if question is None:
            raise ValueError(f"'{id}' is not asked of this person: {', '.join(questions.ids)}")
        values[id] = value_of(question, said)
    return Report(
        id=f"{days_ago}-days-ago",
        at=NOW - timedelta(days=days_ago),
        set_id=questions.id,
        set_version=questions.version,
        asked=questions.ids,
        answers=settled(questions, Answers(values)),
    )


def judged(row: Row) -> Assessment:
    """What one row amounts to."""
    fields: dict[str, Any] = {}
    for kind, cell in row.items():
        if kind not in ("report", "before") and cell != "-":
            fields[kind] = tuple(read_fact(kind, text.strip()) for text in cell.split(";"))
    case = Case(**fields)
    known = load_followup()
    base = questions_for(case, TODAY)
    questions = known.question_set((*base.id.split("."), *CHOSEN))
    earlier = []
    for text in row.get("before", "-").split("; "):
        if match := re.fullmatch(r"(\d+) d ago: (.*)", text.strip()):
            said = row["report"] if match[2] == "same" else match[2]
            earlier.append(read_report(questions, said, int(match[1])))
        elif text != "-":
            raise ValueError(f"'{text}' is not 'N d ago: answers'")
    return assess(read_report(questions, row["report"], 0), earlier, case, known, DEFAULT_POLICY, TODAY)


def read_judgements(rows: list[Row]) -> dict[str, list[Any]]:
    known = load_followup()
    found = [judged(row) for row in rows]
    return {
        "level": [a.level for a in found],
        "raises": [", ".join(alert.rule for alert in a.alerts) for a in found],
        "causes": [", ".join(a.causes) for a in found],
        "not_known": [", ".join(o.rule for o in a.open if o.holds_back) for a in found],
        "missing": [
            ", ".join(
                dict.fromkeys(known.questions[q].name.en for o in a.open if o.holds_back for q in o.questions)
            )
            for a in found
        ],
        "to_settle": ["; ".join(dict.fromkeys(w.en for al in a.alerts for w in al.settle)) for a in found],
        "told_first": [a.told.do[0].en for a in found],
        "told_last": [a.told.do[-1].en for a in found],
        "told_first_fr": [a.told.do[0].fr for a in found],
    }


@pytest.fixture
def readers() -> dict[str, Callable[[list[Row]], dict[str, list[Any]]]]:
    return {"reports": read_judgements}
