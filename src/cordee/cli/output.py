"""Where a command's result goes: the terminal, or a file written whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

from cordee.files.fault import BadInput
from cordee.files.whole_write import write_whole


def put(content: bytes, out: str | None) -> None:
    """Write to `out`, or to standard output when it is None or '-'. Raises BadInput when `out` can't be written."""
    if out is None or out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    try:
        write_whole(path, content)
    except OSError as error:
        raise BadInput.at(out, "", f"can't be written: {error.strerror}. Nothing was written.") from None


def colour() -> bool:
    """Whether standard output is a terminal that shows colour (https://no-color.org is honoured)."""
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns of the terminal, at most 100; 80 when the output is piped."""
    import shutil

    return min(100, max(40, shutil.get_terminal_size((80, 24)).columns)) if sys.stdout.isatty() else 80
