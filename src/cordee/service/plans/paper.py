"""The plan on paper: a PDF that names nobody in its file name."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.translation import get_language

from cordee.case import Case
from cordee.plan import Plan
from cordee.plan.voices import Audience, document_for
from cordee.terms import Lang, load_terms


def reader_language() -> Lang:
    """The language of the page, of the two there are."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def pdf_of(plan: Plan, case: Case, audience: Audience, on: date) -> HttpResponse:
    """The plan as a PDF to keep, in the language of the page."""
    from cordee.plan.render import climb_svg, to_pdf

    lang = reader_language()
    picture = climb_svg(case, load_terms(), on, lang, audience=audience)
    content = to_pdf(document_for(plan, case, audience), lang, picture)
    name = f"{'plan' if audience == 'clinician' else 'mon-plan' if lang == 'fr' else 'my-plan'}-{on}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
