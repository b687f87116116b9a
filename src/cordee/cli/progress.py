"""How a long command goes on: a bar on a terminal, a line now and then when standard error is piped."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from cordee.cohort.build_report import Step, Tell
from cordee.terms import Lang

_EVERY = 10  # per cent between two plain lines


@contextmanager
def progress(lang: Lang) -> Iterator[Tell]:
    """What to tell steps to, while the command runs."""
    if sys.stderr.isatty():
        with _bar(lang) as tell:
            yield tell
    else:
        yield _Lines(lang)


class _Lines:
    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.stage = ""
        self.told = -1

    def __call__(self, step: Step) -> None:
        stage = step.stage.to(self.lang)
        share = 100 * step.done // max(1, step.total)
        if stage == self.stage and share < self.told + _EVERY and step.done < step.total:
            return
        if stage == self.stage and share == self.told:
            return
        self.stage, self.told = stage, share
        colon = "\u202f:" if self.lang == "fr" else ":"
        print(
            f"{stage}{colon} {step.done}/{step.total} {step.unit.to(self.lang)}", file=sys.stderr, flush=True
        )


@contextmanager
def _bar(lang: Lang) -> Iterator[Tell]:
    from rich.console import Console  # only on a terminal: start-up time counts
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as shown:
        tasks: dict[str, object] = {}

        def tell(step: Step) -> None:
            stage = step.stage.to(lang)
            if stage not in tasks:
                tasks[stage] = shown.add_task(stage, total=step.total, unit=step.unit.to(lang))
            shown.update(tasks[stage], completed=step.done, total=step.total)  # type: ignore[arg-type]

        yield tell
