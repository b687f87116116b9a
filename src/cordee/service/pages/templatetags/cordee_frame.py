"""The parts of the frames: the rail, the tabs, the bar, a person's header, icons."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cordee.service.pages import places
from cordee.service.pages.icons import ICONS
from cordee.service.pages.templatetags.cordee_words import age_on, day, lang
from cordee.service.people.permissions import Permission
from cordee.service.record.summary import summary_of

register = template.Library()


@register.simple_tag(takes_context=True)
def rail(context: Context) -> list[places.Link]:
    """The clinician's rail."""
    return places.rail(context["request"].path)


@register.simple_tag(takes_context=True)
def tabs(context: Context) -> list[places.Link]:
    """The tabs of the person's page; the page says which in `tab`."""
    return places.tabs(context["person"], context["standing"], context.get("tab") or "")


@register.simple_tag(takes_context=True)
def bar(context: Context) -> list[places.Link]:
    """The bar of the person's own pages."""
    return (
        places.bar(context["person"], context["standing"], context.get("tab") or "")
        if _stands(context)
        else []
    )


@register.simple_tag(takes_context=True)
def my_links(context: Context) -> list[places.Link]:
    """What lies beside the bar: sharing, data, documents, things to read."""
    return (
        places.more(context["person"], context["standing"], context["request"].path)
        if _stands(context)
        else []
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon beside a word, never instead of one."""
    if name not in ICONS:
        return mark_safe("")
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),
    )


@register.inclusion_tag("parts/person_header.html", takes_context=True)
def person_header(context: Context) -> dict[str, Any]:
    """Name, age, illness in one line, coordinator, performance status, goals of care, allergies."""
    person, standing = context["person"], context["standing"]
    shown: dict[str, Any] = {
        "person": person,
        "age": age_on(person.born, person.died_on or context["request"].today),
        "standing_sees_record": Permission.SEE_RECORD in standing.permissions,
    }
    if shown["standing_sees_record"]:
        summary = summary_of(person)
        for field in ("illness", "goals", "allergies"):
            shown[field] = getattr(summary, f"{field}_{lang()}")
        shown |= {"ecog": summary.ecog, "ecog_on": day(summary.ecog_on)}
    return shown


def _stands(context: Context) -> bool:
    return bool(context.get("person")) and context.get("standing") is not None
