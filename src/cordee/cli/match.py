"""`cordee match` and `cordee cohort watch`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from cordee.cli.language import language
from cordee.files.fault import BadInput
from cordee.terms import Words, load_terms

if TYPE_CHECKING:
    from cordee.cohort.asked_of import AskedOf


def match(arguments: Namespace) -> int:
    """Write who may enter what. Exit 2 when a trial was set aside: the others are in the result all the same."""
    _needed()
    from cordee.cohort.died import died
    from cordee.cohort.match import match as matched
    from cordee.cohort.store import load

    asked, faulty = _asked(arguments)
    cohort = load(Path(arguments.cohort))
    out = Path(arguments.out)
    try:
        rows = matched(cohort, asked, load_terms(), out, unknown=arguments.unknown)
    except OSError as error:
        raise _unwritable(out, error) from None
    told = Words(
        f"{len(cohort)} personnes × {len(asked)} essais et options, état au {cohort.on}\u202f: {rows} couples → {out}",
        f"{len(cohort)} people × {len(asked)} trial arms and options, as known on {cohort.on}: {rows} pairs → {out}",
    )
    gone = int(died(cohort).sum())
    if gone:
        one = gone == 1
        told += Words(
            f"\u202f; {'une personne décédée' if one else f'{gone} personnes décédées'} laissée{'' if one else 's'} de côté",
            f"; {'one person who has died is' if one else f'{gone} people who have died are'} left out",
        )
    print(told.to(language(arguments)))
    return 2 if faulty else 0


def watch(arguments: Namespace) -> int:
    """List what is new since yesterday, one pair a line; exit 2 when a trial was set aside."""
    _needed()
    from cordee.cohort.fingerprint import marks_of_ids, marks_of_people
    from cordee.cohort.matched import read, write
    from cordee.cohort.store import load
    from cordee.cohort.watch import watch as watched

    before = read(Path(arguments.before))
    asked, faulty = _asked(arguments)
    cohort = load(Path(arguments.cohort))
    found = watched(before, cohort, asked, load_terms())
    if arguments.out is not None:
        out = Path(arguments.out)
        try:
            write(out, found.made, marks_of_ids(cohort.people), marks_of_people(cohort), [found.rows])
        except OSError as error:
            raise _unwritable(out, error) from None
    for row in found.new.to_pylist():
        print("\t".join((row["person"], row["kind"], row["id"], row["arm"], row["verdict"])))
    told = Words(
        f"# {found.people} personnes et {found.criteria} critères examinés à nouveau, {len(found.new)} couples nouveaux",
        f"# {found.people} people and {found.criteria} criteria swept again, {len(found.new)} new pairs",
    )
    print(told.to(language(arguments)), file=sys.stderr)
    return 2 if faulty else 0


def _asked(arguments: Namespace) -> tuple[list[AskedOf], bool]:
    from cordee.cohort.asked_of import options, trials_at

    asked: list[AskedOf] = []
    faulty = False
    if arguments.trials is not None:
        asked, faults = trials_at(Path(arguments.trials), load_terms())
        for fault in faults:
            print(f"cordee: {fault.line()}", file=sys.stderr)
        faulty = bool(faults)
    if arguments.options:
        asked += options()
    if not asked:
        raise BadInput.at(
            "cordee match", "", "nothing to match with.", "Name trials with --trials, or add --options."
        )
    return asked, faulty


def _needed() -> None:
    try:
        import numpy  # noqa: F401
        import pyarrow  # noqa: F401
    except ModuleNotFoundError as missing:
        raise BadInput.at(
            "cordee match", "", f"{missing.name} is not installed.", "Install cordee[cohort]."
        ) from None


def _unwritable(out: Path, error: OSError) -> BadInput:
    return BadInput.at(str(out), "", f"can't be written: {error.strerror}. Nothing was written.")
