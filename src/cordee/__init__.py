"""Cordée: a plan of action made to measure, and a chain of people that never breaks.

    from datetime import date
    from cordee import make_plan, read_case

    reading = read_case("examples/ines.json", on=date(2026, 11, 20))
    plan = make_plan(reading.case, on=date(2026, 11, 20))

Names are imported when first used, so that `import cordee` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cordee.fhir.read_case import read_case
    from cordee.plan.make import make_plan

__version__ = "0.1.0"
__all__ = ["__version__", "make_plan", "read_case"]

_ROOMS = {"read_case": "cordee.fhir.read_case", "make_plan": "cordee.plan.make"}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        from importlib import import_module

        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'cordee' has no attribute '{name}'")
