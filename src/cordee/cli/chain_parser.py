"""The options of the commands of the chain: engine, watchman, channels."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable

Later = Callable[[str, str], Callable[[Namespace], int]]


def chain(commands: _SubParsersAction[ArgumentParser], later: Later, language: str) -> None:
    """Add the commands. `later` gives a command's function, imported when it is called."""
    engine = commands.add_parser(
        "engine", help="the engine of the alerts, alone (`cordee serve` starts one too)"
    )
    engine.add_argument("--once", action="store_true", help="one cycle, then end")
    engine.add_argument("--lang", choices=["fr", "en"], help=language)
    engine.set_defaults(run=later("chain", "engine"))

    watchman = commands.add_parser("watchman", help="look whether every promise of the chain is kept")
    watchman.add_argument(
        "--once", action="store_true", help="one round: print what it finds; exit 1 if anything"
    )
    watchman.add_argument("--lang", choices=["fr", "en"], help=language)
    watchman.set_defaults(run=later("chain", "watchman"))

    channels = commands.add_parser(
        "channels", help="the ways messages leave: try them, make the keys of web push"
    )
    channels.add_argument(
        "action", choices=["test", "keys"], help="send a test now, or make the keys of web push"
    )
    channels.add_argument("channel", nargs="?", help="only this one: app, email, sms, push, webhook")
    channels.add_argument("--to", metavar="EMAIL", help="whose account (default: every operator)")
    channels.add_argument("--lang", choices=["fr", "en"], help=language)
    channels.set_defaults(run=later("chain", "channels"))
