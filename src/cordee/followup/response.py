"""A report as a FHIR R4 QuestionnaireResponse, and back, with nothing lost."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from cordee.files.fault import BadInput
from cordee.followup.answer_check import BadAnswer, read_answer
from cordee.followup.answer_words import NONE_OF_THESE, value_words
from cordee.followup.fhir_codes import ASKED, NONE_CODE, STEP_SYSTEM, TICK_SYSTEM, Json, extension_values
from cordee.followup.question import Question, QuestionSet, Value
from cordee.followup.questionnaire_read import coding_id
from cordee.followup.questionnaire_write import canonical, option
from cordee.followup.report import Answers, Report, Reporter

_ROLES: dict[Reporter, str] = {"person": "Patient", "relative": "RelatedPerson", "clinician": "Practitioner"}
_REPORTERS: dict[str, Reporter] = {role: who for who, role in _ROLES.items()}


def write_response(report: Report, questions: QuestionSet, subject: str | None = None) -> dict[str, Any]:
    """The QuestionnaireResponse of a report. `subject` is a reference ('Patient/…'). A question that was put and
    left unanswered stands as an item without an answer. Raises ValueError for an id FHIR can't have."""
    if not re.fullmatch(r"[A-Za-z0-9.-]{1,64}", report.id):
        raise ValueError(f"'{report.id}' can't be the id of a FHIR resource")
    resource: dict[str, Any] = {
        "resourceType": "QuestionnaireResponse",
        "id": report.id,
        "language": report.language,
        "extension": [{"url": ASKED, "valueString": id} for id in report.asked],
        "questionnaire": f"{canonical(questions)}|{report.set_version}",
        "status": "completed",
        "authored": report.at.isoformat(),
        "author": {"type": _ROLES[report.entered_by]},
        "source": {"type": _ROLES[report.answered_by]},
    }
    if subject:
        resource["subject"] = {"reference": subject}
    top: list[dict[str, Any]] = []
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {(): top}
    for question in questions.questions:
        if question.id in report.answers.values:
            _inside(question.within, groups).append(_item(question, report))
    if top:
        resource["item"] = top
    return resource


def _inside(
    within: tuple[str, ...], groups: dict[tuple[str, ...], list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    if within not in groups:
        groups[within] = []
        _inside(within[:-1], groups).append({"linkId": within[-1], "item": groups[within]})
    return groups[within]


def _item(question: Question, report: Report) -> dict[str, Any]:
    value = report.answers.get(question.id)
    item: dict[str, Any] = {"linkId": question.id, "text": question.asks.to(report.language)}
    if value is not None:
        item["answer"] = (
            [_said(question, value, report)] if not isinstance(value, tuple) else _ticked(question, value)
        )
    return item


def _said(question: Question, value: Value, report: Report) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if question.kind == "steps":
        display = value_words(question, value).to(report.language)
        return {"valueCoding": {"system": STEP_SYSTEM, "code": str(value), "display": display}}
    if question.kind == "choice" and (tick := question.tick(str(value))):
        return option(tick)
    if isinstance(value, str):
        return {"valueString": value}
    whole = question.kind == "scale" or question.whole
    return (
        {"valueInteger": int(value)} if whole and isinstance(value, int | float) else {"valueDecimal": value}
    )


def _ticked(question: Question, value: tuple[str, ...]) -> list[dict[str, Any]]:
    if not value:
        display = NONE_OF_THESE.fr
        return [{"valueCoding": {"system": TICK_SYSTEM, "code": NONE_CODE, "display": display}}]
    ticks = (question.tick(id) for id in value)
    return [option(tick) for tick in ticks if tick is not None]


def read_response(resource: Json, questions: QuestionSet, file: str = "QuestionnaireResponse") -> Report:
    """The report that a QuestionnaireResponse holds. `questions` is the set it answers. Raises BadInput."""
    if resource.get("resourceType") != "QuestionnaireResponse":
        raise BadInput.at(file, "/resourceType", "expected a QuestionnaireResponse.")
    address, _, version = str(resource.get("questionnaire", "")).partition("|")
    if address != canonical(questions):
        raise BadInput.at(file, "/questionnaire", f"it answers '{address}', not '{canonical(questions)}'.")
    try:
        at = datetime.fromisoformat(str(resource.get("authored")))
    except ValueError:
        raise BadInput.at(file, "/authored", "expected a date and time.") from None
    if at.tzinfo is None:
        raise BadInput.at(file, "/authored", "the time has no time zone.")
    values: dict[str, Value | None] = {}
    try:
        _read_items(resource.get("item", ()), "/item", questions, values, file)
    except (AttributeError, KeyError, TypeError):
        raise BadInput.at(file, "/item", "its items do not have the shape that FHIR gives them.") from None
    asked = tuple(str(id) for id in extension_values(resource, ASKED))
    return Report(
        id=str(resource.get("id", "")),
        at=at,
        set_id=questions.id,
        set_version=version,
        asked=asked or questions.ids,
        answers=Answers({q: values[q] for q in questions.ids if q in values}),
        answered_by=_who(resource, "source"),
        entered_by=_who(resource, "author"),
        language="en" if str(resource.get("language", "fr")).startswith("en") else "fr",
    )


def _who(resource: Json, key: str) -> Reporter:
    """Who answered or entered it: by the reference's type, or by the reference itself ('Practitioner/4')."""
    reference = resource.get(key)
    if not isinstance(reference, dict):
        return "person"
    role = str(
        reference.get("type") or str(reference.get("reference", "")).rpartition("/")[0].rpartition("/")[2]
    )
    return _REPORTERS.get(role, "person")


def _read_items(
    items: Any, where: str, questions: QuestionSet, values: dict[str, Value | None], file: str
) -> None:
    for i, item in enumerate(items):
        place = f"{where}/{i}"
        link = str(item.get("linkId", ""))
        question = questions.get(link)
        if question is None:
            if "answer" in item:
                raise BadInput.at(file, place, f"'{link}' is no question of this questionnaire.")
            _read_items(item.get("item", ()), f"{place}/item", questions, values, file)
            continue
        values[link] = _read_answer(question, item.get("answer") or [], place, file)
        if question.kind not in ("text", "display"):
            try:
                read_answer(question, values[link])
            except BadAnswer as bad:
                raise BadInput.at(file, place, f"'{link}': {bad.words.en}") from None


def _read_answer(question: Question, answers: list[Json], where: str, file: str) -> Value | None:
    if not answers:
        return None
    if question.kind == "ticks":
        ids = [_one(question, a, where, file) for a in answers]
        return tuple(str(id) for id in ids if id != NONE_CODE)
    if len(answers) > 1:
        raise BadInput.at(file, where, f"'{question.id}' takes one answer, and has {len(answers)}.")
    return _one(question, answers[0], where, file)


def _one(question: Question, answer: Json, where: str, file: str) -> Value:
    kind = question.kind
    if kind == "yes-no" and isinstance(answer.get("valueBoolean"), bool):
        return bool(answer["valueBoolean"])
    if kind == "scale" and "valueInteger" in answer:
        return int(answer["valueInteger"])
    if kind == "number" and ("valueDecimal" in answer or "valueInteger" in answer):
        return float(answer.get("valueDecimal", answer.get("valueInteger")))
    if kind == "text" and "valueString" in answer:
        return str(answer["valueString"])
    coding = answer.get("valueCoding")
    if kind == "steps" and coding and coding.get("system") == STEP_SYSTEM:
        return int(coding["code"]) if str(coding["code"]).isdigit() else -1
    if kind in ("ticks", "choice"):
        id = coding_id(coding) if coding else str(answer.get("valueString", ""))
        if question.tick(id) is not None or (kind == "ticks" and id == NONE_CODE):
            return id
    raise BadInput.at(file, where, f"an answer that does not fit '{question.id}' ({kind}).")
