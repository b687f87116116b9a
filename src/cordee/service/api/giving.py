"""Giving out a person's record: everything, or the resources of one type. Each look is in the person's access log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import QueryDict

from cordee.service.api.models import ApiToken
from cordee.service.api.outcome import Refused
from cordee.service.api.patients import person_by_id, person_numbered
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Person, Verb
from cordee.service.record.current import current_bundle
from cordee.service.record.models import Resource
from cordee.service.record.patient import patient_of

A_PAGE, MOST = 100, 500
_KNOWN = {"patient", "_count", "_offset", "_format"}


@transaction.atomic
def everything(*, token: ApiToken, patient: str, base: str, at: datetime) -> dict[str, Any]:
    """The person's current resources as a searchset. Raises `Refused` (404)."""
    person = person_by_id(token, patient)
    _log(token, person, at, {"type": "everything"})
    bodies = [entry["resource"] for entry in current_bundle(person)["entry"]]
    return _searchset(bodies, len(bodies), base, [])


@transaction.atomic
def resources_of_type(
    *, token: ApiToken, type: str, asked: QueryDict, base: str, at: datetime
) -> dict[str, Any]:
    """The person's current resources of a type, a page at a time. Raises `Refused`: no patient named, an unknown search."""
    unknown = sorted(set(asked) - _KNOWN)
    if unknown:
        raise Refused(
            400, "not-supported", f"Unknown search: {', '.join(name[:40] for name in unknown[:5])}."
        )
    whose = asked.get("patient")
    if not isinstance(whose, str) or not whose:
        raise Refused(400, "required", "Say whose: ?patient=…")
    person = person_by_id(token, whose)
    count, offset = _number(asked, "_count", A_PAGE), _number(asked, "_offset", 0)
    _log(token, person, at, {"type": type})
    rows = Resource.objects.filter(person=person, type=type, current=True, withdrawn=False)
    total = rows.count()
    count = min(max(count, 1), MOST)
    bodies = list(
        rows.order_by("facts_version", "logical_id").values_list("body", flat=True)[offset : offset + count]
    )
    if type == "Patient" and total == 0:
        bodies, total = [patient_of(person)], 1
    links = []
    if offset + count < total:
        search = f"{type}?patient={person.pk}&_count={count}&_offset={offset + count}"
        links = [{"relation": "next", "url": f"{base}{search}"}]
    return _searchset(bodies, total, base, links)


@transaction.atomic
def patient_by_identifier(*, token: ApiToken, identifier: str, base: str, at: datetime) -> dict[str, Any]:
    """The Patient of `system|value` as a searchset, empty when there is none. Raises `Refused` for another system."""
    system, _, number = identifier.rpartition("|")
    if not number or system != token.identifier_system:
        raise Refused(400, "value", "Search by identifier=system|value, with the system that this key names.")
    try:
        person = person_numbered(token, number)
    except Refused:
        return _searchset([], 0, base, [])
    _log(token, person, at, {"type": "Patient"})
    return _searchset([_patient_of(person)], 1, base, [])


def _patient_of(person: Person) -> dict[str, Any]:
    row = Resource.objects.filter(person=person, type="Patient", current=True, withdrawn=False).first()
    return row.body if row else patient_of(person)


def _log(token: ApiToken, person: Person, at: datetime, about: dict[str, Any]) -> None:
    log_access(
        person=person, by=None, verb=Verb.READ, what="api_read", at=at, about={"token": token.name, **about}
    )


def _number(asked: QueryDict, name: str, otherwise: int) -> int:
    said = asked.get(name, "")
    if said and (not said.isascii() or not said.isdecimal() or len(said) > 7):
        raise Refused(400, "value", f"{name} is not a number.")
    return int(said) if said else otherwise


def _searchset(
    bodies: list[dict[str, Any]], total: int, base: str, links: list[dict[str, str]]
) -> dict[str, Any]:
    entries = [
        {
            "fullUrl": f"{base}{body['resourceType']}/{body['id']}",
            "resource": body,
            "search": {"mode": "match"},
        }
        for body in bodies
    ]
    bundle: dict[str, Any] = {"resourceType": "Bundle", "type": "searchset", "total": total}
    if links:
        bundle["link"] = links
    return {**bundle, "entry": entries} if entries else bundle
