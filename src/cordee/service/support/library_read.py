"""Reading the library's files into their structs, every fault with its file and line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from cordee.files.fault import BadInput, Fault
from cordee.files.located_yaml import Located, Pointer, read_located
from cordee.knowledge.source import KnowledgeSource
from cordee.service.support.library_entries import Entry

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


def read_sources(path: Path, faults: list[Fault]) -> dict[str, KnowledgeSource]:
    """The sources by their key. What is wrong is added to `faults`."""
    document = _document(path, dict, faults)
    if document is None:
        return {}
    read = {k: _convert(document, (k,), v, KnowledgeSource, faults) for k, v in document.value.items()}
    return {k: source for k, source in read.items() if source is not None}


def read_list(path: Path, shape: type[E], faults: list[Fault]) -> tuple[E, ...]:
    """The entries of a file that is a list. What is wrong is added to `faults`."""
    document = _document(path, list, faults)
    if document is None:
        return ()
    read = (_convert(document, (i,), item, shape, faults) for i, item in enumerate(document.value))
    return tuple(entry for entry in read if entry is not None)


def read_each(folder: Path, shape: type[E], faults: list[Fault]) -> tuple[E, ...]:
    """One entry a file, in the order of the file names. What is wrong is added to `faults`."""
    found: list[E] = []
    for path in sorted(folder.glob("*.yaml")):
        document = _document(path, dict, faults)
        entry = None if document is None else _convert(document, (), document.value, shape, faults)
        if entry is not None:
            found.append(entry)
    return tuple(found)


def _document(path: Path, expected: type[Any], faults: list[Fault]) -> Located | None:
    file = f"{path.parent.name}/{path.name}"
    try:
        document = read_located(path.read_text(encoding="utf-8"), file)
        if not isinstance(document.value, expected):
            raise document.fault((), f"expected a {'mapping' if expected is dict else 'list'}.")
    except OSError:
        faults.append(Fault(file=file, where="", problem="this file is missing or can't be read."))
    except BadInput as bad:
        faults.extend(bad.faults)
    else:
        return document
    return None


def _convert(document: Located, at: Pointer, value: Any, shape: type[T], faults: list[Fault]) -> T | None:
    try:
        return msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `$")
        pointer = (*at, *_pointer(place.rstrip("`")))
        name = f"{value['id']}: " if isinstance(value, dict) and "id" in value else ""
        faults.extend(document.fault(pointer, f"{name}{problem}.").faults)
        return None


def _pointer(place: str) -> Pointer:
    steps = re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", place)
    return tuple(name if name else int(index) if index.isdigit() else index for name, index in steps)
