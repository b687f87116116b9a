"""What a sweep found out about a cohort, kept beside its tables: taken when it is of this very cohort, else made anew."""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa

FOLDER = "index"
_MAGIC = b"cordee-1"
_DIGEST = 16
_HEAD = len(_MAGIC) + _DIGEST + 8
_CODEC = "lz4"


class Beside:
    """Entries by name under `COHORT/index/MARK`; `mark` tells the contents of the tables and the code that reads them.

    An entry carries a checksum: one that was cut short, or that two processes wrote at once, counts as absent. Where the
    folder can't be written nothing is kept, and everything is found out again.
    """

    def __init__(self, cohort: Path, mark: str) -> None:
        self.cohort = cohort
        self.folder = cohort / FOLDER / mark
        for other in cohort.glob(f"{FOLDER}/*"):
            if other.name != mark:
                shutil.rmtree(other, ignore_errors=True)

    def read(self, name: str) -> bytes | None:
        """What is kept under `name`; None when nothing is, or nothing whole."""
        try:
            held = (self.folder / name).read_bytes()
        except OSError:
            return None
        digest, packed = held[len(_MAGIC) : len(_MAGIC) + _DIGEST], held[len(_MAGIC) + _DIGEST :]
        if not held.startswith(_MAGIC) or len(held) < _HEAD or _digest(packed) != digest:
            return None
        size = int.from_bytes(packed[:8], "little")
        whole: bytes = pa.decompress(packed[8:], size, _CODEC, asbytes=True) if size else b""
        return whole

    def write(self, name: str, content: bytes) -> None:
        """Keep `content` under `name`, whole or not at all."""
        packed = len(content).to_bytes(8, "little")
        if content:
            packed += pa.compress(content, _CODEC, asbytes=True)
        # One name for what is being written: of a process that was killed the next one writes over the remains.
        part = self.folder / f"{name}.part"
        try:
            self.folder.parent.mkdir(exist_ok=True)
            self.folder.mkdir(exist_ok=True)
            part.write_bytes(_MAGIC + _digest(packed) + packed)
            os.replace(part, self.folder / name)
        except OSError:
            return


def mark_of(*contents: bytes) -> str:
    """A name for entries made from `contents` by the code as it is."""
    digest = hashlib.blake2b(_code(), digest_size=16)
    for content in contents:
        digest.update(_digest(content))
    return digest.hexdigest()


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()


@cache
def _code() -> bytes:
    """Changes with the code that reads facts, groups people and says what a condition looks at."""
    digest = hashlib.blake2b(version("cordee").encode(), digest_size=_DIGEST)
    package = Path(__file__).parent.parent
    for room in ("case", "cohort", "criteria", "terms"):
        for file in sorted((package / room).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.digest()
