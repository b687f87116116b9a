"""Which voice speaks to whom."""

from __future__ import annotations

from typing import Literal

from cordee.case import Case
from cordee.plan.document import Document
from cordee.plan.model import Plan
from cordee.plan.sentence import in_sentences

Audience = Literal["clinician", "person"]


def document_for(plan: Plan, case: Case, audience: Audience) -> Document:
    """The plan laid out for its reader."""
    if audience == "person":
        from cordee.plan.voice_person import person_document

        return in_sentences(person_document(plan, case.person.name, case.person.country))
    from cordee.plan.voice_clinician import clinician_document

    return in_sentences(clinician_document(plan, case.person.name))
