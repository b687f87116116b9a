"""The options of the commands that run the service: demo, serve, doctor, backup, restore."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from collections.abc import Callable

Later = Callable[[str, str], Callable[[Namespace], int]]


def service(commands: _SubParsersAction[ArgumentParser], later: Later, language: str) -> None:
    """Add the commands. `later` gives a command's function, imported when it is called."""
    demo = commands.add_parser("demo", help="the service in the browser, with invented people")
    demo.add_argument("--port", type=_port, help="port of this machine (default: CORDEE_PORT, else 8480)")
    demo.add_argument("--reset", action="store_true", help="start again: remove the demo's data first")
    demo.add_argument("--no-browser", action="store_true", help="open no browser window")
    demo.add_argument("--lang", choices=["fr", "en"], help=language)
    demo.set_defaults(run=later("demo", "demo"))

    serve = commands.add_parser("serve", help="the service for real use, behind a proxy that speaks HTTPS")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=_port, help="port (default: CORDEE_PORT, else 8480)")
    serve.add_argument("--migrate", action="store_true", help="bring the database up to this version first")
    serve.add_argument(
        "--only", choices=["web", "engine"], help="start this part alone, the other runs elsewhere"
    )
    serve.add_argument("--lang", choices=["fr", "en"], help=language)
    serve.set_defaults(run=later("serve", "serve"))

    team = commands.add_parser("team", help="make a team and the account that invites everybody else")
    team.add_argument("name", metavar="NAME", help="what the team is called")
    team.add_argument("--email", required=True, help="address of its first account")
    team.add_argument("--full-name", required=True, metavar="NAME", help="whose account it is")
    team.add_argument(
        "--country", default="FR", help="ISO 3166, for holidays and emergency numbers (default FR)"
    )
    team.add_argument("--zone", default="Europe/Paris", help="its clock (default Europe/Paris)")
    team.add_argument("--day", default="", metavar="PHONE", help="number by day")
    team.add_argument("--night", default="", metavar="PHONE", help="number by night")
    team.add_argument("--operator", action="store_true", help="the account also looks after the service")
    team.add_argument("--lang", choices=["fr", "en"], help=language)
    team.set_defaults(run=later("team", "team"))

    doctor = commands.add_parser("doctor", help="check settings, database, clock, disk, backups; what to do")
    doctor.add_argument(
        "--digest",
        action="store_true",
        help="print a digest of the access log, to be kept elsewhere; no checks",
    )
    doctor.add_argument(
        "--since",
        metavar="DIGEST",
        help="check too that the log still holds all it held when DIGEST was printed",
    )
    doctor.add_argument("--lang", choices=["fr", "en"], help=language)
    doctor.set_defaults(run=later("doctor", "doctor"))

    backup = commands.add_parser(
        "backup", help="an encrypted copy of everything, taken while the service runs"
    )
    backup.add_argument(
        "action", nargs="?", choices=["key"], help="make the key first: keep it apart from the backups"
    )
    backup.add_argument(
        "-o", dest="out", metavar="OUT", help="file to write (default: in CORDEE_HOME/backups)"
    )
    backup.add_argument("--key", metavar="FILE", help="the key's file (default: CORDEE_BACKUP_KEY)")
    backup.add_argument("--lang", choices=["fr", "en"], help=language)
    backup.set_defaults(run=later("backup", "backup"))

    restore = commands.add_parser("restore", help="a backup into an empty place, checked before and after")
    restore.add_argument("file", metavar="FILE", help="what `cordee backup` wrote")
    restore.add_argument("--key", metavar="FILE", help="the key's file (default: CORDEE_BACKUP_KEY)")
    restore.add_argument("--check", action="store_true", help="only check that it is whole; write nothing")
    restore.add_argument("--lang", choices=["fr", "en"], help=language)
    restore.set_defaults(run=later("backup", "restore"))


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"'{text}' is not a port: expected a number from 1 to 65535")
    return int(text)
