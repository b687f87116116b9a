"""Check-ins to test with: everything well but for what is said, and ones drawn at random."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from cordee.followup import Answers, QuestionSet, Report, load_followup, settled
from cordee.followup.question import Question, Value

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FINE: dict[str, Value | None] = {
    "steps": 0,
    "scale": 0,
    "yes-no": False,
    "ticks": (),
    "number": None,
    "text": None,
}


def everything() -> QuestionSet:
    """All the questions there are, as one set."""
    known = load_followup()
    return known.question_set(tuple(s.id for s in known.sets))


def fine(questions: QuestionSet) -> dict[str, Value | None]:
    """The best answer to each question."""
    return {q.id: True if q.id == "relief" else FINE[q.kind] for q in questions.questions}


def report(
    questions: QuestionSet, values: dict[str, Value | None], days_ago: int = 0, id: str = ""
) -> Report:
    """A report of these answers, those behind a closed gate left out."""
    return Report(
        id=id or f"r{days_ago}",
        at=NOW - timedelta(days=days_ago),
        set_id=questions.id,
        set_version=questions.version,
        asked=questions.ids,
        answers=settled(questions, Answers(values)),
    )


def worst(question: Question) -> Value | None:
    """The worst answer to a question, where one is worse than another."""
    match question.kind:
        case "steps":
            return 4
        case "scale":
            return 10
        case "ticks":
            return tuple(t.id for t in question.ticks)
        case "yes-no":
            return question.id != "relief"
        case "number":
            return 41.0 if question.id == "temperature" else 40.0
    return "…"


def answer_to(question: Question) -> st.SearchStrategy[Value | None]:
    """Any answer that can be given, none among them."""
    match question.kind:
        case "steps":
            given: st.SearchStrategy[Value] = st.integers(0, 4)
        case "scale":
            given = st.integers(0, 10)
        case "yes-no":
            given = st.booleans()
        case "ticks":
            chosen = st.sets(st.sampled_from([t.id for t in question.ticks]), max_size=3)
            given = chosen.map(lambda ids: tuple(t.id for t in question.ticks if t.id in ids))
        case "number":
            low, high = question.least or 0, question.most or 100
            given = st.decimals(low, high, places=1).map(float)
        case _:
            given = st.text(min_size=1, max_size=20).filter(lambda t: t.strip() == t and bool(t))
    return st.none() | given


@st.composite
def answers_to(draw: st.DrawFn, questions: QuestionSet) -> dict[str, Value | None]:
    """Mostly well, with a few answers drawn: as people answer, and quick to draw."""
    values = fine(questions)
    touched = draw(st.lists(st.sampled_from(questions.questions), max_size=6, unique_by=lambda q: q.id))
    for question in touched:
        values[question.id] = draw(answer_to(question))
    return values
