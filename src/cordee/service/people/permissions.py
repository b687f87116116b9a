"""What each role may do. This table decides everything; `docs/access.md` is made from it."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from cordee.service.people.roles import CLOSE_ONES, PHYSICIANS, PROFESSIONALS, Role, Topic


class Permission(StrEnum):
    """One thing somebody may see or do about one person."""

    SEE_PERSON = "see_person"  # that the person exists, their name, who coordinates, whom to call
    SEE_CIRCLE = "see_circle"
    SEE_RECORD = "see_record"
    WRITE_RECORD = "write_record"
    SEE_PLAN = "see_plan"
    DECIDE_PLAN = "decide_plan"  # adopt, set aside, bring to the meeting
    DO_TASKS = "do_tasks"
    SEE_HOW_THEY_ARE = "see_how_they_are"
    REPORT = "report"  # answer a check-in, as the person, on their behalf, or during a call
    ANSWER_ALERTS = "answer_alerts"
    SEE_DOCUMENTS = "see_documents"
    WRITE_DOCUMENTS = "write_documents"
    SEE_CONVERSATIONS = "see_conversations"
    WRITE_CONVERSATIONS = "write_conversations"
    SEE_QUESTIONS = "see_questions"
    WRITE_QUESTIONS = "write_questions"
    ANSWER_QUESTIONS = "answer_questions"
    INVITE = "invite"
    END_MEMBERSHIP = "end_membership"
    HAND_OVER = "hand_over"  # offer the coordinator's role; only its holder may
    DECIDE_SHARING = "decide_sharing"
    SEE_ACCESS_LOG = "see_access_log"
    EXPORT = "export"
    ASK_ERASURE = "ask_erasure"
    ANSWER_ERASURE = "answer_erasure"  # the coordinator's, in words


_P = Permission
_CARE = frozenset(
    {
        _P.SEE_PERSON, _P.SEE_CIRCLE, _P.SEE_RECORD, _P.SEE_PLAN, _P.DO_TASKS, _P.SEE_HOW_THEY_ARE, _P.REPORT,
        _P.SEE_DOCUMENTS, _P.WRITE_DOCUMENTS, _P.SEE_CONVERSATIONS, _P.WRITE_CONVERSATIONS, _P.SEE_QUESTIONS,
        _P.ANSWER_QUESTIONS,
    }
)  # fmt: skip
_CLINICAL = _CARE | {_P.WRITE_RECORD, _P.ANSWER_ALERTS}

GRANTS: MappingProxyType[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.PERSON: frozenset(
            {
                _P.SEE_PERSON, _P.SEE_CIRCLE, _P.SEE_RECORD, _P.SEE_PLAN, _P.SEE_HOW_THEY_ARE, _P.REPORT,
                _P.SEE_DOCUMENTS, _P.WRITE_DOCUMENTS, _P.SEE_CONVERSATIONS, _P.WRITE_CONVERSATIONS,
                _P.SEE_QUESTIONS, _P.WRITE_QUESTIONS, _P.INVITE, _P.END_MEMBERSHIP, _P.DECIDE_SHARING,
                _P.SEE_ACCESS_LOG, _P.EXPORT, _P.ASK_ERASURE,
            }
        ),
        **{role: frozenset({_P.SEE_PERSON, _P.SEE_CIRCLE}) for role in CLOSE_ONES},
        **dict.fromkeys(PHYSICIANS, _CLINICAL | {_P.DECIDE_PLAN, _P.INVITE, _P.EXPORT}),
        Role.NURSE: _CLINICAL | {_P.INVITE},
        Role.PHARMACIST: _CLINICAL,
        Role.DIETITIAN: _CLINICAL - {_P.ANSWER_ALERTS},
        Role.PSYCHOLOGIST: _CARE,
        Role.SOCIAL_WORKER: _CARE - {_P.SEE_RECORD},
        Role.SPIRITUAL_CARE: frozenset(
            {_P.SEE_PERSON, _P.SEE_CIRCLE, _P.SEE_CONVERSATIONS, _P.WRITE_CONVERSATIONS, _P.DO_TASKS}
        ),
        # Held beside a professional role, and adds to it.
        Role.COORDINATOR: _CLINICAL
        | {
            _P.INVITE, _P.END_MEMBERSHIP, _P.HAND_OVER, _P.SEE_ACCESS_LOG, _P.EXPORT, _P.ANSWER_ERASURE,
        },
    }
)  # fmt: skip

OPENED_BY: MappingProxyType[Topic, frozenset[Permission]] = MappingProxyType(
    {
        Topic.HOW_I_AM: frozenset({_P.SEE_HOW_THEY_ARE}),
        Topic.PLAN: frozenset({_P.SEE_PLAN, _P.SEE_QUESTIONS}),
        Topic.RECORD: frozenset({_P.SEE_RECORD}),
        Topic.DOCUMENTS: frozenset({_P.SEE_DOCUMENTS}),
        Topic.CONVERSATIONS: frozenset({_P.SEE_CONVERSATIONS, _P.WRITE_CONVERSATIONS}),
        Topic.REPORT_FOR_ME: frozenset({_P.REPORT}),
    }
)
"""What each topic, opened by the person, adds for one close one."""

IN_AN_EMERGENCY = frozenset(
    {_P.SEE_PERSON, _P.SEE_CIRCLE, _P.SEE_RECORD, _P.SEE_PLAN, _P.SEE_HOW_THEY_ARE, _P.SEE_DOCUMENTS}
)
"""What emergency access gives a professional from outside the circle, for a few hours: to read, never to write."""

assert set(GRANTS) == set(Role)
assert CLOSE_ONES | PROFESSIONALS | {Role.PERSON} == set(Role)
