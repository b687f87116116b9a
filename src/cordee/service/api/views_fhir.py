"""FHIR R4 in and out for hospital systems."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from cordee.service.api.capability import capability_statement
from cordee.service.api.door import WithToken, fhir_endpoint
from cordee.service.api.giving import everything, patient_by_identifier, resources_of_type
from cordee.service.api.outcome import Refused, fhir
from cordee.service.api.taking import take_bundle

_TYPE = re.compile(r"[A-Z][A-Za-z]{1,39}\Z")
_JSON = ("application/fhir+json", "application/json")
_FORM = "application/x-www-form-urlencoded"


@fhir_endpoint("GET", "HEAD")
def metadata(request: WithToken) -> HttpResponse:
    """What this API can do. Needs no key."""
    return fhir(capability_statement(_base(request)))


@fhir_endpoint("POST", scope="write")
def bundle(request: WithToken) -> HttpResponse:
    """Takes a Bundle about one person: all of it, or nothing."""
    if request.content_type not in _JSON:
        raise Refused(415, "not-supported", "Send application/fhir+json.")
    content = _content(request, settings.MAX_UPLOAD_BYTES)
    return fhir(take_bundle(token=request.token, content=content, at=request.at))


@fhir_endpoint("GET", "HEAD", scope="read")
def patient_everything(request: WithToken, patient_id: str) -> HttpResponse:
    """Everything that stands in a person's record."""
    found = everything(token=request.token, patient=patient_id, base=_base(request), at=request.at)
    return fhir(found)


@fhir_endpoint("POST", scope="read")
def patient_search(request: WithToken) -> HttpResponse:
    """A Patient by record number, which stays out of the address."""
    if request.content_type != _FORM:
        raise Refused(415, "not-supported", f"Send {_FORM}.")
    asked = QueryDict(_content(request, 10_000))
    found = patient_by_identifier(
        token=request.token, identifier=asked.get("identifier", ""), base=_base(request), at=request.at
    )
    return fhir(found)


@fhir_endpoint("GET", "HEAD", scope="read")
def resources(request: WithToken, resource_type: str) -> HttpResponse:
    """The resources of one type of a person's record."""
    if not _TYPE.match(resource_type):
        raise Refused(404, "not-supported", "No such resource type.")
    found = resources_of_type(
        token=request.token, type=resource_type, asked=request.GET, base=_base(request), at=request.at
    )
    return fhir(found)


def _content(request: HttpRequest, limit: int) -> bytes:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if announced.isdecimal() and int(announced) > limit:
        raise Refused(
            413, "too-long", f"More than {limit} bytes. Send one person at a time, or a shorter period."
        )
    content = request.read(limit + 1)
    if len(content) > limit:
        raise Refused(
            413, "too-long", f"More than {limit} bytes. Send one person at a time, or a shorter period."
        )
    return bytes(content)


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("api:bundle"))
