"""How an account is reached: its own page. The addresses hold no id: what is changed is named in the form."""

from __future__ import annotations

import json
import secrets
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordee.service.chain import contacts as acts
from cordee.service.chain.channels import ChannelTrouble
from cordee.service.chain.channels.environment import gateway, is_push_allowed, webhook_hosts
from cordee.service.chain.channels.outbox import messages_to
from cordee.service.chain.channels.push.keys import public_key
from cordee.service.chain.contact_code import TooOften, number_proved, send_code
from cordee.service.chain.contact_forms import CodeForm, NumberForm, WebhookForm
from cordee.service.chain.models import ContactPoint
from cordee.service.chain.trying import owe_try
from cordee.service.people.request import SignedIn, own_frame, signed_in


def _page(request: SignedIn, *, status: int = 200, **more: Any) -> HttpResponse:
    points = list(ContactPoint.objects.filter(account=request.user).order_by("channel", "made_at"))
    context = {
        "frame": own_frame(request),
        "points": points,
        "has_mail": any(point.address == request.user.email for point in points),
        "number_form": NumberForm() if gateway() is not None or settings.DEMO else None,
        "webhook_form": WebhookForm() if webhook_hosts() and request.user.is_professional else None,
        "push_key": public_key(),
        "kept": messages_to(request.user) if settings.DEMO else [],
        **more,
    }
    return render(request, "chain/contacts.html", context, status=status)


@require_safe
@signed_in
def contacts(request: SignedIn) -> HttpResponse:
    """The ways there are, and those that can be added."""
    return _page(request)


@require_POST
@signed_in
def add_mail(request: SignedIn) -> HttpResponse:
    """The address one signs in with: it was proved then."""
    acts.add_point(account=request.user, channel="email", address=request.user.email, at=request.at)
    messages.success(request, _("You are now written to by e-mail."))
    return redirect("chain:contacts")


@require_POST
@signed_in
def add_number(request: SignedIn) -> HttpResponse:
    """Send a code to a number, or take the number whose code is typed back."""
    if "carried" in request.POST:
        return _code_typed(request)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, number_form=form)
    try:
        carried = send_code(account=request.user, number=form.cleaned_data["number"], at=request.at)
    except TooOften:
        form.add_error(None, _("Too many codes within the hour. Try again later."))
    except ChannelTrouble:
        form.add_error(None, _("The code could not be sent. Check the number, or try again later."))
    else:
        return _page(request, number_form=None, code_form=CodeForm(initial={"carried": carried}))
    return _page(request, status=422, number_form=form)


def _code_typed(request: SignedIn) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        number = number_proved(account=request.user, **form.cleaned_data)
        if number is not None:
            return _keep(request, "sms", number)
        form.add_error("code", _("This is not the code, or it is too old."))
    return _page(request, status=422, number_form=None, code_form=form)


@require_POST
@signed_in
def add_webhook(request: SignedIn) -> HttpResponse:
    """An address, and the secret it checks our signature with: shown once."""
    form = WebhookForm(request.POST)
    if not form.is_valid() or not request.user.is_professional:
        return _page(request, status=422, webhook_form=form if request.user.is_professional else None)
    secret = secrets.token_urlsafe(32)
    try:
        acts.add_point(
            account=request.user,
            channel="webhook",
            address=form.cleaned_data["address"],
            at=request.at,
            secret={"secret": secret},
        )
    except acts.TooMany:
        form.add_error(None, _("You have many already: take one away first."))
        return _page(request, status=422, webhook_form=form)
    return _page(request, shown_secret=secret)


@require_POST
@signed_in
def add_browser(request: SignedIn) -> HttpResponse:
    """The subscription that a browser made, as JSON: `endpoint`, `keys`."""
    try:
        said = json.loads(request.body)
        address, keys = str(said["endpoint"]), {name: str(said["keys"][name]) for name in ("p256dh", "auth")}
    except (ValueError, KeyError, TypeError):
        return JsonResponse({}, status=400)
    if len(address) > 500 or not is_push_allowed(address):
        return JsonResponse({}, status=422)
    try:
        acts.add_point(account=request.user, channel="push", address=address, at=request.at, secret=keys)
    except acts.TooMany:
        return JsonResponse({}, status=409)
    return JsonResponse({}, status=201)


@require_POST
@signed_in
def change(request: SignedIn) -> HttpResponse:
    """Take away, try, or use again one of one's own ways."""
    try:
        point = ContactPoint.objects.get(account=request.user, pk=UUID(request.POST.get("point", "")))
    except (ContactPoint.DoesNotExist, ValueError):
        return _page(request, status=422)
    match request.POST.get("do"):
        case "remove":
            acts.remove_point(point=point)
            messages.success(request, _("Taken away."))
        case "mend":
            acts.mend_point(point=point)
            messages.success(request, _("It is used again."))
        case "try":
            owe_try(account=request.user, channel=point.channel, at=request.at, key=f"try:{uuid4()}")
            messages.success(request, _("A test is on its way."))
        case _:
            return _page(request, status=422)
    return redirect("chain:contacts")


def _keep(request: SignedIn, channel: str, address: str) -> HttpResponse:
    try:
        acts.add_point(account=request.user, channel=channel, address=address, at=request.at)
        messages.success(request, _("Kept."))
    except acts.TooMany:
        messages.error(request, _("You have many already: take one away first."))
    return redirect("chain:contacts")


@require_http_methods(["GET", "HEAD"])
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows a push when no page is open. It must come from the root to speak for the whole service."""
    with open(str(finders.find("chain/worker.js")), encoding="utf-8") as file:
        return HttpResponse(
            file.read(),
            content_type="text/javascript",
            headers={"Cache-Control": "max-age=0, must-revalidate"},
        )
