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
        raise BadInput.at(
            file, _pointer(content, place.rstrip("`")), f"not a plan: {problem}.", _REMEDY
        ) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadInput.at(file, "", f"not a plan: {error}.", _REMEDY) from None
    except RecursionError:
        raise BadInput.at(file, "", "not a plan: nested too deeply.", _REMEDY) from None


_REMEDY = "`cordee plan FILE --format json` writes one."
_STEP = re.compile(r"\.(\w+)|\[(\.\.\.)\]|\[(\d+)\]")


def _pointer(content: bytes, place: str) -> str:
    """The JSON pointer of a place such as `.options[...].aim`. The decoder does not say which element of a list it
    was: it is the first one that a plan with no other element of that list fails on in the same place."""
    try:
        document = msgspec.json.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""  # not even JSON beyond the place where it stopped being a plan
    steps: list[str] = []
    value = document
    for name, any_of, index in _STEP.findall(place):
        if any_of:
            index = str(_first_fault(document, value, place))
        steps.append(name or index)
        value = value[name] if name else value[int(index)]
    return "".join(f"/{step}" for step in steps)


def _first_fault(document: Any, elements: list[Any], place: str) -> int:
    kept = list(elements)
    for i, element in enumerate(kept):
        elements[:] = [element]
        try:
            msgspec.convert(document, Plan)
        except msgspec.ValidationError as error:
            if str(error).endswith(f"`${place}`"):
                return i
        finally:
            elements[:] = kept
    return 0


def plan_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `plan_json`."""
    (schema,), components = msgspec.json.schema_components([Plan], ref_template="#/$defs/{name}")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Cordée: a plan"}
    return {**head, **schema, "$defs": components}
