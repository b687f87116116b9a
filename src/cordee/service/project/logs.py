"""Log lines without personal data: what happened and where in the code, never with which values.

Messages of libraries carry addresses of pages (an invitation's holds its key), values that broke a constraint, e-mail
addresses. So a line gives the message as its author wrote it, with `…` in the place of every value; an exception gives its
kinds and the places it went through. Our own loggers (`cordee.…`) may say numbers and the names of steps.
"""

from __future__ import annotations

import logging
import re
import time
from types import TracebackType

_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0-9. +]*[sdrifgxXc]")
_OURS = "cordee"


class WithoutValues(logging.Formatter):
    """`2026-11-20T09:30:00Z WARNING django.request Not Found: … (404)`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and one more for each place an exception went through."""
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        said = _PLACEHOLDER.sub("…", str(record.msg))
        if record.name == _OURS or record.name.startswith(_OURS + "."):
            said = _numbers_kept(record)
        line = f"{when} {record.levelname} {record.name} {said}{_request(record)}"
        if record.exc_info and record.exc_info[1] is not None:
            line += "".join(f"\n  {place}" for place in places(record.exc_info[1]))
        return line.replace("\r", " ")


def _request(record: logging.LogRecord) -> str:
    """Which page by its name in the code, never its address; and the status of the answer."""
    request, status = getattr(record, "request", None), getattr(record, "status_code", None)
    view = getattr(getattr(request, "resolver_match", None), "view_name", None)
    parts = [getattr(request, "method", None), view, str(status) if status else None]
    told = " ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def _numbers_kept(record: logging.LogRecord) -> str:
    """Our own message with its numbers and booleans; any other value is left out all the same."""
    if not isinstance(record.args, tuple):
        return _PLACEHOLDER.sub("…", str(record.msg))
    kept = iter([str(value) if isinstance(value, int | float) else "…" for value in record.args])
    return _PLACEHOLDER.sub(lambda _: next(kept, "…"), str(record.msg))


def places(error: BaseException) -> list[str]:
    """The kind of `error`, what caused it, and file, line and function of each place, without any message."""
    told: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        told.append(f"{type(current).__module__}.{type(current).__qualname__}")
        told += [f"  {place}" for place in _walked(current.__traceback__)]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return told


def _walked(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        module = trace.tb_frame.f_globals.get("__name__", "?")
        found.append(f"{module}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[-12:]
