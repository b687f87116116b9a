"""Answers in FHIR JSON, and what is wrong as an OperationOutcome that says where and holds no personal data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from django.http import HttpResponse

from cordee.files.fault import Fault

FHIR_JSON = "application/fhir+json; charset=utf-8"
_MOST = 100


class Refused(Exception):
    """A call that is not answered as asked: the HTTP status, FHIR's code for the issue, and one sentence."""

    def __init__(self, status: int, code: str, said: str, faults: Sequence[Fault] = ()) -> None:
        self.status, self.code, self.said, self.faults = status, code, said, tuple(faults)
        super().__init__(said)


def fhir(body: Any, status: int = 200) -> HttpResponse:
    """`body` as FHIR JSON; never kept by a cache."""
    response = HttpResponse(msgspec.json.encode(body), status=status, content_type=FHIR_JSON)
    response["Cache-Control"] = "no-store"
    return response


def refusal(refused: Refused) -> HttpResponse:
    """The refusal as an OperationOutcome: one issue, or one for each fault with its place in the input."""
    issues = [
        issue(refused.code, fault.problem, fault.where, fault.remedy) for fault in refused.faults[:_MOST]
    ]
    response = fhir(outcome(issues or [issue(refused.code, refused.said)]), refused.status)
    if refused.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="cordee"'
    if refused.status == 429:
        response["Retry-After"] = "60"
    return response


def outcome(issues: list[dict[str, Any]]) -> dict[str, Any]:
    """An OperationOutcome."""
    return {"resourceType": "OperationOutcome", "issue": issues}


def issue(code: str, said: str, where: str = "", remedy: str = "", severity: str = "error") -> dict[str, Any]:
    """One issue. `where` is a place as a `Fault` names it: a JSON pointer becomes FHIR's expression."""
    place = expression(where)
    said = said if place or not where.strip() else f"{where.strip()}: {said}"
    made: dict[str, Any] = {"severity": severity, "code": code, "diagnostics": f"{said} {remedy}".strip()}
    return {**made, "expression": [place]} if place else made


def expression(where: str) -> str:
    """`/entry/7/resource/code` as `Bundle.entry[7].resource.code`; '' for what is no pointer."""
    if not where.startswith("/"):
        return ""
    path = re.sub(r"/(\d+)", r"[\1]", where).replace("/", ".")
    return f"Bundle{path}" if path.startswith(".entry") else path.lstrip(".")
