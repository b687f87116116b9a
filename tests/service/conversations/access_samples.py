"""Real objects for the addresses of this room, for the matrix of who may what."""

from __future__ import annotations

from cordee.service.conversations.actions import open_thread
from cordee.service.conversations.question_actions import ask
from tests.service.conftest import NOW, Circle


def samples(circle: Circle) -> dict[str, dict[str, object]]:
    """A conversation that the person takes part in, and a question of theirs."""
    thread = open_thread(
        person=circle.person,
        by=circle.ines,
        subject="Sample",
        text="Sample.",
        with_person=True,
        at=NOW,
        once="sample",
    )
    question = ask(person=circle.person, by=circle.ines, text="A sample?", at=NOW)
    of_thread: dict[str, object] = {"thread_id": thread.id}
    of_question: dict[str, object] = {"question_id": question.id}
    return {
        "conversations:thread": of_thread,
        "conversations:my_thread": of_thread,
        "conversations:answer": of_question,
        "conversations:withdraw": of_question,
        "conversations:understood": of_question,
    }
