"""Statements that people made: a meeting's judgement, and whether the treatment history is complete."""

from __future__ import annotations

from cordee.case import Judgement, TreatmentHistory
from cordee.fhir.coding import Found, concept_of, own_concept
from cordee.fhir.node import Json
from cordee.fhir.observation.shape import known_on, observation, seen_on
from cordee.fhir.reasons import NO_RESULT
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.trouble import Unusable
from cordee.terms import Terms


def read_judgement(resource: Resource, found: Found, record: Record) -> Judgement:
    """The answer to a question that only people can answer; `by` is the meeting named as performer."""
    answer = resource.flag("valueBoolean")
    if answer is None:
        raise Unusable(NO_RESULT)
    by = [name for performer in resource.children("performer") if (name := performer.text("display"))]
    return Judgement(
        question=found.term.id,
        answer="yes" if answer else "no",
        by=by[0] if by else None,
        on=seen_on(resource, record),
        known=known_on(resource, record),
        source=resource.source(found.guess),
    )


def write_judgement(judgement: Judgement, id: str, subject: Json, terms: Terms) -> Json:
    """The Observation of a judgement."""
    code = concept_of("judgement", judgement.question, terms)
    resource = observation(judgement, id, subject, code, category="exam")
    resource["valueBoolean"] = judgement.answer == "yes"
    if judgement.by is not None:
        resource["performer"] = [{"type": "Organization", "display": judgement.by}]
    return resource


def read_history(resource: Resource, record: Record) -> TreatmentHistory:
    """Whether somebody stated that the recorded treatments are all there were."""
    complete = resource.flag("valueBoolean")
    if complete is None:
        raise Unusable(NO_RESULT)
    return TreatmentHistory(
        complete=complete,
        on=seen_on(resource, record),
        known=known_on(resource, record),
        source=resource.source(),
    )


def write_history(history: TreatmentHistory, id: str, subject: Json) -> Json:
    """The Observation of that statement."""
    code = own_concept("fact", "treatment-history-complete")
    resource = observation(history, id, subject, code, category="therapy")
    resource["valueBoolean"] = history.complete
    return resource
