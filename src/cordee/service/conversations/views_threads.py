"""Conversations: the list, one thread, a new one. The same views serve the team, the person and those close."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cordee.service.conversations.actions import mark_read, open_thread, send_message, takes_part
from cordee.service.conversations.forms import MessageForm, ThreadForm
from cordee.service.conversations.models import Thread
from cordee.service.conversations.places import address_name, frame
from cordee.service.conversations.queries import access_thread, messages_of, threads_for, with_unread
from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing

_A_PAGE = 30


def _frame(where: Standing, **context: Any) -> dict[str, Any]:
    return frame(where, may_write=Permission.WRITE_CONVERSATIONS in where.permissions, **context)


@signed_in
@require_safe
def threads(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The person's conversations, newest first, unread ones marked."""
    where = access_person(
        user=request.user, person_id=person_id, need=Permission.SEE_CONVERSATIONS, at=request.at
    )
    listed = with_unread(threads_for(where), request.user)
    page = Paginator(listed, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "conversations/threads.html", _frame(where, page=page))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_thread(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Open a conversation."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.WRITE_CONVERSATIONS, at=request.at
    )
    form = ThreadForm(request.POST or None, as_professional=where.as_professional)
    if request.method == "POST" and form.is_valid():
        thread = open_thread(
            person=where.person,
            by=request.user,
            subject=form.cleaned_data["subject"],
            text=form.cleaned_data["text"],
            with_person=form.is_with_person,
            to_role=form.cleaned_data["to_role"],
            once=form.cleaned_data["once"],
            at=request.at,
        )
        return redirect(_address(where, thread))
    status = 422 if form.is_bound else 200
    return render(request, "conversations/new_thread.html", _frame(where, form=form), status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: SignedIn, person_id: UUID, thread_id: UUID) -> HttpResponse:
    """One conversation, with who has read what; a form to answer. Opening it marks its messages read."""
    if request.method == "POST":
        where = access_person_to_write(
            user=request.user, person_id=person_id, need=Permission.WRITE_CONVERSATIONS, at=request.at
        )
    else:
        where = access_person(
            user=request.user, person_id=person_id, need=Permission.SEE_CONVERSATIONS, at=request.at
        )
    chosen = access_thread(where, thread_id)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        send_message(
            thread=chosen,
            by=request.user,
            text=form.cleaned_data["text"],
            once=form.cleaned_data["once"],
            at=request.at,
        )
        return redirect(_address(where, chosen) + "#newest")
    if request.method == "GET":
        mark_read(thread=chosen, by=request.user, at=request.at)
    context = _frame(
        where,
        thread=chosen,
        messages_sent=list(messages_of(chosen)),
        readers=takes_part(chosen, request.at),
        form=form,
    )
    return render(request, "conversations/thread.html", context, status=422 if form.is_bound else 200)


def _address(where: Standing, thread: Thread) -> str:
    name = address_name("thread", as_professional=where.as_professional)
    return reverse(name, args=[thread.person_id, thread.id])
