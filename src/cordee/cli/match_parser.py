"""The options of `cordee match` and `cordee cohort watch`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

Later = Callable[[str, str], Callable[[Namespace], int]]


def match(command: ArgumentParser, later: Later, language: str) -> None:
    """Everybody in a cohort against trials and options."""
    command.add_argument("cohort", metavar="COHORT", help="a folder made by `cordee cohort build`")
    _asked(command, language)
    command.add_argument(
        "-o", dest="out", metavar="OUT", required=True, help="a Parquet file, written whole or not at all"
    )
    command.add_argument("--unknown", action="store_true", help="also pairs of which it is not known yet")
    command.set_defaults(run=later("match", "match"))


def watch(command: ArgumentParser, later: Later, language: str) -> None:
    """What is new since yesterday's result."""
    command.add_argument(
        "before", metavar="OLD", help="yesterday's result of `cordee match` or `cordee cohort watch`"
    )
    command.add_argument("cohort", metavar="COHORT", help="today's cohort")
    _asked(command, language)
    command.add_argument("-o", dest="out", metavar="OUT", help="keep today's whole result here (may be OLD)")
    command.set_defaults(run=later("match", "watch"))


def _asked(command: ArgumentParser, language: str) -> None:
    command.add_argument("--trials", metavar="STORE", help="a trial store, or a file or folder of trials")
    command.add_argument("--options", action="store_true", help="also the treatment options of the knowledge")
    command.add_argument("--lang", choices=["fr", "en"], help=language)
