"""Documents, under /p/ for the team and under /my/ for the person and those close."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing
from cordee.service.record.documents.actions import (
    AlreadyThere,
    NotADocument,
    add_document,
    log_download,
    withdraw_document,
)
from cordee.service.record.documents.content import ENDINGS
from cordee.service.record.documents.form import DocumentForm, WithdrawForm
from cordee.service.record.documents.store import chunks_of, path_of
from cordee.service.record.models import Document, DocumentKind
from cordee.service.record.uploads import megabytes, too_big


@require_http_methods(["GET", "POST"])
@signed_in
def documents(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The list, and adding one."""
    if request.method == "GET":
        where = access_person(
            user=request.user, person_id=person_id, need=Permission.SEE_DOCUMENTS, at=request.at
        )
        return _page(request, where, DocumentForm())
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.WRITE_DOCUMENTS, at=request.at
    )
    form = DocumentForm(request.POST, request.FILES, today=request.today)
    if too_big(request):
        form.full_clean()
        form.errors.pop("file", None)
        form.add_error("file", _("This file is bigger than %(limit)d MB.") % {"limit": megabytes()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            add_document(
                person=where.person, file=said["file"], title=said["title"], kind=DocumentKind(said["kind"]),
                dated=said["dated"], by=request.user, at=request.at,
            )  # fmt: skip
        except NotADocument:
            form.add_error("file", _("This is neither PDF, PNG nor JPEG, whatever its name says."))
        except AlreadyThere as there:
            form.add_error(
                "file", _("This file is attached already: %(title)s.") % {"title": there.document.title}
            )
        else:
            messages.success(request, _("The document is attached."))
            return redirect(_address(request, "documents"), where.person.id)
    return _page(request, where, form)


@require_GET
@signed_in
def download(request: SignedIn, person_id: UUID, document_id: UUID) -> HttpResponse:
    """The bytes, as a file to keep, never as a page."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.SEE_DOCUMENTS, at=request.at
    )
    found = _document(where, document_id)
    if found.withdrawn_at is not None and not where.as_professional:
        raise Http404
    path = path_of(found.sha256)
    if not path.is_file():
        messages.error(request, _("The file can't be found on this server. The operator has to look."))
        return _page(request, where, DocumentForm(), status=409)
    log_download(document=found, by=request.user, at=request.at)
    name = f"{slugify(found.title)[:60] or 'document'}.{ENDINGS[found.content_type]}"
    whole = StreamingHttpResponse(
        chunks_of(found.sha256),
        content_type=found.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(found.size),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
    return cast("HttpResponse", whole)


@require_POST
@signed_in
def withdraw(request: SignedIn, person_id: UUID, document_id: UUID) -> HttpResponse:
    """Off the list, with a reason."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.WRITE_DOCUMENTS, at=request.at
    )
    found = _document(where, document_id)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        withdraw_document(document=found, why=form.cleaned_data["why"], by=request.user, at=request.at)
        messages.success(request, _("The document is withdrawn. It stays listed below with the reason."))
    else:
        messages.error(request, _("Say why: a document is not withdrawn without a reason."))
    return redirect(_address(request, "documents"), where.person.id)


def _document(where: Standing, document_id: UUID) -> Document:
    found = Document.objects.filter(person=where.person, pk=document_id).first()
    if found is None:
        raise Http404
    return found


def _address(request: SignedIn, name: str) -> str:
    mine = request.path.startswith("/my/")
    return f"record:my_{name}" if mine else f"record:{name}"


def _page(request: SignedIn, where: Standing, form: DocumentForm, status: int = 200) -> HttpResponse:
    mine = request.path.startswith("/my/")
    rows = list(where.person.documents.select_related("added_by", "withdrawn_by").order_by("-added_at"))
    context: dict[str, Any] = {
        "person": where.person,
        "standing": where,
        "tab": "documents",
        "documents": [row for row in rows if row.withdrawn_at is None],
        "withdrawn": [row for row in rows if row.withdrawn_at is not None],
        "form": form,
        "may_write": Permission.WRITE_DOCUMENTS in where.permissions,
        "frame": "frame/my.html" if mine else "frame/person.html",
        "mine": mine,
        "to_document": _address(request, "document"),
        "to_withdraw": _address(request, "document_withdraw"),
    }
    return render(request, "record/documents.html", context, status=status)
