"""Every table that holds something about one person, as rows of plain values.

Nothing is listed by hand: a table that leads to the person by its keys is in the copy, whichever room made it and
however new. What stays out is named here, each with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, ForeignKey, Model, Q

from cordee.service.people.models import Account, Person

_ROOMS = "cordee.service."
_FURTHEST = 3  # keys to follow from a table to the person

LEFT_OUT: dict[str, str] = {
    "people.AccessHead": "the end of the access log's chain; the log itself is in the copy",
    "people.Notice": "what accounts were told, without content: the content is in the copy",
    "record.Resource": "in the copy as FHIR, every version",
    "record.Summary": "made from the facts",
    "record.KeptReading": "made from the facts",
    "record.LastSeen": "how far each reader has read",
    "record.StagedResource": "an import nobody has confirmed",
    "plans.Revision": "in the copy as files",
    "plans.PlanStatus": "which revision stands; made from the revisions",
    "chain.Concern": "which message to the team was about which alert",
    "chain.ExpectedReport": "the timetable of check-ins; the check-ins are in the copy",
}
WITH_THE_PERSON = {
    "conversations.Thread": Q(with_person=True),
    "conversations.Message": Q(thread__with_person=True),
    "conversations.Receipt": Q(message__thread__with_person=True),
}
"""Conversations that the person takes part in: those among professionals stay among them, here as on the pages."""

_BETWEEN_PROFESSIONALS = {("people.HandoverOffer", "words")}
_SECRET = ("token", "secret", "password", "once", "lease")


def tables_of_person() -> Iterator[tuple[type[Model], str]]:
    """Each table of the copy with the way from its rows to the person (`thread__person`), by name."""
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if model.__module__.startswith(_ROOMS) and model._meta.label not in LEFT_OUT:
            path = way_to_person(model)
            if path is not None:
                yield model, path


def way_to_person(model: type[Model]) -> str | None:
    """The shortest way by keys from a table to the person; None when there is none. `pk` for the person's own table."""
    if model is Person:
        return "pk"
    reached: list[tuple[type[Model], tuple[str, ...]]] = [(model, ())]
    for _ in range(_FURTHEST):
        further: list[tuple[type[Model], tuple[str, ...]]] = []
        for there, path in reached:
            for key in _keys(there):
                target = key.related_model
                if target is Person:
                    return "__".join((*path, key.name))
                if (
                    isinstance(target, type)
                    and target is not Account
                    and target.__module__.startswith(_ROOMS)
                ):
                    further.append((target, (*path, key.name)))
        reached = further
    return None


def rows_of(model: type[Model], path: str, person: Person) -> Iterator[dict[str, Any]]:
    """The rows about the person, in the order they were made. Accounts are given by name; no secret, no bytes."""
    narrowed = WITH_THE_PERSON.get(model._meta.label, Q())
    accounts = [key.name for key in _keys(model) if key.related_model is Account]
    rows = (
        model._default_manager.filter(narrowed, **{path: person.pk}).select_related(*accounts).order_by("pk")
    )
    for row in rows.iterator(chunk_size=500):
        yield {field.name: _value(row, field) for field in model._meta.concrete_fields if _may_leave(field)}


def _keys(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]


def _may_leave(field: Any) -> bool:
    if (field.model._meta.label, field.name) in _BETWEEN_PROFESSIONALS:
        return False
    return not isinstance(field, BinaryField) and not any(word in field.name for word in _SECRET)


def _value(row: Model, field: Any) -> Any:
    if isinstance(field, ForeignKey) and field.related_model is Account:
        account = getattr(row, field.name)
        return account.full_name if account else None
    return getattr(row, field.attname)
