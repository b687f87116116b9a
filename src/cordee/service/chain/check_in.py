"""A check-in on its way: which questions, what was answered so far, and which screen comes next.

Nothing is stored before it is sent: what was answered so far travels with the form, signed, and never in an address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal
from uuid import uuid4

import msgspec
from django.core import signing

from cordee.followup import (
    Answers,
    BadAnswer,
    Question,
    QuestionSet,
    Report,
    Reporter,
    Value,
    load_followup,
    questions_for,
    questions_put,
    read_answer,
    settled,
)
from cordee.service.chain.judge import policy_of
from cordee.service.chain.models import CheckInPlan
from cordee.service.people.models import Account, Person
from cordee.service.record.current import current_case
from cordee.terms import Words

LASTS = timedelta(days=1)
"""What was answered longer ago says how somebody was, not how they are: the questions then begin again."""
OWN_WORDS = "own-words"
DANGER = "danger"

Answered = Literal["person", "relative"]


@dataclass(frozen=True)
class Draft:
    """What was answered so far. `once` names the check-in for ever: sent twice, it is one."""

    once: str
    set_id: str
    answers: Answers

    def to(self, question: str, value: Value | None) -> Draft:
        """With one more answer."""
        return replace(self, answers=self.answers.to(question, value))


def questions_today(person: Person, on: date) -> QuestionSet:
    """What this person is asked on a day: by their record, their team's policy, and what was added for them."""
    policy = policy_of(person.team)
    plan = CheckInPlan.objects.filter(person=person).values_list("extra_sets", flat=True).first()
    known = load_followup()
    extra = tuple(id for id in plan or () if known.set(id) is not None)
    policy = msgspec.structs.replace(policy, sets_added=(*policy.sets_added, *extra))
    return questions_for(current_case(person, on), on, policy)


def new_draft(questions: QuestionSet) -> Draft:
    """Nothing answered yet."""
    return Draft(str(uuid4()), questions.id, Answers({}))


def questions_asked(set_id: str, today: QuestionSet) -> QuestionSet:
    """The questions a draft was begun with; today's when those do not exist any more."""
    if set_id == today.id:
        return today
    try:
        return load_followup().question_set(tuple(set_id.split(".")))
    except KeyError:
        return today


def sealed(draft: Draft, *, by: Account, person: Person) -> str:
    """The draft as a signed text that only this account can give back, for this person."""
    values = [[id, value] for id, value in draft.answers.values.items()]
    return signing.dumps([draft.once, draft.set_id, values], salt=_salt(by, person), compress=True)


def unsealed(text: str, *, by: Account, person: Person) -> Draft | None:
    """The draft of a signed text; None when it is not ours, or too old."""
    try:
        once, set_id, values = signing.loads(text, salt=_salt(by, person), max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return None
    kept = {id: tuple(value) if isinstance(value, list) else value for id, value in values}
    return Draft(once, set_id, Answers(kept))


def _salt(by: Account, person: Person) -> str:
    return f"chain.check_in:{by.pk}:{person.pk}"


def read_all(questions: QuestionSet, given: Mapping[str, Any]) -> tuple[Answers, dict[str, Words]]:
    """The answers of a whole form sent at once, and what is wrong with some. A question that is not asked is left out."""
    values: dict[str, Value | None] = {}
    wrong: dict[str, Words] = {}
    for question in questions.questions:
        if question.id not in given or question.kind == "display":
            continue
        try:
            values[question.id] = read_answer(question, given[question.id])
        except BadAnswer as bad:
            wrong[question.id] = bad.words
    return settled(questions, Answers(values)), wrong


def typed_answer(question: Question, typed: Sequence[str]) -> Value | None:
    """What one screen gave. Raises BadAnswer."""
    if not typed:
        return read_answer(question, None)
    return read_answer(question, list(typed) if question.kind == "ticks" else typed[0])


def after(questions: QuestionSet, answers: Answers, current: str) -> Question | None:
    """The question that is put after `current`; None when the summary comes next."""
    put = questions_put(questions, answers)
    ids = [question.id for question in put]
    place = ids.index(current) + 1 if current in ids else len(ids)
    return put[place] if place < len(put) else None


def place_of(questions: QuestionSet, answers: Answers, current: str) -> tuple[int, int]:
    """Which screen this is, of about how many."""
    ids = [question.id for question in questions_put(questions, answers)]
    return (ids.index(current) + 1 if current in ids else len(ids)), len(ids)


def report_of(
    draft: Draft, questions: QuestionSet, *, at: Any, words_of: Answered, entered_by: Reporter, language: str
) -> Report:
    """The check-in as it is sent."""
    return Report(
        id=str(uuid4()),
        at=at,
        set_id=questions.id,
        set_version=questions.version,
        asked=questions.ids,
        answers=settled(questions, draft.answers),
        answered_by=words_of,
        entered_by=entered_by,
        language="en" if language.startswith("en") else "fr",
    )
