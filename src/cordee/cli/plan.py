"""`cordee plan`, `cordee explain`, `cordee diff`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cordee.cli.language import language
from cordee.cli.output import colour, put, width
from cordee.cli.record import read_sound
from cordee.files.fault import BadInput
from cordee.files.home import home
from cordee.plan.make import DeathRecorded, make_plan
from cordee.response.figures import day
from cordee.terms import Words, load_terms

if TYPE_CHECKING:
    from cordee.trials.match import TrialSource


def plan(arguments: Namespace) -> int:
    """Make the plan and write it in the voice, language and format asked."""
    lang = language(arguments)
    kind = arguments.format or _format_of(arguments.out)
    if kind == "pdf" and (arguments.out in (None, "-")) and sys.stdout.isatty():
        raise BadInput.at("--format pdf", "", "a PDF can't be shown on a terminal: name a file with -o.")
    reading = read_sound(arguments, arguments.on)
    try:
        with stored_trials() as trials:
            made = make_plan(
                reading.case,
                on=arguments.on,
                trials=trials,
                priority=arguments.priority,
                median_months=arguments.median_months,
            )
    except DeathRecorded as death:
        print(_NO_PLAN.to(lang).format(died=day(death.died).to(lang)), file=sys.stderr)
        return 1
    if kind == "json":
        from cordee.plan.schema import plan_json

        put(plan_json(made), arguments.out)
        return 0
    from cordee.plan.voices import document_for

    document = document_for(made, reading.case, arguments.audience)
    if kind == "text":
        from cordee.plan.render import climb_table, to_text

        plain = arguments.out not in (None, "-")
        rows = climb_table(reading.case, load_terms(), arguments.on, lang, audience=arguments.audience)
        columns = 80 if plain else width()
        text = to_text(document, lang, width=columns, colour=not plain and colour(), climb_rows=rows)
        put(text.encode(), arguments.out)
        return 0
    from cordee.plan.render import climb_svg, to_html, to_pdf

    picture = climb_svg(reading.case, load_terms(), arguments.on, lang, audience=arguments.audience)
    page = to_html(document, lang, picture).encode() if kind == "html" else to_pdf(document, lang, picture)
    put(page, arguments.out)
    return 0


@contextmanager
def stored_trials() -> Iterator[TrialSource | None]:
    """The trial store, when there is one: a plan starts no slower where nobody added a trial."""
    path = home() / "trials.sqlite"
    if not path.is_file():
        yield None
        return
    from cordee.trials.store import TrialStore

    with TrialStore(path, create=False) as store:
        yield store


_NO_PLAN = Words(
    "Un décès est noté au dossier ({died})\u202f: aucun plan n’est fait. `--on` avec un jour d’avant montre le plan d’alors.",
    "A death is recorded ({died}): no plan is made. `--on` with an earlier day shows the plan as it was then.",
)


def _format_of(out: str | None) -> str:
    """The format that a file's name asks for; text otherwise."""
    return {".json": "json", ".html": "html", ".htm": "html", ".pdf": "pdf"}.get(
        Path(out or "").suffix.lower(), "text"
    )


def explain(arguments: Namespace) -> int:
    """Why one option (or trigger, exception …) holds or not for this person, and what would change it."""
    from cordee.plan.why import why

    lang = language(arguments)
    reading = read_sound(arguments, arguments.on)
    answer = why(reading.case, arguments.id, arguments.on)
    from cordee.plan.render import to_text

    put(to_text(answer, lang, width=width(), colour=colour()).encode(), None)
    return 0


def diff(arguments: Namespace) -> int:
    """What changed between two plans written as JSON. Exit 1 when something did."""
    from cordee.plan.diff import compare
    from cordee.plan.schema import read_plan

    lang = language(arguments)
    before, after = (read_plan(_bytes(name), name) for name in (arguments.before, arguments.after))
    changes = compare(before, after)
    for change in changes:
        print(f"{_MARKS[change.what]} {change.words.to(lang)}")
        for reason in change.why:
            print(f"    {reason.to(lang)}")
    if not changes:
        print(Words("Rien n’a changé.", "Nothing changed.").to(lang))
    return 1 if changes else 0


_MARKS = {
    "opened": "✓",
    "closed": "✗",
    "reopened-question": "?",
    "new": "+",
    "gone": "−",
    "met": "✓",
    "no-longer-met": "−",
    "refused": "·",
    "changed": "·",
    "knowledge": "·",
}


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise BadInput.at(name, "", f"can't be read: {error.strerror}.") from None
