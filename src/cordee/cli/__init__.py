"""The command line: thin. Parsing here, each command one call into a room below, imported only when it runs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes: 0 done, 1 the answer is 'no' (a check failed), 2 the input can't be used."""
    from cordee.cli.parser import parser

    gc.set_threshold(
        100_000
    )  # a command is short: looking for cycles while it starts costs more than it frees
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our pipe has gone (`cordee … | head`): nothing left to say
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from cordee.files.fault import BadInput

        if not isinstance(error, BadInput):
            raise
        from cordee.cli.language import language

        try:
            lang = language(arguments)
        except BadInput:  # the fault is the language itself
            lang = "en"
        for fault in error.faults:
            print(f"cordee: {fault.line(lang)}", file=sys.stderr)
        return 2
