"""Reading requests for erasure."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from cordee.service.people.models import Person
from cordee.service.rights.models import ErasureRequest


def requests_of(person: Person) -> QuerySet[ErasureRequest]:
    """Every request of the person, the newest first."""
    return (
        ErasureRequest.objects.filter(person=person)
        .select_related("asked_by", "answered_by")
        .order_by("-asked_at")
    )


def access_request(person: Person, request_id: UUID) -> ErasureRequest:
    """The request of this person. Raises `Http404` when there is none."""
    found = requests_of(person).filter(pk=request_id).first()
    if found is None:
        raise Http404
    return found
