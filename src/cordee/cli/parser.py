"""Every command and option, in one place."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module

from cordee import __version__
from cordee.cli.chain_parser import chain
from cordee.cli.cohort_parser import cohort
from cordee.cli.match_parser import match
from cordee.cli.service_parser import service

Run = Callable[[Namespace], int]

LANGUAGE = "language (default: CORDEE_LANG, the locale, else French)"


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
        epilog="Settings: CORDEE_HOME (data and cache folder), CORDEE_LANG (fr or en).",
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"cordee {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _plan(commands.add_parser("plan", help="the plan of a person's record: text, JSON, HTML or PDF"))
    _read(commands.add_parser("read", help="what was understood of a record, and what was not"))
    _explain(commands.add_parser("explain", help="why one option holds or not, and what would change it"))
    _diff(commands.add_parser("diff", help="what changed between two plans"))
    _knowledge(commands.add_parser("knowledge", help="what Cordée knows: list, show, check, terms"))
    _trials(
        commands.add_parser("trials", help="clinical trials: add, list, show, search, and those for a person")
    )
    about = commands.add_parser("cohort", help="many people at once: build, watch")
    cohort(about, _later, _day, _today(), LANGUAGE)
    match(commands.add_parser("match", help="a whole cohort against trials and options"), _later, LANGUAGE)
    service(commands, _later, LANGUAGE)
    chain(commands, _later, LANGUAGE)
    schema = commands.add_parser("schema", help="the published JSON Schemas")
    schema.add_argument(
        "of", choices=["plan", "criteria"], help="a plan's JSON, or the language of conditions"
    )
    schema.set_defaults(run=_later("schema", "schema"))
    return top


def _record(command: ArgumentParser) -> None:
    command.set_defaults(today=_today())
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="FHIR R4 bundle, resource, NDJSON file or folder, or a case as YAML",
    )
    command.add_argument("--person", help="which person, when the input holds several (their Patient id)")
    command.add_argument(
        "--on",
        type=_day,
        default=_today(),
        metavar="DATE",
        help="as known on this day (YYYY-MM-DD; default today)",
    )
    command.add_argument("--lang", choices=["fr", "en"], help=LANGUAGE)


def _today() -> date:
    """The one place where the clock is read: everything below takes the date as a parameter."""
    return datetime.now(UTC).astimezone().date()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is not a date: expected YYYY-MM-DD") from None


def _months(text: str) -> float:
    try:
        months = float(text.replace(",", "."))
    except ValueError:
        months = 0.0
    if not 0 < months < 600:
        raise ArgumentTypeError(f"'{text}' is not a number of months")
    return months


def _plan(plan: ArgumentParser) -> None:
    _record(plan)
    plan.add_argument(
        "--as",
        dest="audience",
        choices=["clinician", "person"],
        default="clinician",
        help="whose voice (default clinician)",
    )
    plan.add_argument(
        "--format", choices=["text", "json", "html", "pdf"], help="default: by the name of OUT, else text"
    )
    plan.add_argument("-o", dest="out", metavar="OUT", help="write to this file, whole or not at all")
    plan.add_argument(
        "--priority",
        choices=["comfort", "time", "staying-home", "trial"],
        help="order options by what matters most",
    )
    plan.add_argument(
        "--median-months",
        type=_months,
        metavar="N",
        help="the clinician's own estimate, shown as ranges on the person's wish",
    )
    plan.add_argument(
        "--despite-faults", action="store_true", help="go on without the facts that could not be believed"
    )
    plan.set_defaults(run=_later("plan", "plan"))


def _read(read: ArgumentParser) -> None:
    _record(read)
    read.add_argument(
        "--format",
        choices=["text", "yaml", "fhir"],
        default="text",
        help="text (with what was not used), or the case alone",
    )
    read.add_argument("-o", dest="out", metavar="OUT", help="write to this file, whole or not at all")
    read.add_argument("--all", action="store_true", help="show each unused item")
    read.set_defaults(run=_later("read", "read"))


def _explain(explain: ArgumentParser) -> None:
    _record(explain)
    explain.add_argument("id", metavar="ID", help="an id from `cordee knowledge list`")
    explain.add_argument(
        "--despite-faults", action="store_true", help="go on without the facts that could not be believed"
    )
    explain.set_defaults(run=_later("plan", "explain"))


def _diff(diff: ArgumentParser) -> None:
    diff.add_argument("before", metavar="PLAN1", help="a plan written with --format json")
    diff.add_argument("after", metavar="PLAN2", help="a later one")
    diff.add_argument("--lang", choices=["fr", "en"], help=LANGUAGE)
    diff.set_defaults(run=_later("plan", "diff"))


def _knowledge(knowledge: ArgumentParser) -> None:
    actions = knowledge.add_subparsers(required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="every entry: id, kind, name")
    listed.add_argument("text", nargs="?", help="only entries whose id or name holds this")
    listed.add_argument("--pack", help="only this file's entries")
    listed.add_argument("--lang", choices=["fr", "en"], help=LANGUAGE)
    listed.set_defaults(run=_later("knowledge", "list_"))
    shown = actions.add_parser("show", help="one entry in full, with its sources")
    shown.add_argument("id", metavar="ID", help="an id from `cordee knowledge list`")
    shown.set_defaults(run=_later("knowledge", "show"))
    check = actions.add_parser(
        "check", help="fail on a missing source, a dead id, an unreachable condition, a missing translation"
    )
    check.add_argument("folder", nargs="?", help="a folder of knowledge files (default: those that ship)")
    check.set_defaults(run=_later("knowledge", "check"))
    terms = actions.add_parser("terms", help="the ids of one kind of term")
    terms.add_argument("kind", metavar="KIND", help="cancer, site, gene, drug, lab, marker, symptom …")
    terms.set_defaults(run=_later("knowledge", "terms"))


def _trials(trials: ArgumentParser) -> None:
    actions = trials.add_subparsers(required=True, metavar="ACTION")
    add = actions.add_parser(
        "add", help="read trials into the store (CTML, ClinicalTrials.gov API v2, our own YAML)"
    )
    add.add_argument("paths", nargs="+", metavar="PATH", help="files, or folders with all they hold")
    add.set_defaults(run=_later("trials", "add"))
    listed = actions.add_parser("list", help="every trial of the store; piped, one id a line")
    _which_trials(listed)
    listed.set_defaults(run=_later("trials", "list_"))
    search = actions.add_parser(
        "search", help="trials whose id, title, conditions, drugs, sites or text hold all words"
    )
    search.add_argument("text", nargs="+", metavar="WORD")
    _which_trials(search)
    search.set_defaults(run=_later("trials", "search"))
    show = actions.add_parser("show", help="one trial: what it asks, arm by arm, and what stayed text")
    show.add_argument("id", metavar="ID", help="an id from `cordee trials list`")
    show.add_argument("--format", choices=["text", "json"], default="text")
    show.add_argument("--lang", choices=["fr", "en"], help=LANGUAGE)
    show.set_defaults(run=_later("trials", "show"))
    found = actions.add_parser(
        "for", help="trials that may be for this person, ranked, and what would settle each"
    )
    _record(found)
    found.add_argument("--trial", metavar="ID", help="this one only, with why or why not")
    _countries(found)
    found.add_argument("--closed", action="store_true", help="also trials and arms that take nobody in")
    found.add_argument("--first", type=_count, default=20, metavar="N", help="how many to show (default 20)")
    found.add_argument("--format", choices=["text", "json"], default="text")
    found.add_argument(
        "--despite-faults", action="store_true", help="go on without the facts that could not be believed"
    )
    found.set_defaults(run=_later("trials_for", "trials_for_person"))


def _which_trials(command: ArgumentParser) -> None:
    _countries(command)
    command.add_argument("--open", action="store_true", help="only those that take people in")
    command.add_argument("--format", choices=["text", "json"], default="text")


def _countries(command: ArgumentParser) -> None:
    command.add_argument(
        "--country",
        action="append",
        default=[],
        metavar="CODE",
        help="with an open site in this country (FR, BE …); may be repeated",
    )


def _count(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 10000:
        raise ArgumentTypeError(f"'{text}' is not a number from 1 to 10000")
    return int(text)
