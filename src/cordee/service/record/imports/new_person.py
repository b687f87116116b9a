"""A new person's file: typed, or opened with what a bundle tells."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cordee.service.people.circle import open_file
from cordee.service.people.memberships import add_membership
from cordee.service.people.models import Account, Person
from cordee.service.people.roles import Role
from cordee.service.record.actions import write_resources
from cordee.service.record.imports.actions import NotReady
from cordee.service.record.models import Door, Import, ImportState
from cordee.service.record.patient import patient_of


@transaction.atomic
def open_person(
    *,
    by: Account,
    role: Role,
    given_name: str,
    family_name: str,
    record_number: str,
    born: date | None,
    sex: str,
    country: str,
    language: str,
    phone: str,
    at: datetime,
    batch: Import | None = None,
) -> Person:
    """A person's file whose coordinator is `by`, who also holds `role`, with the facts of `batch` when there is one:
    all or nothing. What was typed stands over what the file says of name, birth, sex and country.

    Raises `NotReady` when `batch` is another's, has ended, or is about a person who has a file already; BadInput when
    its resources can't be read; ValueError when `by` belongs to no team.
    """
    if by.team is None:
        raise ValueError("only somebody of a team opens a file")
    person = open_file(
        team=by.team, by=by, coordinator=by, given_name=given_name, family_name=family_name,
        record_number=record_number, at=at, born=born, sex=sex, country=country, language=language, phone=phone,
    )  # fmt: skip
    if role is not Role.COORDINATOR:
        add_membership(person=person, account=by, role=role, by=by, at=at)
    bodies = [patient_of(person)]
    if batch is not None:
        found = Import.objects.select_for_update(no_key=True).get(pk=batch.pk)
        if found.by_id != by.pk or found.state != ImportState.READY or found.person_id is not None:
            raise NotReady
        staged = list(found.rows.order_by("number").values_list("body", flat=True))
        bodies = [_typed_over(b, person) if b["resourceType"] == "Patient" else b for b in staged]
        found.rows.all().delete()
        found.state, found.ended_at, found.person, found.understood = ImportState.DONE, at, person, {}
        found.save()
    write_resources(
        person=person,
        bodies=bodies,
        by=by,
        door=Door.IMPORT if batch else Door.FORM,
        at=at,
        what="open_person",
    )
    return person


def _typed_over(patient: dict[str, Any], person: Person) -> dict[str, Any]:
    typed = {
        key: value
        for key, value in patient_of(person).items()
        if key in {"name", "birthDate", "gender", "address"}
    }
    return {**patient, **typed}
