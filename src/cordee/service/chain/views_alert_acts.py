"""'I have it', the outcome, handing over, putting off, giving back. Of two at once, the second is told what stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.service.chain.alert_forms import OfferForm, OutcomeForm, SnoozeForm
from cordee.service.chain.answer import (
    Closed,
    Taken,
    TooLong,
    accept,
    acknowledge,
    decline,
    let_go,
    offer,
    say_outcome,
    snooze,
)
from cordee.service.chain.models import Alert
from cordee.service.chain.models.alert import Outcome
from cordee.service.chain.queries import colleagues_for, told_of
from cordee.service.chain.views_alert import alert_of, alert_response, may_act
from cordee.service.people.access import access_person_to_write
from cordee.service.people.emergencies import open_when_called
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing

Act = Callable[[SignedIn, Alert], "HttpResponse | dict[str, Any] | str"]
"""Does it, and answers what to say; or gives the context of a form with its faults."""


def _view(act: Act) -> Callable[..., HttpResponse]:
    @require_http_methods(["POST"])
    @signed_in
    def view(request: SignedIn, person_id: UUID, alert_id: UUID) -> HttpResponse:
        where = access_person_to_write(
            user=request.user, person_id=person_id, need=Permission.SEE_HOW_THEY_ARE, at=request.at
        )
        alert = alert_of(where, alert_id)
        if not may_act(where, alert, request):
            raise Http404
        return _run(act, request, where, alert)

    view.__doc__ = act.__doc__
    return view


def _run(act: Act, request: SignedIn, where: Standing, alert: Alert) -> HttpResponse:
    try:
        done = act(request, alert)
    except (Taken, Closed, TooLong, ValueError) as refused:
        fresh = alert_of(where, alert.pk)
        return alert_response(request, where, fresh, status=409, meanwhile=_meanwhile(refused, fresh))
    if isinstance(done, dict):
        return alert_response(request, where, alert_of(where, alert.pk), status=400, **done)
    messages.success(request, str(done))
    return redirect("chain:alert", where.person.pk, alert.pk)


def _meanwhile(refused: Exception, alert: Alert) -> str:
    if isinstance(refused, TooLong):
        longest = timeuntil(alert.opened_at + refused.longest, alert.opened_at)
        return _("That is too long: %(longest)s at most.") % {"longest": longest}
    if alert.closed_at is not None:
        return _("%(name)s has closed it meanwhile.") % {"name": alert.closed_by}
    if alert.acknowledged_by is not None:
        return _("%(name)s has it by now.") % {"name": alert.acknowledged_by}
    if isinstance(refused, ValueError):
        return _("That was not possible: choose a time ahead, and say why.")
    return _("It is not with you any more. Take it first.")


def _take(request: SignedIn, alert: Alert) -> str:
    """'I have it'."""
    acknowledge(alert, by=request.user, at=request.at)
    return _("You have it. Say what was done when it is done.")


def _outcome(request: SignedIn, alert: Alert) -> dict[str, Any] | str:
    """What was done; it is closed."""
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return {"outcome_form": form}
    outcome = Outcome(form.cleaned_data["outcome"])
    say_outcome(alert, by=request.user, outcome=outcome, words=form.cleaned_data["words"], at=request.at)
    return _("Closed. Thank you.")


def _offer(request: SignedIn, alert: Alert) -> dict[str, Any] | str:
    """Offer it to somebody else."""
    form = OfferForm(request.POST, colleagues=colleagues_for(alert, request.user, request.at))
    if not form.is_valid():
        return {"offer_form": form}
    offer(alert, by=request.user, to=form.cleaned_data["to"], at=request.at)
    return _("Asked. You hold it until they accept.")


def _accept(request: SignedIn, alert: Alert) -> str:
    """Take what was offered."""
    accept(alert, by=request.user, at=request.at)
    return _("You have it now.")


def _decline(request: SignedIn, alert: Alert) -> str:
    """Refuse what was offered."""
    decline(alert, by=request.user, at=request.at)
    return _("Declined. It stays where it was.")


def _snooze(request: SignedIn, alert: Alert) -> dict[str, Any] | str:
    """Put it off."""
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        return {"snooze_form": form}
    snooze(alert, by=request.user, until=form.moment(), reason=form.cleaned_data["reason"], at=request.at)
    return _("Put off. It comes back by itself.")


def _give_back(request: SignedIn, alert: Alert) -> str:
    """Give it back to the ladder."""
    let_go(alert, by=request.user, at=request.at)
    return _("Given back: others are told now.")


take, outcome, give_back = _view(_take), _view(_outcome), _view(_give_back)
offer_to, accept_offer, decline_offer = _view(_offer), _view(_accept), _view(_decline)
put_off = _view(_snooze)


@require_http_methods(["POST"])
@signed_in
def come(request: SignedIn, alert_id: UUID) -> HttpResponse:
    """Take an alert one was told of, of somebody whose circle one is not in: access opens for a few hours, and the
    coordinator and the person are told."""
    found = next((one for one in told_of(request.user) if one.pk == alert_id), None)
    if found is None:
        messages.info(request, _("This alert is closed, or you were not told of it."))
        return redirect("chain:alerts")
    try:
        with transaction.atomic():
            reason = _("called by an alert of the team")
            open_when_called(person=found.person, by=request.user, reason=reason, at=request.at)
            acknowledge(found, by=request.user, at=request.at)
    except NotPossible as refused:
        messages.error(request, str(refused))
        return redirect("chain:alerts")
    except (Taken, Closed) as refused:
        messages.info(request, _meanwhile(refused, refused.alert))
        return redirect("chain:alerts")
    return redirect("chain:alert", found.person_id, found.pk)
