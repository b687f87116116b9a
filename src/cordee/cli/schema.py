"""`cordee schema`: the published JSON Schemas."""

from __future__ import annotations

from argparse import Namespace

import msgspec

from cordee.cli.output import put


def schema(arguments: Namespace) -> int:
    """Print the schema of a plan or of a condition."""
    if arguments.of == "plan":
        from cordee.plan.schema import plan_schema

        made = plan_schema()
    else:
        from cordee.criteria.schema import criteria_schema

        made = criteria_schema()
    put(msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n", None)
    return 0
