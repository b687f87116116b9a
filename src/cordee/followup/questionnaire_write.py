"""A set of questions as a FHIR R4 Questionnaire."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from cordee.fhir.systems import UCUM
from cordee.followup.answer_words import NONE_OF_THESE
from cordee.followup.fhir_codes import (
    ABOUT,
    MAX_VALUE,
    MIN_VALUE,
    NONE_CODE,
    ORDINAL,
    QUESTIONNAIRE,
    STEP_SYSTEM,
    TICK_SYSTEM,
    UNIT,
    in_both,
)
from cordee.followup.question import Gate, Question, QuestionSet, Tick

_TYPES = {
    "steps": "choice",
    "ticks": "choice",
    "choice": "choice",
    "scale": "integer",
    "yes-no": "boolean",
    "number": "decimal",
    "text": "text",
    "display": "display",
}


def write_questionnaire(questions: QuestionSet) -> dict[str, Any]:
    """The R4 Questionnaire of a set, in French with the English beside it."""
    return {
        "resourceType": "Questionnaire",
        "id": resource_id(questions.id),
        "language": "fr",
        "url": canonical(questions),
        "version": questions.version,
        "name": "CordeeCheckIn",
        **in_both("title", questions.name),
        "status": "active",
        "subjectType": ["Patient"],
        "item": [_item(q, questions) for q in questions.questions],
    }


def canonical(questions: QuestionSet) -> str:
    """The address of a set, without its version."""
    return questions.url or QUESTIONNAIRE + questions.id


def resource_id(text: str) -> str:
    """`text` as a FHIR id, shortened by a digest where it is too long or has letters an id can't have."""
    if re.fullmatch(r"[A-Za-z0-9.-]{1,64}", text):
        return text
    return "set-" + hashlib.sha256(text.encode()).hexdigest()[:24]


def _item(question: Question, questions: QuestionSet) -> dict[str, Any]:
    item: dict[str, Any] = {
        "extension": [_about(question), *_bounds(question)],
        "linkId": question.id,
        **in_both("text", question.asks),
        "type": _TYPES[question.kind],
    }
    if question.gates:
        item["enableWhen"] = [_when(gate, questions) for gate in question.gates]
        if len(question.gates) > 1:
            item["enableBehavior"] = "any" if question.gates_any else "all"
    if question.required:
        item["required"] = True
    if question.kind == "ticks":
        item["repeats"] = True
    options = _options(question)
    if options:
        item["answerOption"] = options
    return item


def _about(question: Question) -> dict[str, Any]:
    """What FHIR has no place for: what the question is called, its kind, its dimension, its help."""
    parts: list[dict[str, Any]] = [
        {"url": "kind", "valueCode": question.kind},
        {"url": "dimension", "valueCode": question.dimension},
        {"url": "name-fr", "valueString": question.name.fr},
        {"url": "name-en", "valueString": question.name.en},
    ]
    if question.help:
        parts += [
            {"url": "help-fr", "valueString": question.help.fr},
            {"url": "help-en", "valueString": question.help.en},
        ]
    if question.symptom:
        parts.append({"url": "symptom", "valueCode": question.symptom})
    if question.optional:
        parts.append({"url": "optional", "valueBoolean": True})
    if question.whole:
        parts.append({"url": "whole", "valueBoolean": True})
    return {"url": ABOUT, "extension": parts}


def _bounds(question: Question) -> list[dict[str, Any]]:
    if question.kind == "scale":
        return [{"url": MIN_VALUE, "valueInteger": 0}, {"url": MAX_VALUE, "valueInteger": 10}]
    found: list[dict[str, Any]] = []
    if question.least is not None:
        found.append({"url": MIN_VALUE, "valueDecimal": question.least})
    if question.most is not None:
        found.append({"url": MAX_VALUE, "valueDecimal": question.most})
    if question.unit is not None:
        found.append({"url": UNIT, "valueCoding": {"system": UCUM, "code": question.unit}})
    return found


def _options(question: Question) -> list[dict[str, Any]]:
    if question.kind == "steps":
        return [
            {
                "valueCoding": {
                    "extension": [{"url": ORDINAL, "valueDecimal": i}],
                    "system": STEP_SYSTEM,
                    "code": str(i),
                    **in_both("display", words),
                }
            }
            for i, words in enumerate(question.steps)
        ]
    if question.kind not in ("ticks", "choice"):
        return []
    options = [option(tick) for tick in question.ticks]
    if question.kind == "ticks":
        options.append(
            {"valueCoding": {"system": TICK_SYSTEM, "code": NONE_CODE, **in_both("display", NONE_OF_THESE)}}
        )
    return options


def option(tick: Tick) -> dict[str, Any]:
    """One thing to tick as an answer: a coding, or the text itself for an option that was one."""
    if tick.system == "text":
        return {"valueString": tick.id}
    coding: dict[str, Any] = {"code": tick.code or tick.id, **in_both("display", tick.name)}
    if tick.symptom:
        coding["extension"] = [{"url": ABOUT, "extension": [{"url": "symptom", "valueCode": tick.symptom}]}]
    if tick.code is None:
        coding["system"] = TICK_SYSTEM
    elif tick.system:
        coding["system"] = tick.system
    return {"valueCoding": coding}


def _when(gate: Gate, questions: QuestionSet) -> dict[str, Any]:
    found: dict[str, Any] = {"question": gate.question, "operator": gate.op}
    asked = questions.get(gate.question)
    if isinstance(gate.value, bool):
        found["answerBoolean"] = gate.value
    elif asked is not None and asked.kind == "steps":
        found["answerCoding"] = {"system": STEP_SYSTEM, "code": str(gate.value)}
    elif asked is not None and asked.kind in ("ticks", "choice") and (tick := asked.tick(str(gate.value))):
        answer = option(tick)
        found.update({f"answer{key.removeprefix('value')}": value for key, value in answer.items()})
    elif isinstance(gate.value, int):
        found["answerInteger"] = gate.value
    elif isinstance(gate.value, float):
        found["answerDecimal"] = gate.value
    else:
        found["answerString"] = gate.value
    return found
