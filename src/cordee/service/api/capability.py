"""What this API can do, said honestly: nothing stands here that it does not do."""

from __future__ import annotations

from typing import Any

from cordee import __version__

_DATE = "2026-11-21"  # when this statement last changed


def capability_statement(base: str) -> dict[str, Any]:
    """The CapabilityStatement. `base` is the address of the API."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": _DATE,
        "kind": "instance",
        "software": {"name": "Cordée", "version": __version__},
        "implementation": {
            "description": "Cordée: one record shared by a person and their care team",
            "url": base,
        },
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [
            {
                "mode": "server",
                "documentation": (
                    "One person per Bundle: exactly one Patient, found by the identifier system that the key names. "
                    "A batch, too, is taken whole or not at all. POST and PUT store a resource under the id it comes with; "
                    "DELETE withdraws it, its versions stay. Conditional requests and PATCH are refused. Any resource "
                    "type is stored and given back; which of them the plan understands is in docs/fhir.md. A search that "
                    "this API does not know is refused, never ignored."
                ),
                "security": {
                    "description": (
                        "A key of the team in the header Authorization: Bearer. Every call about a person is in that "
                        "person's access log."
                    )
                },
                "interaction": [{"code": "transaction"}, {"code": "batch"}],
                "resource": [
                    {
                        "type": "Patient",
                        "interaction": [{"code": "search-type"}],
                        "searchParam": [
                            {
                                "name": "identifier",
                                "type": "token",
                                "documentation": "Only by POST Patient/_search: a record number does not belong in an address.",
                            }
                        ],
                        "operation": [
                            {
                                "name": "everything",
                                "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
                                "documentation": "The current resources, in one answer. No parameters.",
                            }
                        ],
                    }
                ],
                "searchParam": [
                    {
                        "name": "patient",
                        "type": "reference",
                        "documentation": "Needed by every search of a type; with _count and _offset.",
                    }
                ],
            }
        ],
    }
