"""Data files are written for people (YAML, slow to read) and used by a program (MessagePack, fast): this keeps
the second beside the first, so that a command starts in milliseconds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from cordee.files.home import cache_folder
from cordee.files.whole_write import write_whole

T = TypeVar("T")


def compiled(name: str, sources: Iterable[Path], shape: type[T], build: Callable[[], T]) -> T:
    """What `build()` returns, from the cache when no source changed (path, size, time of change) since it was kept.

    A cache that can't be read or written is passed over: it only ever costs time. `shape` is the msgspec type.
    """
    stamp = hashlib.sha256(_code_stamp().encode())
    for source in sorted(sources):
        status = os.stat(source)
        stamp.update(f"{source}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    kept = cache_folder() / f"{name}-{stamp.hexdigest()[:24]}.msgpack"
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.msgpack.decode(kept.read_bytes(), type=shape)
    built: Any = build()
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        for old in kept.parent.glob(f"{name}-*.msgpack"):
            old.unlink(missing_ok=True)
        write_whole(kept, msgspec.msgpack.encode(built))
    return built  # type: ignore[no-any-return]


def _code_stamp() -> str:
    """Changes whenever the code that shapes the cached values may have changed."""
    package = Path(__file__).parent.parent
    rooms = ("terms", "criteria", "criteria/leaves", "knowledge")
    newest = max((os.stat(f).st_mtime_ns for room in rooms for f in (package / room).glob("*.py")), default=0)
    return f"{msgspec.__version__}:{newest}"
