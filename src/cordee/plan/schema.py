"""The plan as JSON, and its published schema."""

from __future__ import annotations

from typing import Any

import msgspec

from cordee.files.fault import BadInput
from cordee.plan.model import Plan


def plan_json(plan: Plan) -> bytes:
    """The plan as indented UTF-8 JSON, fields in the order of the model, ending with a newline."""
    return msgspec.json.format(msgspec.json.encode(plan), indent=2) + b"\n"


def read_plan(content: bytes, file: str) -> Plan:
    """A plan written by `plan_json`. Raises BadInput when it is not one."""
    try:
        return msgspec.json.decode(content, type=Plan)
    except msgspec.MsgspecError as error:
        problem, _, place = str(error).partition(" - at `$")
        where = "/" + place.rstrip("`").lstrip(".").replace(".", "/").replace("[", "/").replace("]", "")
        remedy = "`cordee plan FILE --format json` writes one."
        raise BadInput.at(file, where if place else "", f"not a plan: {problem}.", remedy) from None


def plan_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `plan_json`."""
    (schema,), components = msgspec.json.schema_components([Plan], ref_template="#/$defs/{name}")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Cordée: a plan"}
    return {**head, **schema, "$defs": components}
