"""`cordee cohort build`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from cordee.cli.language import language
from cordee.files.fault import BadInput
from cordee.terms import Lang, Words

_SHOWN = 5


def build(arguments: Namespace) -> int:
    """Build a cohort. Exit 2 when anything was wrong with the input: the cohort is there all the same, unless said."""
    lang = language(arguments)
    try:
        from cordee.cohort.build import build_cohort
    except ModuleNotFoundError as missing:
        if missing.name not in ("numpy", "pyarrow"):
            raise
        raise BadInput.at(
            "cordee cohort", "", f"{missing.name} is not installed.", "Install cordee[cohort]."
        ) from None
    from cordee.cli.progress import progress
    from cordee.cohort.build_workers import WorkerLost

    day = arguments.on
    try:
        with progress(lang) as tell:
            report = build_cohort(
                Path(arguments.source),
                Path(arguments.out),
                on=day,
                today=max(day, arguments.today),
                kind=arguments.kind,
                jobs=arguments.jobs,
                tell=tell,
            )
    except WorkerLost as lost:
        raise BadInput.at(
            arguments.out, "", f"{lost}.", "What was done is kept: run the same command again."
        ) from None
    for note in report.notes:
        print(f"# {note.to(lang)}", file=sys.stderr)
    for fault in report.faults[:_SHOWN]:
        print(f"cordee: {fault.fault.line()}", file=sys.stderr)
    if len(report.faults) > _SHOWN:
        where = f"{arguments.out}/faults.ndjson"
        more = len(report.faults) - _SHOWN
        print(
            Words(f"  … et {more} autres\u202f: {where}", f"  … and {more} more: {where}").to(lang),
            file=sys.stderr,
        )
    print(_told(report.people, report.resources, report.set_aside, report.faulty, arguments.out, lang))
    return 2 if report.faults else 0


def _told(people: int, resources: int, aside: int, faulty: int, out: str, lang: Lang) -> str:
    told = Words(
        f"{people} personnes, {resources} ressources ou lignes lues, {faulty} personnes avec des erreurs mises de côté, "
        f"{aside} dossiers refusés → {out}",
        f"{people} people, {resources} resources or rows read, {faulty} people with faults set aside, "
        f"{aside} records refused → {out}",
    )
    return told.to(lang)
