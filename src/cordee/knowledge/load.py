"""Reading the knowledge files. Faults name file and line; the result is cached compiled."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from cordee.criteria import parse
from cordee.criteria.tree import written
from cordee.files.compiled import compiled
from cordee.files.fault import BadInput, Fault
from cordee.files.located_yaml import Located, Pointer, read_located
from cordee.knowledge.pack import Knowledge, Pack
from cordee.terms import Terms, load_terms

DATA = Path(__file__).parent / "data"
SECTIONS = ("options", "exceptions", "triggers", "red_flags", "support", "questions")


class _Compiled(msgspec.Struct):
    packs: tuple[Pack, ...]
    version: str


@cache
def load_knowledge() -> Knowledge:
    """The knowledge that ships with Cordée. Raises BadInput with every fault found."""
    terms_folder = Path(__file__).parent.parent / "terms" / "data"
    sources = [*DATA.glob("*.yaml"), *terms_folder.glob("*.yaml")]
    read = compiled("knowledge", sources, _Compiled, lambda: _compile(DATA, load_terms()))
    return Knowledge(read.packs, read.version)


def read_knowledge(folder: Path, terms: Terms) -> Knowledge:
    """The knowledge in `folder`, as for a team's own files. Raises BadInput with every fault found."""
    read = _compile(folder, terms)
    return Knowledge(read.packs, read.version)


def _compile(folder: Path, terms: Terms) -> _Compiled:
    faults: list[Fault] = []
    packs: list[Pack] = []
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        digest.update(text.encode())
        try:
            packs.append(read_pack(text, path.name, terms))
        except BadInput as bad:
            faults.extend(bad.faults)
    if faults:
        raise BadInput(faults)
    return _Compiled(tuple(packs), digest.hexdigest()[:12])


def read_pack(text: str, file: str, terms: Terms) -> Pack:
    """One knowledge file. Raises BadInput with every fault found."""
    document = read_located(text, file)
    if not isinstance(document.value, dict):
        raise document.fault((), "expected a mapping with pack, sources and entries.")
    faults: list[Fault] = []
    raw = {**document.value}
    for section in SECTIONS:
        if section in raw:
            raw[section] = [
                _with_conditions(document, (section, i), item, terms, faults)
                for i, item in enumerate(raw[section] or [])
            ]
    if faults:
        raise BadInput(faults)
    try:
        return msgspec.convert(raw, Pack)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `$")
        pointer = _pointer(place.rstrip("`"))
        raise document.fault(pointer, f"{_named(document, pointer)}{problem}.") from None


def _with_conditions(
    document: Located, pointer: Pointer, item: Any, terms: Terms, faults: list[Fault]
) -> Any:
    """`item` with its conditions parsed and put back as the tagged data their structs decode from."""
    if not isinstance(item, dict):
        faults.extend(document.fault(pointer, "expected a mapping.").faults)
        return item
    changed = dict(item)
    try:
        if "when" in item:
            changed["when"] = written(parse(document, (*pointer, "when"), terms))
    except BadInput as bad:
        faults.extend(bad.faults)
    cautions = item.get("cautions")
    if isinstance(cautions, list):
        changed["cautions"] = [
            _with_conditions(document, (*pointer, "cautions", i), c, terms, faults)
            for i, c in enumerate(cautions)
        ]
    return changed


def _pointer(place: str) -> Pointer:
    steps: list[str | int] = []
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", place):
        steps.append(name if name else int(index) if index.isdigit() else index)
    return tuple(steps)


def _named(document: Located, pointer: Pointer) -> str:
    """The id of the entry that `pointer` is in, to help a reader find it."""
    value = document.value
    for step in pointer[:2]:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return f"{value['id']}: " if isinstance(value, dict) and "id" in value else ""
