"""Which imaging visits belong to which line of therapy, and what each of them says.

A line's baseline is the visit marked so for it, else the last measured visit up to its first day (90 days
before at most, a convention of this project), else the first measured visit during it. Its follow-up runs to
the first day of the next line, that day included: that scan often closes one line and opens the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cordee.case import Case, Imaging, LineOfTherapy, PartialDate, days_between
from cordee.case.measurement import ResponseCode
from cordee.response.recist import VisitAssessment, assess

BASELINE_AT_MOST_DAYS_BEFORE = 90
BASELINE_AT_MOST_DAYS_AFTER = 28


class AssessedVisit(msgspec.Struct, frozen=True, kw_only=True):
    """One visit with our own assessment, if its lesions were measured, beside what its report states."""

    visit: Imaging
    computed: VisitAssessment | None = None

    @property
    def on(self) -> PartialDate | None:
        """The day of the visit."""
        return self.visit.on

    @property
    def computed_code(self) -> ResponseCode | None:
        """Our response when there is one; None for a baseline and for what can't be evaluated."""
        code = self.computed.overall if self.computed else None
        return None if code == "NE" else code

    @property
    def code(self) -> ResponseCode | None:
        """The response: ours if the lesions allow one, else the stated one; None when neither says
        anything.
        """
        stated = None if self.visit.stated == "NE" else self.visit.stated
        return self.computed_code or stated

    @property
    def conflict(self) -> bool:
        """Whether report and measurements say different things. SD and NON-CR/NON-PD say the same."""
        stated = self.visit.stated
        if stated is None or stated == "NE" or self.computed_code is None:
            return False
        return _same_word(stated) != _same_word(self.computed_code)

    @property
    def progressed_on(self) -> PartialDate | None:
        """The day progression counts from, if this visit shows it."""
        if self.code != "PD":
            return None
        first_seen = self.computed.progressed_on if self.computed and self.computed_code == "PD" else None
        return first_seen or self.on


class TreatmentCourse(msgspec.Struct, frozen=True, kw_only=True):
    """A line with what was seen from its first day to the next line's. `line` is None before any line.

    `baseline` is the visit our assessments compare with; it stands among `visits` too.
    """

    line: LineOfTherapy | None
    next_line: LineOfTherapy | None = None
    baseline: Imaging | None = None
    visits: tuple[AssessedVisit, ...] = ()

    @property
    def assessments(self) -> tuple[VisitAssessment, ...]:
        """Our assessments, the baseline first; empty when nothing was measured."""
        return tuple(visit.computed for visit in self.visits if visit.computed is not None)


def treatment_courses(case: Case) -> tuple[TreatmentCourse, ...]:
    """The time before any line (if anything was seen then), then every line in order of its first day."""
    lines = lines_in_order(case.lines)
    visits = sorted((v for v in case.imaging if v.on is not None), key=_when)
    first = lines[0] if lines else None
    courses = [_course(None, first, visits)]
    for i, line in enumerate(lines):
        courses.append(_course(line, lines[i + 1] if i + 1 < len(lines) else None, visits))
    return tuple(course for course in courses if course.line is not None or course.visits)


def lines_in_order(lines: Sequence[LineOfTherapy]) -> tuple[LineOfTherapy, ...]:
    """By first day; lines without one keep their place by number, and come last without either."""
    known = {
        line.number: line.on.earliest for line in lines if line.on is not None and line.number is not None
    }

    def place(line: LineOfTherapy) -> tuple[bool, str, int]:
        if line.on is not None:
            return (False, line.on.earliest.isoformat(), line.number or 0)
        earlier = [day for number, day in known.items() if line.number is not None and number < line.number]
        return (not earlier, max(earlier).isoformat() if earlier else "", line.number or 0)

    return tuple(sorted(lines, key=place))


def _course(
    line: LineOfTherapy | None, following: LineOfTherapy | None, visits: Sequence[Imaging]
) -> TreatmentCourse:
    during = [visit for visit in visits if _belongs(visit, line, following)]
    baseline = _baseline(line, during, visits)
    measured = [visit for visit in during if visit.lesions and visit is not baseline]
    if baseline is not None:
        measured = [visit for visit in measured if _when(visit) >= _when(baseline)]
    assessed = [a for part in _parts(baseline, measured) for a in assess(part)]
    by_visit = {id(a.visit): a for a in assessed}
    seen = [*([baseline] if baseline is not None and baseline not in during else []), *during]
    return TreatmentCourse(
        line=line,
        next_line=following,
        baseline=baseline,
        visits=tuple(AssessedVisit(visit=visit, computed=by_visit.get(id(visit))) for visit in seen),
    )


def _parts(baseline: Imaging | None, measured: Sequence[Imaging]) -> list[list[Imaging]]:
    """A visit marked as a baseline may choose and name its lesions anew: sizes are never compared across
    it.
    """
    parts = [[baseline]] if baseline is not None else []
    for visit in measured:
        if visit.baseline:
            parts.append([visit])
        else:
            parts[-1].append(visit)
    return parts


def _belongs(visit: Imaging, line: LineOfTherapy | None, following: LineOfTherapy | None) -> bool:
    if line is not None and visit.line is not None and line.number is not None:
        return visit.line == line.number
    if visit.on is None:
        return False
    if following is not None and following.on is not None and visit.on.earliest > following.on.earliest:
        return False
    if line is None:
        return True
    return line.on is not None and visit.on.earliest > line.on.earliest


def _baseline(
    line: LineOfTherapy | None, during: Sequence[Imaging], visits: Sequence[Imaging]
) -> Imaging | None:
    measured = [visit for visit in during if visit.lesions]
    if line is None:
        return next((v for v in reversed(measured) if v.baseline), measured[0] if measured else None)
    for visit in measured:
        if visit.baseline and (visit.line is not None or _soon_after(line, visit)):
            return visit
    before = [v for v in visits if v.lesions and _shortly_before(line, v)]
    return before[-1] if before else (measured[0] if measured else None)


def _soon_after(line: LineOfTherapy, visit: Imaging) -> bool:
    if line.on is None or visit.on is None:
        return False
    return days_between(line.on, visit.on)[1] <= BASELINE_AT_MOST_DAYS_AFTER


def _shortly_before(line: LineOfTherapy, visit: Imaging) -> bool:
    if line.on is None or visit.on is None or visit.on.earliest > line.on.earliest:
        return False
    return days_between(visit.on, line.on)[0] <= BASELINE_AT_MOST_DAYS_BEFORE


def _same_word(code: ResponseCode) -> ResponseCode:
    return "SD" if code == "NON-CR/NON-PD" else code


def _when(visit: Imaging) -> tuple[str, str]:
    return (visit.on.earliest.isoformat(), visit.on.iso) if visit.on else ("", "")
