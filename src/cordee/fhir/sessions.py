"""Sittings of one local treatment that a record enters one by one, joined into a course."""

from __future__ import annotations

from datetime import timedelta

from cordee.case import LocalTreatment
from cordee.case.reading import Merged
from cordee.fhir.given import Session

SAME_COURSE = timedelta(days=42)  # no longer pause than this between two sittings


def courses(sessions: list[Session]) -> tuple[list[LocalTreatment], list[Merged]]:
    """One treatment per course: same kind, same site, same procedure, sittings at most six weeks apart. The course
    bears the date of its first sitting."""
    found: list[LocalTreatment] = []
    merged: list[Merged] = []
    groups: dict[tuple[str, str | None, str | None], list[Session]] = {}
    for session in sessions:
        treatment = session.treatment
        groups.setdefault((treatment.kind, treatment.site, treatment.procedure), []).append(session)
    for group in groups.values():
        undated = [s for s in group if s.treatment.on is None]
        found.extend(s.treatment for s in undated)
        dated = sorted((s for s in group if s.treatment.on is not None), key=_day)
        first: Session | None = None
        before: Session | None = None
        for session in dated:
            joins = before is not None and session.treatment.kind != "surgery"
            if joins and before is not None and first is not None and _gap(before, session) <= SAME_COURSE:
                merged.append(Merged(session.resource.ref, first.resource.ref))
            else:
                first = session
                found.append(session.treatment)
            before = session
    return found, merged


def _day(session: Session) -> str:
    return session.treatment.on.earliest.isoformat() if session.treatment.on is not None else ""


def _gap(before: Session, after: Session) -> timedelta:
    if before.treatment.on is None or after.treatment.on is None:
        return timedelta.max
    return after.treatment.on.earliest - before.treatment.on.earliest
