"""Questions as FHIR Questionnaires and back, reports as QuestionnaireResponses and back, and anybody's questionnaire."""

from __future__ import annotations

import json

import msgspec
import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given
from hypothesis import strategies as st
from tests.followup.check_ins import NOW, answer_to, everything, fine, report

from cordee.files.fault import BadInput
from cordee.followup import (
    Answers,
    Report,
    load_followup,
    next_question,
    questions_put,
    read_answer,
    read_questionnaire,
    read_response,
    settled,
    write_questionnaire,
    write_response,
)

ALL = everything()


def through_json(resource):
    return json.loads(json.dumps(resource))


def test_our_sets_are_valid_questionnaires_and_come_back_whole():
    for part in load_followup().sets:
        questions = load_followup().question_set(tuple(dict.fromkeys(("core", part.id))))
        resource = through_json(write_questionnaire(questions))
        Questionnaire.model_validate(resource)
        plain = tuple(msgspec.structs.replace(q, order=5) for q in questions.questions)
        back = read_questionnaire(resource)
        assert back.questions == plain
        assert (back.id, back.version, back.name, back.url) == (
            questions.id,
            questions.version,
            questions.name,
            None,
        )


@given(st.data())
def test_a_report_comes_back_whole(data):
    values = {q.id: data.draw(answer_to(q)) for q in ALL.questions}
    told = {
        name: data.draw(st.sampled_from(["person", "relative", "clinician"]))
        for name in ("answered_by", "entered_by")
    }
    sent = msgspec.structs.replace(
        report(ALL, values), language=data.draw(st.sampled_from(["fr", "en"])), **told
    )
    resource = through_json(write_response(sent, ALL, subject="Patient/p1"))
    assert read_response(resource, ALL) == sent


def test_a_response_is_valid_fhir_and_tells_left_out_from_not_put():
    sent = report(ALL, {**fine(ALL), "pain": None, "danger": (), "own-words": "Merci."})
    resource = through_json(write_response(sent, ALL, subject="Patient/p1"))
    QuestionnaireResponse.model_validate(resource)
    items = {item["linkId"]: item for item in resource["item"]}
    assert "answer" not in items["pain"]
    assert "temperature" not in items
    assert items["danger"]["answer"][0]["valueCoding"]["code"] == "none-of-these"
    assert resource["questionnaire"] == f"https://cordee.example/fhir/Questionnaire/{ALL.id}|{ALL.version}"


def test_a_nurse_writes_down_what_the_person_says_on_the_phone():
    sent = msgspec.structs.replace(report(ALL, fine(ALL)), entered_by="clinician")
    resource = write_response(sent, ALL)
    assert resource["source"] == {"type": "Patient"}
    assert resource["author"] == {"type": "Practitioner"}


FOREIGN = {
    "resourceType": "Questionnaire",
    "id": "evening",
    "url": "https://hospital.example/Questionnaire/evening",
    "version": "7",
    "language": "en",
    "title": "Evening questions",
    "status": "active",
    "item": [
        {
            "linkId": "g",
            "type": "group",
            "text": "Your evening",
            "item": [
                {"linkId": "g.1", "type": "boolean", "text": "Did you eat?", "required": True},
                {
                    "linkId": "g.2",
                    "type": "choice",
                    "text": "How much?",
                    "enableWhen": [{"question": "g.1", "operator": "=", "answerBoolean": True}],
                    "answerOption": [
                        {"valueCoding": {"system": "http://food.example", "code": "half", "display": "Half"}},
                        {"valueCoding": {"system": "http://food.example", "code": "all", "display": "All"}},
                        {"valueString": "Other"},
                    ],
                },
                {
                    "linkId": "g.3",
                    "type": "string",
                    "text": "What else?",
                    "enableWhen": [
                        {
                            "question": "g.2",
                            "operator": "=",
                            "answerCoding": {"system": "http://food.example", "code": "half"},
                        },
                        {"question": "g.2", "operator": "exists", "answerBoolean": False},
                    ],
                    "enableBehavior": "any",
                },
            ],
        },
        {"linkId": "n", "type": "integer", "text": "Glasses of water"},
        {
            "linkId": "d",
            "type": "decimal",
            "text": "Weight",
            "enableWhen": [{"question": "n", "operator": "<", "answerInteger": 4}],
        },
        {"linkId": "end", "type": "display", "text": "Thank you"},
    ],
}


def test_anybodys_questionnaire_is_asked():
    questions = read_questionnaire(FOREIGN)
    assert [q.kind for q in questions.questions] == [
        "display",
        "yes-no",
        "choice",
        "text",
        "number",
        "number",
        "display",
    ]
    answers, seen = Answers(), []
    given_ = {"g.1": "yes", "g.2": "http://food.example|half", "g.3": "Soup", "n": "3", "d": "61,5"}
    while (asked := next_question(questions, answers)) is not None:
        seen.append(asked.id)
        typed = given_.get(asked.id)
        answers = answers.to(asked.id, read_answer(asked, typed) if asked.kind != "display" else None)
    assert seen == ["g.text", "g.1", "g.2", "g.3", "n", "d", "end"]
    assert answers.get("n") == 3.0
    assert "g.3" not in [q.id for q in questions_put(questions, answers.to("g.2", "Other"))]
    assert "d" not in [q.id for q in questions_put(questions, answers.to("n", 5.0))]


def test_the_answers_to_anybodys_questionnaire_are_kept_as_its_own_response():
    questions = read_questionnaire(FOREIGN)
    values = {"g.1": True, "g.2": "Other", "n": 3.0, "d": 61.5}
    sent = Report(
        id="e1",
        at=NOW,
        set_id=questions.id,
        set_version="7",
        asked=questions.ids,
        answers=settled(questions, Answers(values)),
    )
    resource = through_json(write_response(sent, questions))
    QuestionnaireResponse.model_validate(resource)
    assert resource["questionnaire"] == "https://hospital.example/Questionnaire/evening|7"
    assert [item["linkId"] for item in resource["item"]] == ["g", "n", "d"]
    assert resource["item"][0]["item"][1]["answer"] == [{"valueString": "Other"}]
    assert resource["item"][1]["answer"] == [{"valueInteger": 3}]
    assert read_response(resource, questions) == sent


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (
            {"linkId": "x", "type": "attachment"},
            "/item/0: a question of type 'attachment' can't be asked here. Known:",
        ),
        ({"linkId": "x", "type": "date"}, "type 'date'"),
        ({"type": "boolean"}, "without a linkId"),
        ({"linkId": "x", "type": "choice"}, "without answers to choose from"),
        ({"linkId": "x", "type": "choice", "answerValueSet": "http://v"}, "Write them out as answerOption."),
        (
            {"linkId": "x", "type": "boolean", "item": [{"linkId": "y", "type": "boolean"}]},
            "questions inside",
        ),
        ({"linkId": "x", "type": "group", "repeats": True}, "a group that repeats"),
        (
            {
                "linkId": "x",
                "type": "boolean",
                "enableWhen": [{"question": "z", "operator": "=", "answerBoolean": True}],
            },
            "'z', which does not stand before it",
        ),
        (
            {
                "linkId": "x",
                "type": "boolean",
                "enableWhen": [{"question": "x", "operator": "=", "answerDate": "2026-01-01"}],
            },
            "type that can't be compared",
        ),
        (
            {
                "linkId": "x",
                "type": "boolean",
                "extension": [{"url": "http://h/sdc-questionnaire-enableWhenExpression"}],
            },
            "can't be followed",
        ),
    ],
)
def test_what_cannot_be_asked_is_said(item, says):
    with pytest.raises(BadInput) as bad:
        read_questionnaire({"resourceType": "Questionnaire", "item": [item]})
    assert says in str(bad.value)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PARTS = [
    "linkId",
    "type",
    "text",
    "item",
    "enableWhen",
    "answerOption",
    "extension",
    "repeats",
    "_text",
    "required",
]


@given(
    st.dictionaries(st.sampled_from(PARTS), JUNK), st.sampled_from(["boolean", "choice", "group", "decimal"])
)
def test_whatever_an_item_holds_it_is_read_or_refused(item, kind):
    resource = {"resourceType": "Questionnaire", "item": [{"linkId": "x", "type": kind, "text": "?", **item}]}
    try:
        questions = read_questionnaire(resource)
    except BadInput as bad:
        faults = bad.faults
    else:
        faults = ()
        assert next_question(questions, Answers()) is not None
    assert all(fault.where for fault in faults)


@given(JUNK)
def test_whatever_a_response_holds_it_is_read_or_refused(items):
    resource = {**write_response(report(ALL, fine(ALL)), ALL), "item": items}
    try:
        read = read_response(resource, ALL)
    except BadInput as bad:
        assert bad.faults  # noqa: PT017 - either way is right
    else:
        assert set(read.answers.values) <= set(ALL.ids)


@pytest.mark.parametrize("code", ["5", "-1", "x"])
def test_a_step_that_does_not_exist_is_refused(code):
    answer = {"valueCoding": {"system": "https://cordee.example/fhir/CodeSystem/answer-step", "code": code}}
    resource = {
        **write_response(report(ALL, fine(ALL)), ALL),
        "item": [{"linkId": "pain", "answer": [answer]}],
    }
    with pytest.raises(BadInput, match="one of the five answers"):
        read_response(resource, ALL)


def test_who_answered_is_read_from_the_reference_too():
    resource = {
        **write_response(report(ALL, fine(ALL)), ALL),
        "author": {"reference": "https://h/RelatedPerson/4"},
    }
    assert read_response(resource, ALL).entered_by == "relative"


def test_every_fault_is_said_at_once():
    items = [{"linkId": "x", "type": "date"}, {"linkId": "x", "type": "time"}, {"type": "url"}]
    with pytest.raises(BadInput) as bad:
        read_questionnaire({"resourceType": "Questionnaire", "item": items})
    assert len(bad.value.faults) >= 4


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"resourceType": "Observation"}, "expected a QuestionnaireResponse"),
        ({"questionnaire": "http://other|1"}, "it answers 'http://other'"),
        ({"authored": "2026-11-20"}, "no time zone"),
        ({"authored": "soon"}, "expected a date and time"),
        ({"item": [{"linkId": "zz", "answer": [{"valueBoolean": True}]}]}, "'zz' is no question"),
        ({"item": [{"linkId": "pain", "answer": [{"valueBoolean": True}]}]}, "does not fit 'pain' (steps)"),
        (
            {"item": [{"linkId": "fever", "answer": [{"valueBoolean": True}] * 2}]},
            "takes one answer, and has 2",
        ),
    ],
)
def test_a_response_that_does_not_fit_is_refused(change, says):
    resource = {**write_response(report(ALL, fine(ALL)), ALL), **change}
    with pytest.raises(BadInput) as bad:
        read_response(resource, ALL)
    assert says in str(bad.value)
