"""Reading the record that a command is about."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from cordee.case.reading import Reading
from cordee.cli.language import language
from cordee.fhir.read_case import read_case
from cordee.files.fault import BadInput


def read_for(arguments: Namespace, on: date) -> Reading:
    """The person's record from the files named, faults and all. Raises BadInput for what can't be read."""
    paths = [Path(name) for name in arguments.files]
    for path in paths:
        if not path.exists():
            raise BadInput.at(str(path), "", "no such file or folder.")
    # A fact is 'in the future' by the calendar, not by the day the plan is asked for.
    day = max(on, arguments.today)
    return read_case(
        paths[0] if len(paths) == 1 else paths, on=day, person=getattr(arguments, "person", None)
    )


def read_sound(arguments: Namespace, on: date) -> Reading:
    """As `read_for`, but a fact that could not be believed refuses the whole: nothing is built on a faulty record."""
    reading = read_for(arguments, on)
    if reading.faults and not getattr(arguments, "despite_faults", False):
        kept = sum(1 for _ in reading.case.facts())
        for fault in reading.faults:
            print(f"cordee: {fault.line(language(arguments))}", file=sys.stderr)
        files = " ".join(arguments.files)
        print(
            f"  The other {kept} facts were read. Nothing was written. `cordee read {files}` shows them; "
            "`--despite-faults` goes on without the facts above.",
            file=sys.stderr,
        )
        raise SystemExit(2)
    return reading
