"""What all observations share: status, dates, code, and the frame of those we write."""

from __future__ import annotations

from cordee.case import Fact, PartialDate
from cordee.fhir.dates import date_at, start_of
from cordee.fhir.extension import add_known, own_date
from cordee.fhir.node import Json
from cordee.fhir.reasons import CANCELLED, ENTERED_IN_ERROR, NO_RESULT, UNKNOWN_STATUS
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import HL7, mcode
from cordee.fhir.trouble import Unusable

_USED = {"final", "preliminary", "amended", "corrected"}
_LEFT = {"entered-in-error": ENTERED_IN_ERROR, "cancelled": CANCELLED, "registered": NO_RESULT}


def check_status(resource: Resource) -> None:
    """Raise Unusable unless the observation has a result that stands ('preliminary' does)."""
    status = resource.text("status")
    if status in _LEFT:
        raise Unusable(_LEFT[status])
    if status not in _USED:
        raise Unusable(UNKNOWN_STATUS)


def seen_on(resource: Resource, record: Record) -> PartialDate | None:
    """When what was observed was true; the day it was issued when nothing else is said."""
    return start_of(resource, "effective", record) or date_at(resource, "issued", record)


def known_on(resource: Resource, record: Record) -> PartialDate | None:
    """When it became known, when that was later."""
    stated = own_date(resource, "known", record)
    if stated is not None:
        return stated
    on = start_of(resource, "effective", record)
    issued = date_at(resource, "issued", record)
    return issued if on is not None and issued is not None and issued.earliest > on.latest else None


def observation(
    fact: Fact,
    id: str,
    subject: Json,
    code: Json,
    *,
    profile: str | None = None,
    category: str = "laboratory",
) -> Json:
    """An Observation around `fact`: final, dated, about `subject`, still without its value."""
    resource: Json = {"resourceType": "Observation", "id": id}
    if profile is not None:
        resource["meta"] = {"profile": [mcode(profile)]}
    resource["status"] = "final"
    resource["category"] = [{"coding": [{"system": HL7 + "observation-category", "code": category}]}]
    resource.update(code=code, subject=subject)
    if fact.on is not None:
        resource["effectiveDateTime"] = fact.on.iso
    return add_known(resource, fact)
