"""What operators see of the chain: whether it turns, what the watchman found, how the channels fare. Nobody's data."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Min
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cordee.service.chain.engine import is_turning
from cordee.service.chain.models import ChannelState, Delivery, EngineBeat, Finding
from cordee.service.people.request import SignedIn, own_frame, signed_in

_A_WHILE = timedelta(days=7)


@require_safe
@signed_in
def watch(request: SignedIn) -> HttpResponse:
    """For operators alone: the page is not there for anybody else."""
    if not request.user.is_staff:
        raise Http404
    owed = Delivery.objects.filter(state="owed", next_attempt_at__lte=request.at).values("channel")
    context = {
        "frame": own_frame(request),
        "turning": is_turning(request.at),
        "engines": EngineBeat.objects.filter(started_at__gt=request.at - _A_WHILE).order_by("-started_at")[
            :20
        ],
        "standing": Finding.objects.filter(gone_at__isnull=True).order_by("found_at", "invariant")[:200],
        "gone": Finding.objects.filter(gone_at__gt=request.at - _A_WHILE).order_by("-gone_at")[:50],
        "channels": ChannelState.objects.order_by("channel"),
        "owed": owed.annotate(n=Count("id"), since=Min("next_attempt_at")).order_by("channel"),
    }
    return render(request, "chain/watch.html", context)
