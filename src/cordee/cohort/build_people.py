"""The second pass: the people of one bucket, read one after the other by the reader that reads everything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from cordee.case import Case
from cordee.case.reading import Reading
from cordee.cohort.build_split import Kept
from cordee.cohort.build_whose import stated
from cordee.fhir.bundle import resources_of
from cordee.fhir.json_input import decode
from cordee.fhir.records import read_resources
from cordee.fhir.resource import Resource
from cordee.files.fault import BadInput, Fault
from cordee.terms import Terms

_TO_SHARED = re.compile(rb'"reference"\s*:\s*"([^"]*Medication/[^"]+)"')


class PersonFault(msgspec.Struct, frozen=True):
    """One thing wrong with one person's record. `kept`: the person is in the cohort without that fact; otherwise the
    whole record was refused, and they are not in it. `person` is their id as given."""

    person: str
    kept: bool
    fault: Fault


class Read(msgspec.Struct, frozen=True):
    """What came of one person's lines: their case when they are kept, and what was wrong. `died`: said to have died, without
    a day, which a case can't hold."""

    person: str
    case: Case | None
    faults: tuple[PersonFault, ...]
    resources: int
    unused: int
    died: bool = False


class Places:
    """Names the line of a file that an entry came from. `files` by unit; `before`: lines of the same file in earlier
    units."""

    def __init__(self, files: Sequence[str], before: Sequence[int]) -> None:
        self.files = files
        self.before = before

    def of(self, entry: Kept) -> tuple[str, str]:
        """File and 'line n '."""
        return self.files[entry.unit], f"line {self.before[entry.unit] + entry.line} "


def people_of(
    entries: Iterable[Kept], shared: dict[str, Kept], places: Places, terms: Terms, today: date
) -> Iterator[Read]:
    """Everybody whose lines are among `entries`, in order of their keys. `shared` holds, by reference, the resources
    about nobody that others point to."""
    together: dict[bytes, list[Kept]] = {}
    for entry in entries:
        together.setdefault(entry.key, []).append(entry)
    for key in sorted(together):
        lines = together.pop(key)
        yield _person([*lines, *_pointed_to(lines, shared)], places, terms, today)


def by_reference(entries: Iterable[Kept]) -> dict[str, Kept]:
    """Shared resources by how they are pointed to: `Medication/12`."""
    found: dict[str, Kept] = {}
    for entry in entries:
        id = _HEAD.decode(entry.content).id
        if id:
            found.setdefault(f"Medication/{id}", entry)
    return found


class _Head(msgspec.Struct):
    id: str | None = None


_HEAD = msgspec.json.Decoder(_Head)


def _pointed_to(lines: list[Kept], shared: dict[str, Kept]) -> list[Kept]:
    if not shared:
        return []
    named: dict[str, Kept] = {}
    for line in lines:
        for reference in _TO_SHARED.findall(line.content):
            plain = "/".join(reference.decode().partition("/_history/")[0].split("/")[-2:])
            if plain in shared:
                named[plain] = shared[plain]
    return list(named.values())


def _person(lines: list[Kept], places: Places, terms: Terms, today: date) -> Read:
    resources: list[Resource] = []
    faults: list[Fault] = []
    for line in lines:
        file, where = places.of(line)
        try:
            resources.extend(resources_of(decode(line.content, file, where.strip()), file, where))
        except BadInput as refused:
            faults.extend(refused.faults)
    ids = [r.id for r in resources if r.type == "Patient" and r.holder is None]
    id = next((id for id in (*ids, *(stated(r.value) for r in resources)) if id), "")
    try:
        (reading,) = read_resources(resources, terms, today=today, file=places.of(lines[0])[0])
    except (BadInput, RecursionError) as refused:
        why = refused.faults if isinstance(refused, BadInput) else (_too_deep(places.of(lines[0])),)
        told = [PersonFault(id, False, fault) for fault in (*faults, *why)]
        return Read(id, None, tuple(told), len(resources), 0)
    told = [PersonFault(id, True, fault) for fault in (*faults, *reading.faults)]
    return Read(
        id, reading.case, tuple(told), reading.resources, len(reading.unused), died_without_day(reading)
    )


def died_without_day(reading: Reading) -> bool:
    """Whether the record says that the person died, and not when."""
    return bool(reading.case.person.dead)


def _too_deep(place: tuple[str, str]) -> Fault:
    return Fault(file=place[0], where=place[1].strip(), problem="nested too deeply to be read.")
