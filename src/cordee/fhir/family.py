"""FamilyMemberHistory ⇄ a relative's cancer."""

from __future__ import annotations

from cordee.case import FamilyHistory
from cordee.fhir import fault_words as w
from cordee.fhir.coding import concept_of, find, what, words
from cordee.fhir.dates import date_at
from cordee.fhir.extension import add_known, own_date
from cordee.fhir.node import Json, Node
from cordee.fhir.reasons import ENTERED_IN_ERROR, NO_CODE, UNKNOWN_WORD
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.trouble import Faulty, Unusable
from cordee.terms import Terms


def read_family(resource: Resource, record: Record) -> list[FamilyHistory]:
    """One fact per cancer of the relative."""
    if resource.text("status") == "entered-in-error":
        raise Unusable(ENTERED_IN_ERROR)
    relation = next(iter(words(resource.child("relationship"))), None)
    if relation is None:
        raise Unusable(NO_CODE)
    facts = []
    for condition in resource.children("condition"):
        found = find(condition.child("code"), "cancer", record.terms)
        if found is None:
            record.leave(resource, UNKNOWN_WORD, what(condition.child("code")))
            continue
        facts.append(
            FamilyHistory(
                relation=relation,
                cancer=found.term.id,
                age=_age(condition),
                on=date_at(resource, "date", record),
                known=own_date(resource, "known", record),
                source=resource.source(found.guess),
            )
        )
    if not facts and not resource.value.get("condition"):
        raise Unusable(NO_CODE)
    return facts


def _age(condition: Node) -> int | None:
    age = condition.child("onsetAge")
    years = age.whole("value") if age is not None else None
    if years is not None and age is not None and not 0 <= years <= 130:
        raise Faulty(age.pointer("value"), w.NOT_AN_AGE, w.CORRECT_AGE)
    return years


def write_family(history: FamilyHistory, id: str, subject: Json, terms: Terms) -> Json:
    """The FamilyMemberHistory of one relative's cancer."""
    condition: Json = {"code": concept_of("cancer", history.cancer, terms)}
    if history.age is not None:
        condition["onsetAge"] = {
            "value": history.age,
            "unit": "a",
            "system": "http://unitsofmeasure.org",
            "code": "a",
        }
    resource: Json = {
        "resourceType": "FamilyMemberHistory",
        "id": id,
        "status": "completed",
        "patient": subject,
        "relationship": {"text": history.relation},
        "condition": [condition],
    }
    if history.on is not None:
        resource["date"] = history.on.iso
    return add_known(resource, history)
