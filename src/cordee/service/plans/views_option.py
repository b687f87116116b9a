"""One option in full: why, what would change it, its sources, and what to decide about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.knowledge import Option, load_knowledge
from cordee.plan import Plan
from cordee.plan.document import Bullets, Document, Text
from cordee.plan.why import why
from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing
from cordee.service.plans.actions_choose import decide_option, option_of, take_back
from cordee.service.plans.forms import DecideForm
from cordee.service.plans.live import live_plan, planned_case
from cordee.service.plans.models import ChoiceKind
from cordee.service.plans.queries import choices_of
from cordee.service.plans.refusals import Refusal
from cordee.service.plans.views_plan import on_the_tab


@require_http_methods(["GET"])
@signed_in
def option(request: SignedIn, person_id: UUID, option_id: str) -> HttpResponse:
    """The option's whole proof and figures; alone, without the frame, for a page that opens it."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_PLAN, at=request.at)
    return _page(request, where, option_id)


@require_http_methods(["POST"])
@signed_in
def decide(request: SignedIn, person_id: UUID, option_id: str) -> HttpResponse:
    """Adopt, set aside because, discuss at the meeting, or take back."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.DECIDE_PLAN, at=request.at
    )
    if option_id not in load_knowledge().resolved:
        raise Http404
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, where, option_id, form=form, status=400)
    said = form.cleaned_data
    common: dict[str, Any] = {
        "person": where.person,
        "option_id": option_id,
        "by": request.user,
        "at": request.at,
        "seen": said["seen"],
    }
    try:
        if said["kind"] == DecideForm.TAKE_BACK:
            take_back(**common)
        else:
            decide_option(kind=ChoiceKind(said["kind"]), why=said["why"], **common)
    except Refusal as refusal:
        return _page(request, where, option_id, form=form, refusal=refusal.said(), status=409)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('plans:plan', args=[person_id])}#option-{option_id}")


def _page(
    request: SignedIn,
    where: Standing,
    option_id: str,
    *,
    form: DecideForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The option's page. Raises Http404 for an id that names no option of the knowledge."""
    entry = load_knowledge().entry(option_id)
    if not isinstance(entry, Option):
        raise Http404
    made = live_plan(where.person, request.today)
    if not isinstance(made, Plan):
        return redirect("plans:plan", person_id=where.person.id)
    document = why(planned_case(where.person, request.today), option_id, request.today)
    context = on_the_tab(
        where,
        option=option_of(made, option_id),
        option_id=option_id,
        entry=entry,
        sections=[section for section in document.sections if section.id != "sources"],
        sources=_sources(document),
        choice=choices_of(where.person).get(option_id),
        form=form,
        refusal=refusal,
    )
    return render(request, "plans/option.html", context, status=status)


def _sources(document: Document) -> list[tuple[int, Text, str | None]]:
    """The sources that the option's numbers name: number, words, and where they can be read."""
    known = load_knowledge()
    items = [
        item
        for section in document.sections
        if section.id == "sources"
        for block in section.blocks
        if isinstance(block, Bullets)
        for item in block.items
    ]
    ids = (item.text.basis[0].partition(":")[2] for item in items)
    return [
        (n, item.text, known.source(id).link) for n, (item, id) in enumerate(zip(items, ids, strict=True), 1)
    ]
