"""CarePlan of our category 'line-of-therapy' ⇄ line of therapy: mCODE has no resource for a line (`docs/fhir.md`)."""

from __future__ import annotations

from typing import get_args

from cordee.case import LineOfTherapy, PartialDate
from cordee.case.measurement import ResponseCode
from cordee.case.treatment import Setting, WhyEnded
from cordee.fhir import fault_words as w
from cordee.fhir.answers import INTENT_WRITTEN, WHY_ENDED_WRITTEN
from cordee.fhir.coding import coding, concept_of, own_code, own_concept
from cordee.fhir.dates import date_at, period_end
from cordee.fhir.extension import add, add_known, extension, own_date, own_flag, own_whole, own_word
from cordee.fhir.given import Given
from cordee.fhir.medication import intent_of, read_medication
from cordee.fhir.node import Json, Node
from cordee.fhir.reasons import A_GROUP, ENTERED_IN_ERROR, NO_PLACE
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import SNOMED, mcode
from cordee.fhir.trouble import Faulty, Unusable
from cordee.terms import Terms

SETTINGS: tuple[Setting, ...] = get_args(Setting)
ENDINGS: tuple[WhyEnded, ...] = get_args(WhyEnded)
RESPONSES: tuple[ResponseCode, ...] = get_args(ResponseCode)


_GIVEN = {"MedicationStatement", "MedicationAdministration", "MedicationRequest"}


def is_line(resource: Resource) -> bool:
    """Whether a CarePlan is one of our lines."""
    return any(own_code(category, "fact") == "line-of-therapy" for category in resource.children("category"))


def read_line(resource: Resource, record: Record) -> tuple[LineOfTherapy, list[Resource]]:
    """The line, and the medication resources that it groups. Raises Unusable for any other plan of care."""
    if resource.text("status") == "entered-in-error":
        raise Unusable(ENTERED_IN_ERROR)
    if not is_line(resource):
        raise Unusable(A_GROUP if resource.type == "List" else NO_PLACE)
    members = _members(resource, record)
    given: list[Given] = []
    for member in members:
        given.extend(
            item for item in read_medication(member, record, in_line=True) if isinstance(item, Given)
        )
    number = own_whole(resource, "line-number")
    if number is not None and number < 1:
        raise Faulty(resource.pointer(), w.LINE_FROM_ONE)
    period = resource.child("period")
    line = LineOfTherapy(
        drugs=tuple(item.drug for item in given if item.drug is not None),
        unmapped=tuple(item.written for item in given if item.drug is None),
        number=number,
        setting=own_word(resource, "setting", SETTINGS),  # type: ignore[arg-type]
        intent=intent_of(resource),
        ended_on=period_end(period, record) if period is not None else None,
        ended=_ended(resource),
        ongoing=own_flag(resource, "ongoing"),
        best_response=own_word(resource, "best-response", RESPONSES),  # type: ignore[arg-type]
        on=date_at(period, "start", record) if period is not None else None,
        known=own_date(resource, "known", record),
        source=resource.source(),
    )
    return line, members


def _members(resource: Resource, record: Record) -> list[Resource]:
    found = []
    for activity in resource.children("activity"):
        target = record.target(activity.child("reference"), resource)
        if target is not None and target.type in _GIVEN:
            found.append(target)
        else:
            record.leave(resource, NO_PLACE)
    return found


def _ended(resource: Node) -> WhyEnded | None:
    found = extension(resource, mcode("treatment-termination-reason"))
    own = own_code(found.child("valueCodeableConcept"), "why-ended") if found is not None else None
    return next((word for word in ENDINGS if word == own), None)


def write_line(line: LineOfTherapy, id: str, subject: Json, terms: Terms) -> list[Json]:
    """The CarePlan of a line, then one MedicationAdministration (undated: MedicationStatement) per medicine."""
    plan: Json = {"resourceType": "CarePlan", "id": id}
    plan["status"] = "active" if line.ongoing else "completed" if line.ended_on or line.ended else "unknown"
    plan["intent"] = "order"
    plan["category"] = [own_concept("fact", "line-of-therapy")]
    plan["subject"] = subject
    if line.on is not None or line.ended_on is not None:
        plan["period"] = _period(line.on, line.ended_on)
    add(plan, "line-number", line.number)
    add(plan, "setting", line.setting, code=True)
    add(plan, "ongoing", line.ongoing)
    add(plan, "best-response", line.best_response, code=True)
    _write_intent(plan, line)
    reason = _reason(line)
    if reason is not None:
        plan.setdefault("extension", []).append(
            {"url": mcode("treatment-termination-reason"), "valueCodeableConcept": reason}
        )
    written = [
        *(concept_of("drug", drug, terms) for drug in line.drugs),
        *(own_concept("fact", "unmapped") | {"text": text} for text in line.unmapped),
    ]
    given = [_given(line, f"{id}-{i}", subject, concept, reason) for i, concept in enumerate(written, 1)]
    if given:
        plan["activity"] = [
            {"reference": {"reference": f"{item['resourceType']}/{item['id']}"}} for item in given
        ]
    return [add_known(plan, line), *given]


def _given(line: LineOfTherapy, id: str, subject: Json, concept: Json, reason: Json | None) -> Json:
    dated = line.on is not None or line.ended_on is not None
    resource: Json = {"resourceType": "MedicationAdministration", "id": id}
    if dated:
        resource["meta"] = {"profile": [mcode("cancer-related-medication-administration")]}
        resource["status"] = "in-progress" if line.ongoing else "completed"
    else:  # an administration needs a date, a statement does not
        resource["resourceType"] = "MedicationStatement"
        resource["status"] = "active" if line.ongoing else "completed"
    resource.update(medicationCodeableConcept=concept, subject=subject)
    if reason is not None:
        resource["statusReason"] = [reason]
    _write_intent(resource, line)
    if line.on is not None and line.ended_on is None:
        resource["effectiveDateTime"] = line.on.iso
    elif dated:
        resource["effectivePeriod"] = _period(line.on, line.ended_on)
    return resource


def _period(start: PartialDate | None, end: PartialDate | None) -> Json:
    return {name: day.iso for name, day in (("start", start), ("end", end)) if day is not None}


def _write_intent(resource: Json, line: LineOfTherapy) -> None:
    if line.intent is not None:
        standard = coding(SNOMED, INTENT_WRITTEN[line.intent])
        concept = own_concept("intent", line.intent, standard)
        resource.setdefault("extension", []).append(
            {"url": mcode("treatment-intent"), "valueCodeableConcept": concept}
        )


def _reason(line: LineOfTherapy) -> Json | None:
    if line.ended is None:
        return None
    standard = WHY_ENDED_WRITTEN.get(line.ended)
    return own_concept("why-ended", line.ended, *([coding(SNOMED, standard)] if standard else []))
