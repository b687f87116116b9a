"""Building a cohort: from a bulk FHIR export, from cases, from cBioPortal-style tables; written whole or not at all."""

from __future__ import annotations

import shutil
from datetime import date
from glob import escape
from pathlib import Path
from typing import Literal

from cordee.cohort.build_cases import cohort_from_cases
from cordee.cohort.build_fhir import cohort_from_fhir
from cordee.cohort.build_input import ENDINGS
from cordee.cohort.build_report import Report, Step, Tell, write_report
from cordee.cohort.build_tables import Tables
from cordee.cohort.build_tables_read import table_in
from cordee.cohort.build_work import finished, working
from cordee.cohort.cohort import Cohort
from cordee.cohort.store import save
from cordee.files.fault import BadInput
from cordee.files.whole_folder import write_whole_folder
from cordee.terms import Words, load_terms

Source = Literal["fhir", "cases", "tables"]
_TABLES = Words("lecture des tables", "reading tables")
_PEOPLE = Words("personnes", "people")


def build_cohort(
    source: Path,
    out: Path,
    *,
    on: date,
    today: date,
    kind: Source | None = None,
    jobs: int | None = None,
    tell: Tell = lambda step: None,
) -> Report:
    """Write the cohort of everybody at `source`, as known on `on`, to the folder `out`.

    `kind` says what `source` holds when its files don't. Nothing dated after `today` is believed. The folder also holds
    `faults.ndjson` and `build.json`. Raises BadInput, `out` as it was: nobody to read, a table or file that can't be
    read to its end, `out` that is something else than a cohort or can't be written.
    """
    _may_replace(out)

    def finish(cohort: Cohort, report: Report) -> None:
        def fill(folder: Path) -> None:
            save(cohort, folder)
            write_report(folder, report)

        for left in out.absolute().parent.glob(f".{escape(out.name)}.*.part"):
            shutil.rmtree(left, ignore_errors=True)  # of a build that was killed while it wrote
        write_whole_folder(out, fill)
        finished(out)

    kind = kind or kind_of_source(source)
    try:
        if kind == "fhir":
            return cohort_from_fhir(source, out, finish, on=on, today=today, jobs=jobs, tell=tell)
        with working(out, kind):
            if kind == "tables":
                cohort, report = _from_tables(source, on, tell)
            else:
                cohort, report = cohort_from_cases(source, on=on, today=today, jobs=jobs, tell=tell)
            finish(cohort, report)
            return report
    except OSError as error:
        raise BadInput.at(
            str(out), "", f"can't be written: {error.strerror or error}. What stood there stands."
        ) from None


def kind_of_source(source: Path) -> Source:
    """What `source` holds, by the names of its files. Raises BadInput when it is not there."""
    if not source.exists():
        raise BadInput.at(str(source), "", "no such file or folder.")
    if (
        source.is_dir()
        and table_in(source, "data_clinical_sample.txt", "data_clinical_patient.txt") is not None
    ):
        return "tables"
    files = [source] if source.is_file() else source.rglob("*")
    return "fhir" if any(file.name.lower().endswith(ENDINGS) for file in files) else "cases"


def _from_tables(source: Path, on: date, tell: Tell) -> tuple[Cohort, Report]:
    tell(Step(_TABLES, 0, 1, _PEOPLE))
    tables = Tables(source, load_terms())
    cohort = Cohort.from_cases(tables.cases(), on)
    if not len(cohort):
        raise BadInput.at(str(source), "", "the tables name nobody.")
    tell(Step(_TABLES, len(cohort), len(cohort), _PEOPLE))
    return cohort, tables.report(len(cohort))


def _may_replace(out: Path) -> None:
    """Only a cohort, or an empty folder, is ever written over."""
    if out.is_file():
        raise BadInput.at(str(out), "", "is a file.", "A cohort is a folder: give another name.")
    if (
        out.is_dir()
        and any(out.iterdir())
        and not (out / "build.json").exists()
        and not (out / "cohort.json").exists()
    ):
        raise BadInput.at(
            str(out), "", "is a folder that holds something else than a cohort.", "Give another name."
        )
    if not out.absolute().parent.is_dir():
        raise BadInput.at(str(out), "", "its folder does not exist.")
