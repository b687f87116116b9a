"""Reading CDISC SDTM oncology tables (TU: where the lesions are; TR: what was measured) into courses of
imaging.

Both diameters are recorded for every measured target; the short axis (LPERP) is the one that counts for a
lymph node, the long axis (LDIAM) for everything else. A target without a row at a visit was not measured.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from cordee.case import Imaging, Lesion, PartialDate, Source
from cordee.files.fault import BadInput, Fault

_LONG_AXIS = "LDIAM"
_SHORT_AXIS = "LPERP"
_STATE = "TUMSTATE"

Role = Literal["target", "non-target", "new"]
State = Literal["present", "absent", "too-small", "unequivocal-progression", "equivocal", "not-evaluable"]

_ROLES: dict[str, Role] = {"TARGET": "target", "NON-TARGET": "non-target", "NEW": "new"}
_STATES: dict[str, State] = {
    "PRESENT": "present",
    "ABSENT": "absent",
    "TOO SMALL TO MEASURE": "too-small",
    "UNEQUIVOCAL PROGRESSION": "unequivocal-progression",
    "EQUIVOCAL": "equivocal",
    "NOT EVALUABLE": "not-evaluable",
}


class Reader(msgspec.Struct, frozen=True, order=True):
    """One person as one reader saw them: subject id, kind of reader, and which one ('' when there is only
    one).
    """

    subject: str
    evaluator: str
    evaluator_id: str = ""


class Site(msgspec.Struct, frozen=True):
    """Where a lesion is, from TU."""

    place: str
    node: bool
    role: Role


def read_courses(tu: Path, tr: Path) -> dict[Reader, tuple[Imaging, ...]]:
    """One course a reader, visits in order of their number, the first being the baseline.

    Raises BadInput when a measurement names a lesion that TU does not identify, or a state or role that is
    not known.
    """
    sites = {(reader_of(row, "TU"), row["TULNKID"]): _site(row) for row in _rows(tu)}
    measured: dict[Reader, dict[float, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    faults: list[Fault] = []
    for line, row in enumerate(_rows(tr), start=2):
        reader = reader_of(row, "TR")
        problem = _problem(row, (reader, row["TRLNKID"]) in sites)
        if problem:
            faults.append(Fault(file=tr.name, where=f"line {line}", problem=problem))
        else:
            measured[reader][float(row["VISITNUM"])].append(row)
    if faults:
        raise BadInput(faults)
    return {
        reader: tuple(
            _imaging(reader, visits[number], sites, baseline=number == min(visits))
            for number in sorted(visits)
        )
        for reader, visits in sorted(measured.items())
    }


def reader_of(row: dict[str, str], domain: str) -> Reader:
    """Whose reading a row of `domain` ('TU', 'TR', 'RS') is."""
    return Reader(row["USUBJID"], row[f"{domain}EVAL"], _value(row[f"{domain}EVALID"]))


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _value(text: str) -> str:
    return "" if text == "NA" else text


def _site(row: dict[str, str]) -> Site:
    role = _ROLES.get(row["TUSTRESC"])
    if role is None:
        known = ", ".join(_ROLES)
        raise BadInput(
            [Fault(file="TU", where=row["TULNKID"], problem=f"'{row['TUSTRESC']}' is none of {known}.")]
        )
    place = row["TULOC"].lower().replace(" ", "-")
    return Site(place=place, node=row["TULOC"].startswith("LYMPH NODE"), role=role)


def _problem(row: dict[str, str], identified: bool) -> str:
    if not identified:
        return f"the lesion '{row['TRLNKID']}' is not identified in TU."
    if row["TRTESTCD"] == _STATE and row["TRSTRESC"] not in _STATES:
        return f"the state '{row['TRSTRESC']}' is none of {', '.join(_STATES)}."
    return ""


def _imaging(
    reader: Reader, rows: list[dict[str, str]], sites: dict[tuple[Reader, str], Site], *, baseline: bool
) -> Imaging:
    by_lesion: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in rows:
        by_lesion[row["TRLNKID"]][row["TRTESTCD"]] = row
    lesions = tuple(_lesion(name, tests, sites[reader, name]) for name, tests in sorted(by_lesion.items()))
    reference = "/".join(
        filter(None, [reader.subject, reader.evaluator, reader.evaluator_id, rows[0]["VISIT"]])
    )
    return Imaging(
        on=PartialDate(rows[0]["TRDTC"]) if _value(rows[0]["TRDTC"]) else None,
        source=Source(reference),
        lesions=lesions,
        baseline=baseline or None,
    )


def _lesion(name: str, tests: dict[str, dict[str, str]], site: Site) -> Lesion:
    size = tests.get(_SHORT_AXIS if site.node else _LONG_AXIS)
    figure = _value(size["TRSTRESN"]) if size else ""
    state = _STATES[tests[_STATE]["TRSTRESC"]] if _STATE in tests else None
    if size and not figure:
        state = _STATES.get(size["TRSTRESC"], "not-evaluable")
    return Lesion(
        lesion=name,
        role=site.role,
        site=site.place,
        node=site.node,
        diameter_mm=float(figure) if figure else None,
        state=state,
    )
