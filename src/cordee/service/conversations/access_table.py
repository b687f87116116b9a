"""What each address of this room asks of who comes."""

from __future__ import annotations

from cordee.service.people.access_table import AccessTable, Only
from cordee.service.people.permissions import Permission as P

_PART = "who takes part in the conversation"

ACCESS: AccessTable = {
    "conversations:threads": {"GET": P.SEE_CONVERSATIONS},
    "conversations:new": {"GET": P.WRITE_CONVERSATIONS, "POST": P.WRITE_CONVERSATIONS},
    "conversations:thread": {
        "GET": Only(P.SEE_CONVERSATIONS, _PART),
        "POST": Only(P.WRITE_CONVERSATIONS, _PART),
    },
    "conversations:questions": {"GET": P.SEE_QUESTIONS},
    "conversations:answer": {"GET": P.ANSWER_QUESTIONS, "POST": P.ANSWER_QUESTIONS},
    "conversations:my_threads": {"GET": P.SEE_CONVERSATIONS},
    "conversations:my_new": {"GET": P.WRITE_CONVERSATIONS, "POST": P.WRITE_CONVERSATIONS},
    "conversations:my_thread": {
        "GET": Only(P.SEE_CONVERSATIONS, _PART),
        "POST": Only(P.WRITE_CONVERSATIONS, _PART),
    },
    "conversations:my_questions": {"GET": P.SEE_QUESTIONS, "POST": P.WRITE_QUESTIONS},
    "conversations:withdraw": {"POST": P.WRITE_QUESTIONS},
    "conversations:understood": {"GET": P.WRITE_QUESTIONS, "POST": P.WRITE_QUESTIONS},
}
