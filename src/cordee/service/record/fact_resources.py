"""One fact as the resources that say it, under ids of its own."""

from __future__ import annotations

from typing import Any

import msgspec

from cordee.case import Case, Fact, Person
from cordee.case.kinds import FIELD_OF
from cordee.fhir.write import write_bundle
from cordee.terms import Terms


def resources_of_fact(fact: Fact, terms: Terms, *, patient: str, logical_id: str) -> list[dict[str, Any]]:
    """The resources of `fact`, the one it will be read back from first. That one is called `logical_id`; the others
    (a line's medicines, a tumour's stage) begin with it. `patient` is the Patient's id."""
    case = msgspec.structs.replace(Case(person=Person()), **{FIELD_OF[type(fact)]: (fact,)})
    entries = write_bundle(case, terms, person=patient)["entry"]
    written = [entry["resource"] for entry in entries if entry["resource"]["resourceType"] != "Patient"]
    stem = written[0]["id"]
    renamed = {
        f"{body['resourceType']}/{body['id']}": logical_id + body["id"].removeprefix(stem) for body in written
    }
    return [_renamed(body, renamed) for body in written]


def _renamed(body: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    own = ids[f"{body['resourceType']}/{body['id']}"]
    return {**_followed(body, ids), "id": own}


def _followed(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            key: f"{item.partition('/')[0]}/{ids[item]}"
            if key == "reference" and isinstance(item, str) and item in ids
            else _followed(item, ids)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_followed(item, ids) for item in value]
    return value
