"""The first pass over a bulk export: each line goes to the bucket of the person it is about.

Buckets hold the lines as they came; nothing but the type and the subject is looked at. A unit of input leaves one or
more pieces, each a file of buckets one after the other, and a table that says where each begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cordee.cohort.build_input import Unit, lines_of
from cordee.cohort.build_whose import READ, SHARED, key_of, whose
from cordee.fhir.json_input import MAX_BYTES
from cordee.files.fault import BadInput, Fault
from cordee.files.whole_write import write_whole

PIECE_BYTES = 64 * 2**20
"""How much one process holds before it writes a piece."""


class Split(msgspec.Struct, frozen=True):
    """What came of one unit. `pieces`: name of each piece and where its buckets begin, one more than there are buckets.
    `lines` counts those of the unit, `types` its resources; `nobody` those that name no person by a reference."""

    pieces: tuple[tuple[str, tuple[int, ...]], ...]
    lines: int
    types: dict[str, int]
    nobody: int
    faults: tuple[Fault, ...]


class Kept(msgspec.Struct, frozen=True):
    """A line in its bucket: the key of its person, the unit and the line it came from, its content."""

    key: bytes
    unit: int
    line: int
    content: bytes


def split(export: Path, unit: Unit, buckets: int, folder: Path) -> Split:
    """Sort the lines of `unit` into `buckets` and one more, for what serves everybody. Leaves `<unit>.json` in `folder`
    last of all: it is there when the unit is done. Raises BadInput for a file that can't be read to its end."""
    held: list[list[bytes]] = [[] for _ in range(buckets + 1)]
    pieces: list[tuple[str, tuple[int, ...]]] = []
    types: Counter[str] = Counter()
    faults: list[Fault] = []
    size = lines = nobody = 0
    for line in lines_of(export, unit):
        lines = line.number
        if line.content is None:
            faults.append(_too_long(unit, line.number))
            continue
        try:
            about = whose(line.content, unit.file, f"line {line.number}")
        except BadInput as refused:
            faults.extend(refused.faults)
            continue
        types[about.type if about.type.isalnum() else "?"] += 1
        if about.type not in READ:
            continue
        if not about.person and about.type != SHARED:
            nobody += 1
            continue
        key = key_of(about.person)
        bucket = buckets if about.type == SHARED else int(key[:8], 16) % buckets
        entry = b"%b %d %d %b\n" % (key, unit.number, line.number, line.content.strip())
        held[bucket].append(entry)
        size += len(entry)
        if size >= PIECE_BYTES:
            pieces.append(_write(held, folder, f"{unit.number:06}-{len(pieces):03}"))
            held, size = [[] for _ in range(buckets + 1)], 0
    if size:
        pieces.append(_write(held, folder, f"{unit.number:06}-{len(pieces):03}"))
    done = Split(tuple(pieces), lines, dict(types), nobody, tuple(faults))
    write_whole(folder / f"{unit.number:06}.json", msgspec.json.encode(done))
    return done


def bucket_of(folder: Path, splits: list[Split], bucket: int) -> Iterator[Kept]:
    """The lines of one bucket, in the order of the input."""
    for done in splits:
        for name, starts in done.pieces:
            begin, end = starts[bucket], starts[bucket + 1]
            if begin == end:
                continue
            with (folder / name).open("rb") as piece:
                piece.seek(begin)
                content = piece.read(end - begin)
            for entry in content.split(b"\n")[:-1]:
                key, unit, line, kept = entry.split(b" ", 3)
                yield Kept(key, int(unit), int(line), kept)


def _write(held: list[list[bytes]], folder: Path, name: str) -> tuple[str, tuple[int, ...]]:
    starts = [0]
    for entries in held:
        starts.append(starts[-1] + sum(map(len, entries)))
    write_whole(folder / name, b"".join(entry for entries in held for entry in entries))
    return name, tuple(starts)


def _too_long(unit: Unit, line: int) -> Fault:
    return Fault(
        file=unit.file,
        where=f"line {line}",
        problem=f"more than the {MAX_BYTES // 2**20} MiB that one resource may have.",
        remedy="Expected one resource a line.",
    )
