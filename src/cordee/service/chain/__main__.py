"""`python -m cordee.service.chain [engine|watchman] [--once]`: one process of the chain."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str]) -> int:
    """Run the engine (when nothing is said) or the watchman; with `--once` a single cycle or round."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordee.service.project.settings")
    import django

    django.setup()
    from cordee.service.chain.running import run_engine, run_watchman

    once = "--once" in arguments
    if "watchman" not in arguments:
        run_engine(once=once)
        return 0
    done = run_watchman(once=once)
    for name, subject in done.found if done else ():
        print(f"{name}\t{subject}")  # noqa: T201 - the answer of the command
    return 1 if done is not None and done.found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
