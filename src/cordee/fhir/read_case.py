"""Reading a case from whatever holds it: FHIR in JSON, NDJSON or a folder, or the hand-written form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cordee.case.reading import Reading
from cordee.fhir import fault_words as w
from cordee.fhir.records import read_record
from cordee.files.fault import BadInput
from cordee.terms import Terms, load_terms

_YAML = {".yaml", ".yml"}
MAX_YAML_BYTES = 4 * 1024 * 1024  # what nobody writes by hand


def read_case(
    path: str | Path | Sequence[str | Path],
    *,
    on: date | None = None,
    terms: Terms | None = None,
    person: str | None = None,
) -> Reading:
    """The case in `path`, with its faults and what could not be used.

    `path` is a FHIR R4 file (a bundle or a single resource, `.json`), an NDJSON file, a folder of such files, several of
    these that belong together, or one hand-written `.yaml`. `on` is the day of reading (today when not given): nothing
    dated later is believed. `terms` are the shipped ones when not given. `person` chooses by Patient id.
    Raises BadInput for what can't be read at all, naming file and place.
    """
    paths = [Path(path)] if isinstance(path, str | Path) else [Path(p) for p in path]
    if not paths:
        raise BadInput.at("", "", w.NOTHING_TO_READ)
    day = on or date.today()  # noqa: DTZ011 - the reader's own calendar day; `on` is how to be exact
    known = terms or load_terms()
    by_hand = [p for p in paths if p.suffix.lower() in _YAML]
    if by_hand and len(paths) > 1:
        raise BadInput.at(str(by_hand[0]), "", w.STANDS_ALONE, w.GIVE_ONE_PATH)
    if by_hand:
        from cordee.case.yaml_form import read_case_yaml  # only here: YAML is slow to import

        return read_case_yaml(_text(by_hand[0]), str(by_hand[0]), known, day)
    return read_record(paths, known, today=day, person=person)


def _text(path: Path) -> str:
    file = str(path)
    try:
        if path.stat().st_size > MAX_YAML_BYTES:
            raise BadInput.at(file, "", w.NOT_BY_HAND.filled(limit=MAX_YAML_BYTES // 2**20))
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput.at(file, "", w.CANT_BE_READ.filled(why=error.strerror or w.UNKNOWN_REASON)) from None
    except UnicodeDecodeError as error:
        raise BadInput.at(file, f"byte {error.start}", w.NOT_UTF8, w.SAVE_UTF8) from None
