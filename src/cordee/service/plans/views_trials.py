"""The clinical trials that this place has kept: list, search, one trial in full."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from cordee.files.fault import BadInput
from cordee.service.people.request import SignedIn
from cordee.service.plans.condition_words import condition_lines
from cordee.service.plans.team_only import team_only
from cordee.service.plans.trial_store import trial_store
from cordee.trials.asked import everyone
from cordee.trials.countries import country_of, is_country
from cordee.trials.trial import OPEN, Trial

PAGE = 50
"""How many trials a list shows."""


def status_names() -> dict[str, str]:
    """What a trial's status is called."""
    return {
        "recruiting": pgettext("trial", "open"),
        "not-yet-recruiting": pgettext("trial", "not open yet"),
        "by-invitation": pgettext("trial", "by invitation"),
        "suspended": pgettext("trial", "suspended"),
        "active-not-recruiting": pgettext("trial", "under way, closed to entry"),
        "closed": pgettext("trial", "closed"),
        "completed": pgettext("trial", "completed"),
        "terminated": pgettext("trial", "stopped"),
        "withdrawn": pgettext("trial", "withdrawn"),
        "unknown": pgettext("trial", "status not known"),
    }


@require_http_methods(["GET"])
@team_only
def trials(request: SignedIn) -> HttpResponse:
    """Trials that hold every word of `q`, open ones only when `open`, with a site in `country`."""
    asked = request.GET.get("q", "").strip()[:200]
    country = country_of(request.GET.get("country", "").strip()[:40])
    only_open = request.GET.get("open") == "1"
    start = int(said) if (said := request.GET.get("from", "")).isdecimal() and len(said) < 7 else 0
    context: dict[str, Any] = {
        "place": "trials",
        "asked": asked,
        "country": country,
        "country_known": not country or is_country(country),
        "only_open": only_open,
        "kept": None,
    }
    try:
        with trial_store() as store:
            if store is not None:
                countries = (country,) if country and is_country(country) else ()
                found = store.search(asked, tuple(sorted(OPEN)) if only_open else (), countries)
                shown = found[start : start + PAGE]
                context |= {
                    "kept": len(store),
                    "count": len(found),
                    "first": start + 1,
                    "last": start + len(shown),
                }
                context["rows"] = [(t, status_names()[t.status]) for t in shown]
                context["before"] = max(0, start - PAGE) if start else None
                context["after"] = start + PAGE if start + PAGE < len(found) else None
    except BadInput:
        context["broken"] = True
    return render(request, "plans/trials.html", context)


@require_http_methods(["GET"])
@team_only
def trial(request: SignedIn, trial_id: str) -> HttpResponse:
    """One trial as it was understood; a search for its id when none is kept under it."""
    found: Trial | None = None
    try:
        with trial_store() as store:
            found = store.get(trial_id) if store is not None else None
    except BadInput:
        return render(request, "plans/trials.html", {"place": "trials", "broken": True, "kept": None})
    if found is None:
        return redirect(f"{reverse('plans:trials')}?{urlencode({'q': trial_id[:200]})}")
    names = status_names()
    context = {
        "place": "trials",
        "trial": found,
        "status": names[found.status],
        "everyone": [line for part in everyone(found) for line in condition_lines(part)],
        "arms": [(arm, names[arm.status], condition_lines(arm.criterion)) for arm in found.arms],
        "sites": [(site, names[site.status]) for site in found.sites],
        "unread": [span.text.strip() for span in found.spans if span.criterion is None],
        "registry_link": f"https://clinicaltrials.gov/study/{found.id}" if found.id.startswith("NCT") else "",
    }
    return render(request, "plans/trial.html", context)
