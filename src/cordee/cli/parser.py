"""Every command and option, in one place."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from importlib import import_module

Run = Callable[[Namespace], int]


def _later(module: str, function: str) -> Run:
    """The command's function, imported when it is called: `cordee --help` must not pay for it."""

    def run(arguments: Namespace) -> int:
        result: int = getattr(import_module(f"cordee.cli.{module}"), function)(arguments)
        return result

    return run


def parser() -> ArgumentParser:
    """The whole command line."""
    top = ArgumentParser(
        prog="cordee",
        description="A plan of action made to measure for people with advanced cancer.\n"
        "Software proposes, the team decides, the person chooses.",
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version="cordee 0.1.0")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _knowledge(commands.add_parser("knowledge", help="what Cordée knows: list, show, check"))
    return top


def _knowledge(knowledge: ArgumentParser) -> None:
    actions = knowledge.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", help="fail on a missing source, a dead id, an unreachable condition, a missing translation")
    check.add_argument("folder", nargs="?", help="a folder of knowledge files (default: those that ship)")
    check.set_defaults(run=_later("knowledge", "check"))
