"""What Cordée knows, to read: by file, by words, entry by entry."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from cordee.knowledge import load_knowledge
from cordee.knowledge.pack import Pack, label
from cordee.service.people.request import SignedIn
from cordee.service.plans.knowledge_shown import AnyEntry, entry_shown, kind_of
from cordee.service.plans.team_only import team_only
from cordee.terms import Words, load_terms

PAGE = 100
"""How many entries a list shows at most."""


@require_http_methods(["GET"])
@team_only
def knowledge(request: SignedIn) -> HttpResponse:
    """The files, or the entries of one file, or those that hold every word of `q`."""
    known = load_knowledge()
    asked = request.GET.get("q", "").strip()[:200]
    chosen = next((p for p in known.packs if p.pack == request.GET.get("pack", "")), None)
    found = _found(asked, chosen) if asked or chosen else []
    packs = [(pack.pack, sum(1 for _entry in pack.entries())) for pack in known.packs]
    reviewed = sum(entry.review != "not reviewed" for pack in known.packs for entry in pack.entries())
    context = {
        "place": "knowledge",
        "asked": asked,
        "pack": chosen.pack if chosen else "",
        "packs": packs,
        "version": known.version,
        "entries": len(known),
        "reviewed": reviewed,
        "rows": [(entry, label(entry), kind_of(entry)) for entry in found[:PAGE]],
        "count": len(found),
        "searched": bool(asked or chosen),
    }
    return render(request, "plans/knowledge.html", context)


def _found(asked: str, chosen: Pack | None) -> list[AnyEntry]:
    """Entries of `chosen` (of every file when None) that hold every word of `asked`, by name."""
    words = asked.casefold().split()
    packs = (chosen,) if chosen else load_knowledge().packs
    found = [e for p in packs for e in p.entries() if all(w in _text_of(e) for w in words)]
    english = (get_language() or "fr").startswith("en")
    return sorted(found, key=lambda e: (label(e).en if english else label(e).fr).casefold())


def _text_of(entry: AnyEntry) -> str:
    """What a search looks into: id, names, drugs, and the words to the person."""
    terms = load_terms()
    drugs = [terms.get("drug", d) for d in getattr(entry, "drugs", ())]
    said = [label(entry), *(d.name for d in drugs if d)]
    for name in ("plain", "says", "signs", "offers", "asks"):
        words = getattr(entry, name, None)
        said += [words] if isinstance(words, Words) else []
    return " ".join([entry.id, *(f"{w.fr} {w.en}" for w in said)]).casefold()


@require_http_methods(["GET"])
@team_only
def entry(request: SignedIn, entry_id: str) -> HttpResponse:
    """One entry in full."""
    known = load_knowledge()
    found = known.entry(entry_id)
    if found is None:
        raise Http404
    pack = next(p.pack for p in known.packs if any(e.id == entry_id for e in p.entries()))
    context = {
        "place": "knowledge",
        "entry": entry_shown(known, found),
        "pack": pack,
        "version": known.version,
    }
    return render(request, "plans/knowledge_entry.html", context)
