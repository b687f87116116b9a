"""What a build tells: how it goes on, what it made, what was wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from cordee.cohort.build_people import PersonFault
from cordee.terms import Words


class Step(msgspec.Struct, frozen=True):
    """How far a build is: `done` of `total` in the stage called `stage`, counted in `unit`."""

    stage: Words
    done: int
    total: int
    unit: Words


Tell = Callable[[Step], None]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build made. `resources`: those that were read (rows of a table); `types`: all of them by type; `unused`:
    read, but no fact; `nobody`: name no person. `notes`: what whoever uses the cohort should know. `faults`: everything
    that was wrong; a person whose record was refused as a whole is in `set_aside`, not in `people`."""

    people: int
    resources: int = 0
    unused: int = 0
    nobody: int = 0
    types: dict[str, int] = {}
    notes: tuple[Words, ...] = ()
    faults: tuple[PersonFault, ...] = ()

    @property
    def set_aside(self) -> int:
        """People who are not in the cohort because their record was refused."""
        return len({f.person for f in self.faults if not f.kept and f.person})

    @property
    def faulty(self) -> int:
        """People who are in the cohort without something that could not be believed."""
        return len({f.person for f in self.faults if f.kept})


def write_report(folder: Path, report: Report) -> None:
    """`faults.ndjson`, one fault a line, and `build.json`, the rest. Neither holds anything that names a person but the
    ids as given."""
    faults = b"".join(_line(fault) for fault in report.faults)
    (folder / "faults.ndjson").write_bytes(faults)
    plain = msgspec.to_builtins(msgspec.structs.replace(report, faults=()))
    plain |= {"faults": len(report.faults), "set_aside": report.set_aside, "faulty": report.faulty}
    (folder / "build.json").write_bytes(msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n")


def _line(fault: PersonFault) -> bytes:
    told = {"person": fault.person, "kept": fault.kept, **msgspec.to_builtins(fault.fault)}
    return msgspec.json.encode(told) + b"\n"


def added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    """Counts by name, summed, the greatest first."""
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(total.most_common())


def deaths(count: int) -> tuple[Words, ...]:
    """The note that `count` people are said to have died, and not when; none when nobody is."""
    if not count:
        return ()
    return (
        Words(
            f"Décès sans date\u202f: {count} personnes, gardées dans la cohorte.",
            f"Said to have died, without a date: {count} people, kept in the cohort.",
        ),
    )
