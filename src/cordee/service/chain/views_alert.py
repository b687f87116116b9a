"""The page of an alert, the alerts of a person, and those one was told of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cordee.service.chain import alert_page as page
from cordee.service.chain.alert_forms import OfferForm, OutcomeForm, SnoozeForm
from cordee.service.chain.alert_rope import knots, names_in, recipients_next
from cordee.service.chain.alert_words import what_for
from cordee.service.chain.models import Alert
from cordee.service.chain.queries import closed_alerts, colleagues_for, open_alerts, told_of, was_told
from cordee.service.chain.whom_to_phone import whom_to_phone
from cordee.service.people.access import access_person
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing, standing

_WITH = (
    "person__coordination__account", "person__team", "team", "acknowledged_by", "offered_by", "offered_to", "snoozed_by",
    "closed_by",
)  # fmt: skip


def alert_of(where: Standing, alert_id: UUID) -> Alert:
    """The alert of this person. Raises Http404 for another's."""
    found = Alert.objects.filter(person=where.person, id=alert_id).select_related(*_WITH).first()
    if found is None:
        raise Http404
    return found


def may_act(where: Standing, alert: Alert, request: SignedIn) -> bool:
    """Who answers alerts, and who was let in because the ladder told them of this one."""
    if Permission.ANSWER_ALERTS in where.permissions:
        return True
    return where.in_emergency and was_told(alert, request.user)


@require_safe
@signed_in
def alert(request: SignedIn, person_id: UUID, alert_id: UUID) -> HttpResponse:
    """The whole of it: the rope, what was answered, why, what was said, what to do. Closed, it is the audit."""
    where = access_person(
        user=request.user, person_id=person_id, need=Permission.SEE_HOW_THEY_ARE, at=request.at
    )
    return alert_response(request, where, alert_of(where, alert_id))


def alert_response(
    request: SignedIn, where: Standing, found: Alert, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The page as it stands now; `context` brings a form with its faults, or what happened meanwhile."""
    events = page.history(found)
    found.openings = page.openings(events)  # type: ignore[attr-defined]
    recipients = recipients_next(found, request.at) if found.closed_at is None else None
    names = names_in(events, recipients.names() if recipients else {})
    report = page.newest_report(found)
    why = page.whys(found, report)
    looked_at = page.questions_of(found, why)
    seen = page.seen_before(found)
    acting = found.closed_at is None and may_act(where, found, request)
    mine = found.acknowledged_by_id == request.user.pk
    shown = {
        "person": where.person,
        "standing": where,
        "tab": "how",
        "alert": found,
        "what": what_for(found),
        "knots": knots(found, events, request.at, _sender(report), names=names, recipients=recipients),
        "why": why,
        "heard": page.heard(found, report, looked_at, seen),
        "plots": page.plots(seen, looked_at, request.today),
        "history": page.history_in_words(events, names),
        "may_act": acting,
        "phones": whom_to_phone(where.person, request.at) if found.closed_at is None else (),
        "mine": mine,
        "offered_to_me": found.offered_to_id == request.user.pk,
        "outcome_form": OutcomeForm(),
        "snooze_form": SnoozeForm(initial={"until": timezone.localtime(request.at) + timedelta(hours=1)}),
        "offer_form": OfferForm(colleagues=colleagues_for(found, request.user, request.at)) if mine else None,
        **context,
    }
    return render(request, "chain/alert.html", shown, status=status)


def _sender(report: Any) -> str:
    return report.sent_by.full_name if report is not None and report.sent_by else ""


@require_safe
@signed_in
def alerts_of(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Open and closed alerts of one person."""
    where = access_person(
        user=request.user, person_id=person_id, need=Permission.SEE_HOW_THEY_ARE, at=request.at
    )
    context = {
        "person": where.person, "standing": where, "tab": "how", "alerts": open_alerts(where.person),
        "closed": closed_alerts(where.person),
    }  # fmt: skip
    return render(request, "chain/alerts_of.html", context)


@require_safe
@signed_in
def alerts(request: SignedIn) -> HttpResponse:
    """Alerts that the ladder has told one of. Of people whose circle one is not in, nothing shows but the urgency."""
    rows = [
        (one, standing(request.user, one.person_id, request.at) is not None) for one in told_of(request.user)
    ]
    return render(request, "chain/alerts.html", {"rows": rows})
