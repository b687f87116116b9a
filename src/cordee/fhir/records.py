"""Reading FHIR input from a path: a bundle, a single resource, an NDJSON file, a folder of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from cordee.case.reading import Reading, Unused
from cordee.fhir import fault_words as w
from cordee.fhir.bundle import deleted_in, resources_of
from cordee.fhir.index import Index
from cordee.fhir.json_input import read_json, read_lines
from cordee.fhir.people import Share, by_person
from cordee.fhir.reader import read_share
from cordee.fhir.reasons import NOT_A_FHIR_FILE
from cordee.fhir.resource import Resource
from cordee.files.fault import BadInput
from cordee.terms import Terms, Words

_NDJSON = {".ndjson", ".jsonl"}
_MAX_NAMED = 20


def read_record(
    path: Path | Sequence[Path], terms: Terms, *, today: date, person: str | None = None
) -> Reading:
    """The reading of one person. `person` is a Patient's id: needed when the input holds several.

    Raises BadInput: not JSON, cut short, not UTF-8, too big, too deep; not FHIR R4, no Patient; two resources under one
    id, references in a circle; several people and none chosen. Faults of single facts are in the reading.
    """
    file, index, shares, left = _open(path)
    if person is not None:
        chosen = [share for share in shares if share.patient.id == person]
        if not chosen:
            raise BadInput.at(file, "", w.NO_SUCH_PATIENT.filled(choose=_choose(shares)))
        shares = chosen
    if len(shares) > 1:
        raise BadInput.at(file, "", w.SEVERAL_PEOPLE.filled(n=len(shares), choose=_choose(shares)))
    return _with(read_share(shares[0], index, terms, today), left)


def read_records(path: Path | Sequence[Path], terms: Terms, *, today: date) -> tuple[Reading, ...]:
    """One reading per person, in input order. Raises BadInput as `read_record` does, but for several people."""
    _, index, shares, left = _open(path)
    return tuple(_with(read_share(share, index, terms, today), left) for share in shares)


def read_resources(
    resources: Iterable[Resource], terms: Terms, *, today: date, file: str = ""
) -> tuple[Reading, ...]:
    """One reading per person among `resources`, wherever these came from. `file` is what a refusal names.
    Raises BadInput as `read_records` does."""
    index = Index(resources)
    return tuple(read_share(share, index, terms, today) for share in by_person(index, file))


def _open(path: Path | Sequence[Path]) -> tuple[str, Index, list[Share], list[Unused]]:
    paths = [path] if isinstance(path, Path) else list(path)
    file = ", ".join(map(str, paths))
    left: list[Unused] = []
    deleted: list[str] = []
    try:
        index = Index([r for p in paths for r in _resources(p, left, deleted)], deleted)
        return file, index, by_person(index, file), left
    except RecursionError:
        raise BadInput.at(file, "", w.TOO_DEEP) from None


def _resources(path: Path, left: list[Unused], deleted: list[str]) -> Iterator[Resource]:
    if path.is_dir():
        for child in sorted(path.rglob("*")):
            if child.is_dir() or child.name.startswith("."):
                continue
            if child.suffix.lower() in {".json", *_NDJSON}:
                yield from _resources(child, left, deleted)
            else:
                left.append(Unused(child.name, NOT_A_FHIR_FILE))
    elif path.suffix.lower() in _NDJSON:
        for number, document in read_lines(path):
            yield from resources_of(document, str(path), f"line {number} ")
    else:
        document = read_json(path)
        deleted.extend(deleted_in(document))
        yield from resources_of(document, str(path))


def _choose(shares: Sequence[Share]) -> Words:
    ids = [share.patient.id for share in shares if share.patient.id]
    more = w.AND_MORE.filled(n=len(ids) - _MAX_NAMED) if len(ids) > _MAX_NAMED else ""
    return w.CHOOSE_ONE.filled(ids=", ".join(ids[:_MAX_NAMED]), more=more)


def _with(reading: Reading, left: Sequence[Unused]) -> Reading:
    return msgspec.structs.replace(reading, unused=(*reading.unused, *left)) if left else reading
