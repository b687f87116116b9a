"""How they are: the newest answers in words first, then the months as ribbons; and how often the person is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cordee.followup import Rhythm
from cordee.service.chain.answers import answers_of, courses, given
from cordee.service.chain.check_in_plan import pause, resume, set_rhythm, stop
from cordee.service.chain.check_in_plan_forms import PauseForm, RhythmForm
from cordee.service.chain.dimensions import panels
from cordee.service.chain.models import CheckInPlan, ExpectedReport
from cordee.service.chain.queries import open_alerts
from cordee.service.chain.ribbons import ribbons_svg
from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing
from cordee.service.record.current import current_case

LOOK_BACK = timedelta(days=200)
IN_TABLE = 8


@require_safe
@signed_in
def how(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The team's page."""
    where = access_person(
        user=request.user, person_id=person_id, need=Permission.SEE_HOW_THEY_ARE, at=request.at
    )
    seen = given(where.person, request.at - LOOK_BACK)
    found = courses(seen)
    sees_record = Permission.SEE_RECORD in where.permissions
    picture = ribbons_svg(
        found,
        current_case(where.person, request.today) if sees_record else None,
        request.today,
        _("Symptoms over time; the table below says the same."),
        _("treatment"),
    )
    newest, before = (seen[-1] if seen else None), (seen[-2] if len(seen) > 1 else None)
    context = {
        "person": where.person,
        "standing": where,
        "tab": "how",
        "newest": newest,
        "panels": panels(newest, answers_of(newest, before)) if newest else [],
        "picture": mark_safe(picture),  # nosec B308 B703: made of escaped parts in `ribbons.py`
        "table": _table(found),
        "alerts": open_alerts(where.person),
        "plan": plan_of(where, request),
        "may_answer": Permission.ANSWER_ALERTS in where.permissions,
        "may_report": Permission.REPORT in where.permissions and where.person.died_on is None,
    }
    return render(request, "chain/how.html", context)


def _table(found: list[Any]) -> dict[str, Any]:
    days = sorted({day for course in found for day, _step, _words in course.points})[-IN_TABLE:]
    rows = [
        (course.question.name, [{d: w for d, _s, w in course.points}.get(day, "") for day in days])
        for course in found
    ]
    return {"days": days, "rows": rows}


def plan_of(where: Standing, request: SignedIn) -> dict[str, Any]:
    """How often the person is asked, what waits, and whether it is paused or stopped."""
    plan = CheckInPlan.objects.filter(person=where.person).first()
    if plan is None:
        return {"state": "none"}
    waiting = ExpectedReport.objects.filter(person=where.person, state=ExpectedReport.State.WAITING).first()
    paused = plan.paused_until is not None and plan.paused_until >= request.today
    usual = Rhythm(every_days=plan.every_days)
    state = "stopped" if plan.stopped_at else "paused" if paused else "running"
    return {
        "state": "ended" if where.person.died_on else state,
        "every_days": plan.every_days,
        "closer_days": usual.closer_every_days if usual.closer_every_days < plan.every_days else None,
        "closer_for_days": usual.closer_for_days,
        "hour": plan.at,
        "paused_from": plan.paused_from,
        "paused_until": plan.paused_until,
        "reason": plan.pause_reason,
        "stopped_at": plan.stopped_at,
        "due_at": waiting.due_at if waiting else None,
        "late": bool(waiting and waiting.due_at <= request.at),
        "extra_sets": plan.extra_sets,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def check_ins(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Start, change, pause, stop. One form each; `do` says which was sent."""
    door = access_person_to_write if request.method == "POST" else access_person
    where = door(user=request.user, person_id=person_id, need=Permission.ANSWER_ALERTS, at=request.at)
    do = request.POST.get("do", "")
    plan = plan_of(where, request)
    rhythm = RhythmForm(
        request.POST if do == "rhythm" else None,
        initial={
            "every_days": plan.get("every_days", 7),
            "hour": plan.get("hour", RhythmForm.base_fields["hour"].initial),
            "extra_sets": plan.get("extra_sets", []),
        },
    )
    pausing = PauseForm(
        request.POST if do == "pause" else None, initial={"start": request.today, "reason": "hospital"}
    )
    status = 200
    if request.method == "POST":
        try:
            if _done(request, where, do, rhythm, pausing):
                messages.success(request, _("Kept."))
                return redirect("chain:how", person_id)
            status = 400
        except NotPossible as refused:
            messages.error(request, str(refused))
            status = 409
    context = {
        "person": where.person, "standing": where, "tab": "how", "plan": plan, "rhythm": rhythm, "pausing": pausing,
    }  # fmt: skip
    return render(request, "chain/check_ins.html", context, status=status)


def _done(request: SignedIn, where: Standing, do: str, rhythm: RhythmForm, pausing: PauseForm) -> bool:
    who: dict[str, Any] = {"person": where.person, "by": request.user, "at": request.at}
    if do == "rhythm" and rhythm.is_valid():
        set_rhythm(**who, **rhythm.cleaned_data)
    elif do == "pause" and pausing.is_valid():
        pause(**who, **pausing.cleaned_data)
    elif do == "resume":
        resume(**who)
    elif do == "stop":
        stop(**who)
    else:
        return False
    return True


@require_safe
@signed_in
def my_how(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The person's own answers over time, in words; for those close when the person opened it."""
    where = access_person(
        user=request.user, person_id=person_id, need=Permission.SEE_HOW_THEY_ARE, at=request.at
    )
    seen = given(where.person, most=20)
    rows = []
    for place, one in enumerate(seen):
        answers = [a for found in answers_of(one, seen[place - 1] if place else None).values() for a in found]
        rows.append(
            {
                "given": one,
                "matter": [a for a in answers if a.matters],
                "well": sum(not a.matters for a in answers),
            }
        )
    context = {
        "person": where.person, "standing": where, "tab": "", "rows": rows[::-1],
        "self": where.person.account_id == request.user.pk, "plan": plan_of(where, request),
        "may_report": Permission.REPORT in where.permissions and where.person.died_on is None,
    }  # fmt: skip
    return render(request, "chain/my_how.html", context)
