"""The plan as JSON, and its published schema."""

from __future__ import annotations

import re
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
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `$")
        raise BadInput.at(file, _pointer(place), f"not a plan: {problem}.", _REMEDY) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadInput.at(file, "", f"not a plan: {error}.", _REMEDY) from None
    except RecursionError:
        raise BadInput.at(file, "", "not a plan: nested too deeply.", _REMEDY) from None


_REMEDY = "`cordee plan FILE --format json` writes one."
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")


def _pointer(place: str) -> str:
    """The JSON pointer of a decoder's place: '/options/3/aim' for '.options[3].aim'."""
    return "".join(f"/{name or index}" for name, index in _STEP.findall(place))


def plan_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `plan_json`."""
    (schema,), components = msgspec.json.schema_components([Plan], ref_template="#/$defs/{name}")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Cordée: a plan"}
    return {**head, **schema, "$defs": components}
