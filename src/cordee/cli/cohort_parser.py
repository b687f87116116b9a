"""The options of `cordee cohort`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date

from cordee.cli.match_parser import watch

Later = Callable[[str, str], Callable[[Namespace], int]]


def cohort(
    command: ArgumentParser, later: Later, day: Callable[[str], date], today: date, language: str
) -> None:
    """The actions of `cordee cohort`. `later` gives a command's function, imported when it is called."""
    actions = command.add_subparsers(required=True, metavar="ACTION")
    build = actions.add_parser(
        "build", help="from a bulk FHIR export, a folder of cases, or cBioPortal-style tables"
    )
    build.add_argument(
        "source",
        metavar="SOURCE",
        help="NDJSON file or folder, folder of YAML and FHIR files, or study folder",
    )
    build.add_argument(
        "-o",
        dest="out",
        metavar="OUT",
        required=True,
        help="the cohort's folder, written whole or not at all",
    )
    build.add_argument(
        "--from",
        dest="kind",
        choices=["fhir", "cases", "tables"],
        help="what SOURCE holds (default: by the names of its files)",
    )
    build.add_argument(
        "--on",
        type=day,
        default=today,
        metavar="DATE",
        help="as known on this day (YYYY-MM-DD; default today)",
    )
    build.add_argument("--jobs", type=_jobs, metavar="N", help="how many processes (default: every core)")
    build.add_argument("--lang", choices=["fr", "en"], help=language)
    build.set_defaults(run=later("cohort", "build"), today=today)
    watch(actions.add_parser("watch", help="what is new since yesterday's `cordee match`"), later, language)


def _jobs(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 1024:
        raise ArgumentTypeError(f"'{text}' is not a number from 1 to 1024")
    return int(text)
