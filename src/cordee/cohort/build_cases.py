"""A cohort from cases: a folder of hand-written YAML and FHIR files, one or more people each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from cordee.case import Case
from cordee.case.reading import Reading
from cordee.cohort.build_people import PersonFault, died_without_day
from cordee.cohort.build_report import Report, Step, Tell, deaths
from cordee.cohort.build_workers import cores, run_all
from cordee.cohort.cohort import Cohort
from cordee.fhir import read_records
from cordee.fhir.read_case import read_case
from cordee.files.fault import BadInput, Fault
from cordee.terms import Words, load_terms

ENDINGS = (".yaml", ".yml", ".json", ".ndjson", ".jsonl")
_YAML = (".yaml", ".yml")
_READING = Words("lecture des dossiers", "reading cases")
_FILES = Words("fichiers", "files")
_IN_THIS_PROCESS = 64  # files: fewer are read before other processes would have started


class CaseTask(msgspec.Struct, frozen=True):
    """Read the people of `file`, which is called `name`. Nothing dated after `today` is believed."""

    file: Path
    name: str
    today: date


class CasesRead(msgspec.Struct, frozen=True):
    """What one file held: (id, case) pairs, faults, how many resources; `died`: who died, without a day."""

    people: tuple[tuple[str, Case], ...]
    faults: tuple[PersonFault, ...]
    resources: int
    unused: int
    died: int = 0


def case_files(path: Path) -> list[Path]:
    """The files of cases at `path`. Raises BadInput when there is none."""
    if not path.exists():
        raise BadInput.at(str(path), "", "no such file or folder.")
    if path.is_file():
        return [path]
    found = sorted(
        child
        for child in path.rglob("*")
        if child.is_file() and child.suffix.lower() in ENDINGS and not child.name.startswith(".")
    )
    if not found:
        raise BadInput.at(
            str(path), "", "holds no case.", f"Expected files that end in {', '.join(ENDINGS)}."
        )
    return found


def cohort_from_cases(
    path: Path, *, on: date, today: date, jobs: int | None = None, tell: Tell = lambda step: None
) -> tuple[Cohort, Report]:
    """The people of every file at `path`, in order of their ids: a Patient's id, else the file's name without its ending.

    A file that can't be read is a fault, the others go on; so is an id met before, whose second holder is left out.
    Raises BadInput when nobody could be read.
    """
    files = case_files(path)
    tasks = [
        CaseTask(file, file.relative_to(path).as_posix() if path.is_dir() else file.name, today)
        for file in files
    ]
    jobs = 1 if len(tasks) < _IN_THIS_PROCESS else jobs or cores()
    read: dict[str, CasesRead] = {}
    tell(Step(_READING, 0, len(tasks), _FILES))
    for task, found in run_all(read_cases, tasks, jobs):
        read[task.name] = found
        tell(Step(_READING, len(read), len(tasks), _FILES))
    faults: list[PersonFault] = []
    people = dict(_each_once([(task.name, read[task.name]) for task in tasks], faults))
    if not people:
        raise BadInput([f.fault for f in faults])
    cohort = Cohort.from_cases(sorted(people.items()), on)
    report = Report(
        people=len(cohort),
        resources=sum(found.resources for found in read.values()),
        unused=sum(found.unused for found in read.values()),
        notes=deaths(sum(found.died for found in read.values())),
        faults=tuple(faults),
    )
    return cohort, report


def read_cases(task: CaseTask) -> CasesRead:
    """Read one file. What refuses it as a whole is a fault of nobody's."""
    terms = load_terms()
    try:
        if task.file.suffix.lower() in _YAML:
            readings: tuple[Reading, ...] = (read_case(task.file, on=task.today, terms=terms),)
        else:
            readings = read_records(task.file, terms, today=task.today)
    except BadInput as refused:
        faults = tuple(PersonFault("", False, _named(fault, task)) for fault in refused.faults)
        return CasesRead((), faults, 0, 0)
    stem = task.name.rpartition(".")[0]
    return CasesRead(
        tuple((reading.person or stem, reading.case) for reading in readings),
        tuple(
            PersonFault(r.person or stem, True, _named(fault, task)) for r in readings for fault in r.faults
        ),
        sum(reading.resources for reading in readings),
        sum(len(reading.unused) for reading in readings),
        sum(died_without_day(reading) for reading in readings),
    )


def _named(fault: Fault, task: CaseTask) -> Fault:
    return msgspec.structs.replace(fault, file=task.name)


def _each_once(read: list[tuple[str, CasesRead]], faults: list[PersonFault]) -> Iterator[tuple[str, Case]]:
    first: dict[str, str] = {}
    for name, found in read:
        faults += found.faults
        for id, case in found.people:
            if id in first:
                problem = f"the same person's id as in {first[id]}."
                fault = Fault(file=name, where="", problem=problem, remedy="The first file was used.")
                faults.append(PersonFault(id, True, fault))
                continue
            first[id] = name
            yield id, case
