"""CareTeam ⇄ the people around the person."""

from __future__ import annotations

from cordee.case import TeamMember
from cordee.fhir.coding import concept_of, find, own_code
from cordee.fhir.dates import date_at
from cordee.fhir.extension import add_known, own_date
from cordee.fhir.node import Json, Node
from cordee.fhir.patient import name_of
from cordee.fhir.reasons import ENTERED_IN_ERROR, NO_NAME, NO_RESULT, UNKNOWN_WORD
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.trouble import Unusable
from cordee.terms import Terms


def read_care_team(resource: Resource, record: Record) -> list[TeamMember]:
    """The members who have a name and a role that terms know."""
    if resource.text("status") in {"entered-in-error", "proposed"}:
        raise Unusable(ENTERED_IN_ERROR)
    members = []
    for participant in resource.children("participant"):
        role, guess = _role(participant, record.terms)
        member = participant.child("member")
        target = record.target(member, resource)
        name = (member.text("display") if member is not None else None) or (
            name_of(target) if target else None
        )
        if role is None or name is None:
            record.leave(resource, UNKNOWN_WORD if name is not None else NO_NAME)
            continue
        period = participant.child("period")
        members.append(
            TeamMember(
                name=name,
                role=role,
                phone=_phone(target),
                on=date_at(period, "start", record) if period is not None else None,
                known=own_date(participant, "known", record),
                source=resource.source(guess),
            )
        )
    if not resource.value.get("participant"):
        raise Unusable(NO_RESULT)
    return members


def _role(participant: Node, terms: Terms) -> tuple[str | None, str | None]:
    for concept in participant.children("role"):
        own = own_code(concept, "role")
        if own is not None:
            return own, None
        found = find(concept, "role", terms)
        if found is not None:
            return found.term.id, found.guess
    return None, None


def _phone(target: Node | None) -> str | None:
    if target is None:
        return None
    for contact in target.children("telecom"):
        if contact.text("system") == "phone" and (phone := contact.text("value")):
            return phone
    return None


def write_care_team(team: tuple[TeamMember, ...], id: str, subject: Json, terms: Terms) -> Json:
    """One CareTeam for all; those who have a telephone are contained, so that it has its place."""
    contained: list[Json] = []
    participants = []
    for i, member in enumerate(team, 1):
        who: Json = {"display": member.name}
        if member.phone is not None:
            person = {"resourceType": "Practitioner", "id": f"member-{i}", "name": [{"text": member.name}]}
            contained.append(person | {"telecom": [{"system": "phone", "value": member.phone}]})
            who["reference"] = f"#member-{i}"
        participant: Json = {"role": [concept_of("role", member.role, terms)], "member": who}
        if member.on is not None:
            participant["period"] = {"start": member.on.iso}
        participants.append(add_known(participant, member))
    resource: Json = {"resourceType": "CareTeam", "id": id}
    if contained:
        resource["contained"] = contained
    return resource | {"status": "active", "subject": subject, "participant": participants}
