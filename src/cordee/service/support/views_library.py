"""What there is to read: learning pages, self-care sheets, warning signs, the glossary."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cordee.knowledge.check import source_keys
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.support.library import load_library
from cordee.service.support.library_entries import Entry
from cordee.service.support.picture import picture_frames
from cordee.service.support.queries import emergency_numbers, sources_named, words_explained_in
from cordee.service.support.reader import country_of, place_of


def _about(request: HttpRequest, entry: Entry, **more: Any) -> dict[str, Any]:
    """What every page of one entry shows besides its text: explained words, sources, links to read on."""
    library = load_library()
    see = [
        ("support:sheet" if library.sheet(id) else "support:page", id, library.title_of(id))
        for id in getattr(entry, "see", ())
    ]
    return {
        **place_of(request),
        "entry": entry,
        "words": words_explained_in(entry),
        "sources": sources_named(sorted(source_keys(entry))),
        "see": see,
        **more,
    }


@require_safe
@signed_in
def home(request: SignedIn) -> HttpResponse:
    """Where to read and whom to turn to."""
    library = load_library()
    return render(request, "support/home.html", {**place_of(request), "library": library})


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """The learning pages."""
    return render(request, "support/pages.html", {**place_of(request), "pages": load_library().pages})


@require_safe
def page(request: HttpRequest, page_id: str) -> HttpResponse:
    """One learning page; where a picture goes with it, every moment of it, in order."""
    entry = load_library().page(page_id)
    if entry is None:
        raise Http404
    frames = picture_frames() if entry.picture == "resistance" else ()
    return render(request, "support/learning_page.html", _about(request, entry, frames=frames))


@require_safe
@signed_in
def sheets(request: SignedIn) -> HttpResponse:
    """The self-care sheets."""
    return render(request, "support/sheets.html", {**place_of(request), "sheets": load_library().sheets})


@require_safe
@signed_in
def sheet(request: SignedIn, sheet_id: str) -> HttpResponse:
    """One sheet: when to call first, then what helps, then what to avoid."""
    entry = load_library().sheet(sheet_id)
    if entry is None:
        raise Http404
    context = _about(request, entry)
    context["emergency"] = emergency_numbers(country_of(request, context["person"]))
    return render(request, "support/sheet.html", context)


@require_safe
@signed_in
def warning_signs(request: SignedIn) -> HttpResponse:
    """Signs and screening, by cancer."""
    context = {**place_of(request), "all_signs": load_library().warning_signs}
    return render(request, "support/warning_signs.html", context)


@require_safe
@signed_in
def signs_of(request: SignedIn, signs_id: str) -> HttpResponse:
    """The signs of one cancer, and what each country offers to people without signs."""
    entry = next((signs for signs in load_library().warning_signs if signs.id == signs_id), None)
    if entry is None:
        raise Http404
    context = _about(request, entry)
    country = country_of(request, context["person"])
    context["screening"] = sorted(entry.screening, key=lambda offered: offered.country != country)
    return render(request, "support/signs.html", context)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every hard word with its explanation, in the alphabet of the reader's language."""
    from cordee.service.support.templatetags.support_text import in_order

    library = load_library()
    context = {
        **place_of(request),
        "entries": in_order(library.glossary),
        "sources": sources_named(key for word in library.glossary for key in word.sources),
    }
    return render(request, "support/glossary.html", context)
