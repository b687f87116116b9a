"""The records of the demo's people: the examples of the repository, which ship with the package."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from cordee.files.fault import BadInput
from cordee.service.project.demo.dates import WRITTEN_FOR, moved

FOLDER = Path(__file__).parent / "people"
FIRST = "colorectal-kras-g12c"
"""The person whose circle has a sign-in for each role."""


def bundles(today: date) -> list[tuple[str, list[dict[str, Any]]]]:
    """(slug, resources) of each person, the first one first, their dates moved so that the story ends at `today`.

    References by the address a resource has in its bundle become references by type and id. Raises BadInput when the
    examples are not there.
    """
    files = sorted(FOLDER.glob("*.json"), key=lambda file: (file.stem != FIRST, file.stem))
    if not files:
        raise BadInput.at(str(FOLDER), "", "holds no example: the demo needs them. Install Cordée again.")
    return [(file.stem, _resources(file, today)) for file in files]


def _resources(file: Path, today: date) -> list[dict[str, Any]]:
    bundle = msgspec.json.decode(file.read_bytes())
    entries = bundle["entry"]
    named = {
        entry["fullUrl"]: f"{entry['resource']['resourceType']}/{entry['resource']['id']}"
        for entry in entries
        if entry.get("fullUrl")
    }
    by = today - WRITTEN_FOR
    return [_referring(moved(entry["resource"], by), named) for entry in entries]


def _referring(value: Any, named: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            key: named.get(held, held)
            if key == "reference" and isinstance(held, str)
            else _referring(held, named)
            for key, held in value.items()
        }
    return [_referring(item, named) for item in value] if isinstance(value, list) else value
