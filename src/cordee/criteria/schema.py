"""The JSON Schema of the language, made from the same fields that read it."""

from __future__ import annotations

from typing import Any

from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import LEAVES


def criteria_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one condition."""
    condition = {"$ref": "#/$defs/condition"}
    parts = {"type": "array", "items": condition}
    forms: list[dict[str, Any]] = [_single(key, parts) for key in ("all", "any", "none")]
    counted = {
        "type": "object",
        "properties": {"count": {"type": "integer", "minimum": 1}, "of": parts},
        "required": ["count", "of"],
        "additionalProperties": False,
    }
    forms.append(_single("at_least", counted))
    forms.extend(
        _single(family.KEY, _leaf_schema(family), (family.__doc__ or "").splitlines()[0])
        for family in LEAVES.values()
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Cordée: a condition",
        "$ref": "#/$defs/condition",
        "$defs": {"condition": {"oneOf": forms}},
    }


def _single(key: str, body: dict[str, Any], description: str = "") -> dict[str, Any]:
    schema = {"type": "object", "properties": {key: body}, "required": [key], "additionalProperties": False}
    return {**schema, "description": description} if description else schema


def _leaf_schema(family: type[Leaf]) -> dict[str, Any]:
    properties = {key: field.schema for key, field in family.FIELDS.items()}
    full: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if family.ONE_OF:
        full["anyOf"] = [{"required": [key]} for key in family.ONE_OF]
    if family.SHORT is None:
        return full
    return {"anyOf": [family.FIELDS[family.SHORT].schema, full]}
