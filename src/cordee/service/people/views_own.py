"""An account's own pages: notices, settings, closing it; the emergency door; the language of who is not signed in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordee.service.people.accounts import close_account, read_notices, set_account
from cordee.service.people.emergencies import EMERGENCY_HOURS, open_emergency
from cordee.service.people.forms import AccountForm, EmergencyForm
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.notices import link_of, said
from cordee.service.people.queries import notices_of, unread
from cordee.service.people.request import SignedIn, own_frame, signed_in
from cordee.service.people.standing import standing

A_YEAR = 365 * 24 * 3600


@require_safe
@signed_in
def notices(request: SignedIn) -> HttpResponse:
    """What the account was told, the newest first."""
    page = Paginator(notices_of(request.user), 40).get_page(request.GET.get("page"))
    rows = [(notice, said(notice), link_of(notice)) for notice in page]
    context = {"frame": own_frame(request), "rows": rows, "page": page, "unread": unread(request.user)}
    return render(request, "people/notices.html", context)


@require_POST
@signed_in
def notices_read(request: SignedIn) -> HttpResponse:
    """All are read."""
    read_notices(account=request.user, at=request.at)
    return redirect("people:notices")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account(request: SignedIn) -> HttpResponse:
    """Name, telephone, language; the ways to sign in."""
    form = AccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        set_account(account=request.user, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("people:account")
    return render(request, "people/account.html", {"frame": own_frame(request), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account_close(request: SignedIn) -> HttpResponse:
    """Asks, then closes the account and signs out everywhere."""
    if request.method == "POST":
        try:
            close_account(account=request.user, by=request.user, at=request.at)
        except NotPossible as refused:
            messages.error(request, str(refused))
            return redirect("people:close_account")
        logout(request)
        return render(request, "people/account_closed.html")
    return render(request, "people/close_account.html", {"frame": own_frame(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def emergency(request: SignedIn) -> HttpResponse:
    """The emergency door. Whatever part was wrong, the answer is the same."""
    if not request.user.is_professional:
        raise Http404
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = open_emergency(**form.cleaned_data, by=request.user, at=request.at)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            where = standing(request.user, person.pk, request.at) if person is not None else None
            if where is not None and where.as_professional:
                return redirect("people:circle", where.person.pk)
            if where is not None:
                said = _("You are close to this person: you see here what they opened to you, nothing more.")
                form.add_error(None, said)
            else:
                nobody = _("Nobody with exactly this number, name and birth date. Check all three.")
                form.add_error(None, nobody)
    context = {"frame": "frame/clinician.html", "form": form, "hours": EMERGENCY_HOURS}
    return render(request, "people/emergency.html", context)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The language for this browser, kept a year; back to where one was."""
    back = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if here and back.startswith("/") else "/")
    if request.POST.get("language") in ("fr", "en"):
        if request.user.is_authenticated:
            user = request.user
            set_account(
                account=user, full_name=user.full_name, phone=user.phone, language=request.POST["language"]
            )
        response.set_cookie(
            "language",
            request.POST["language"],
            max_age=A_YEAR,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return response
