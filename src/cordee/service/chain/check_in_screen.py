"""What a screen of the check-in shows: one question, or the summary."""

from __future__ import annotations

from typing import Any

from cordee.followup import BadAnswer, Question, QuestionSet, Value, questions_put, read_answer, value_words
from cordee.service.chain.check_in import DANGER, Draft, place_of
from cordee.service.chain.in_words import said


def screen(
    questions: QuestionSet, draft: Draft, question: Question, *, to_script: bool = False
) -> dict[str, Any]:
    """Context of one question's screen. With `to_script` all questions are given, for the script to go on alone."""
    number, of = place_of(questions, draft.answers, question.id)
    context = {
        "asked": shown(question, draft.answers.get(question.id)),
        "number": number,
        "of": of,
        "ticks": range(1, of + 1),
        "danger": bool(draft.answers.get(DANGER)),
    }
    if to_script:
        context |= {
            "all_asked": [shown(one, None) for one in questions.questions],
            "for_script": {
                "once": draft.once,
                "set": questions.id,
                "questions": [_plain(one) for one in questions.questions if one.kind != "display"],
            },
        }
    return context


def summary(questions: QuestionSet, draft: Draft) -> dict[str, Any]:
    """Context of the last screen: every question that was put, with its answer, to be corrected."""
    rows = [
        (question.id, said(question.asks), said(value_words(question, draft.answers.get(question.id))))
        for question in questions_put(questions, draft.answers)
        if question.kind != "display"
    ]
    return {"asked": None, "rows": rows, "danger": bool(draft.answers.get(DANGER))}


def shown(question: Question, value: Value | None) -> dict[str, Any]:
    """A question as the template draws it: its choices (value, words, chosen) or its field."""
    return {
        "id": question.id,
        "kind": question.kind,
        "asks": said(question.asks),
        "help": said(question.help),
        "optional": question.optional,
        "choices": _choices(question, value),
        "field": "" if value is None or isinstance(value, bool | tuple) else said(value_words(None, value)),
        "unit": {"Cel": "°C", "kg": "kg"}.get(question.unit or "", ""),
    }


def _choices(question: Question, value: Value | None) -> list[tuple[str, str, bool]]:
    match question.kind:
        case "steps":
            return [
                (str(place), said(words), value is not None and value == place)
                for place, words in enumerate(question.steps)
            ]
        case "scale":
            return [(str(n), str(n), value is not None and value == n) for n in range(11)]
        case "yes-no":
            return [
                ("yes", said(value_words(question, True)), value is True),
                ("no", said(value_words(question, False)), value is False),
            ]
        case "ticks":
            ticked = value if isinstance(value, tuple) else None
            listed = [
                (one.id, said(one.name), ticked is not None and one.id in ticked) for one in question.ticks
            ]
            return [*listed, ("none", said(value_words(question, ())), ticked == ())]
        case "choice":
            return [(one.id, said(one.name), value == one.id) for one in question.ticks]
    return []


def _plain(question: Question) -> dict[str, Any]:
    """What the script must know of a question to go on without the server."""
    return {
        "id": question.id,
        "kind": question.kind,
        "asks": said(question.asks),
        "optional": question.optional,
        "gates": [[gate.question, gate.op, gate.value] for gate in question.gates],
        "any": question.gates_any,
        "least": question.least,
        "most": question.most,
        "refusal": _refusal(question),
        "unit": {"Cel": " °C", "kg": " kg"}.get(question.unit or "", ""),
    }


def _refusal(question: Question) -> str:
    if question.kind != "number":
        return ""
    try:
        read_answer(question, "?")
    except BadAnswer as bad:
        return said(bad.words)
    return ""
