"""Keys of hospital systems, for operators. A secret is shown once, on the page that made it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordee.service.api.actions import create_token, revoke_token
from cordee.service.api.forms import TokenForm
from cordee.service.api.models import ApiToken
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.request import SignedIn, signed_in


def _operators_only(request: SignedIn) -> None:
    if not request.user.is_staff:
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def tokens(request: SignedIn) -> HttpResponse:
    """The keys there are, and a form for one more."""
    _operators_only(request)
    form = TokenForm(request.POST if request.method == "POST" else None)
    status, secret = (422 if form.is_bound else 200), ""
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            _made, secret = create_token(
                team=said["team"],
                name=said["name"],
                identifier_system=said["identifier_system"],
                may_read="read" in said["scopes"],
                may_write="write" in said["scopes"],
                by=request.user,
                at=request.at,
            )
        except NotPossible as refused:
            form.add_error("name", str(refused))
        else:
            form, status = TokenForm(), 200
    listed = ApiToken.objects.select_related("team", "created_by", "revoked_by")
    context = {"form": form, "secret": secret, "tokens": listed.order_by("revoked_at", "team__name", "name")}
    response = render(request, "api/tokens.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@signed_in
def revoke(request: SignedIn, token_id: UUID) -> HttpResponse:
    """The key serves no longer."""
    _operators_only(request)
    revoke_token(token=get_object_or_404(ApiToken, pk=token_id), by=request.user, at=request.at)
    messages.success(request, _("The key is revoked: it serves no longer."))
    return redirect("api:tokens")
