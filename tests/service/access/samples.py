"""Real things below a person, so that a refusal is a refusal and not a thing that is not there.

Each room says in `tests/service/<room>/access_samples.py` what stands in its addresses besides `person_id`:

    def samples(circle: Circle) -> dict[str, dict[str, object]]:
        thread = …
        return {"conversations:thread": {"thread_id": thread.id}}
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.service.conftest import Circle


def samples(circle: Circle) -> dict[str, dict[str, object]]:
    """The parameters of every address that has some, by its name."""
    found: dict[str, dict[str, object]] = {}
    for file in sorted(Path(__file__).parents[1].glob("*/access_samples.py")):
        module = import_module(f"tests.service.{file.parent.name}.access_samples")
        found |= module.samples(circle)
    return found
