"""What the person's Today says of check-ins: whether one waits, when the next comes, what was said last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cordee.service.chain.answers import told_of
from cordee.service.chain.models import CheckInPlan, ExpectedReport, Report
from cordee.service.people.permissions import Permission
from cordee.service.people.standing import Standing


@dataclass(frozen=True)
class CheckInToday:
    """`waits`: a check-in was asked for and is not answered. `next_at`: when the next one comes, None when none is
    expected. `paused_until` (inclusive) during a pause. `is_asked`: regularly, and the reader may say a break. `last_*`:
    the newest check-in, and what was said then."""

    waits: bool
    next_at: datetime | None
    paused_until: date | None
    is_asked: bool
    last_id: UUID | None
    last_at: datetime | None
    last_told: tuple[str, ...]


def today_of(where: Standing, at: datetime, today: date) -> CheckInToday | None:
    """None for who may neither answer nor see how the person is, and after a death. Three queries."""
    seen = Permission.SEE_HOW_THEY_ARE in where.permissions
    if where.person.died_on is not None or not (seen or Permission.REPORT in where.permissions):
        return None
    plan = CheckInPlan.objects.filter(person=where.person, stopped_at__isnull=True).first()
    paused = plan.paused_until if plan and plan.pauses_on(today) else None
    expected = ExpectedReport.objects.filter(person=where.person, state=ExpectedReport.State.WAITING).first()
    last = Report.objects.filter(person=where.person).order_by("-at").first() if seen else None
    return CheckInToday(
        waits=expected is not None and expected.due_at <= at,
        next_at=expected.due_at if expected is not None and expected.due_at > at else None,
        paused_until=paused,
        is_asked=plan is not None and Permission.REPORT in where.permissions,
        last_id=last.pk if last else None,
        last_at=last.at if last else None,
        last_told=tuple(told_of(last)) if last else (),
    )
