"""The climb of a person: the picture and the table behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from cordee.plan.render import climb_svg, climb_table
from cordee.plan.render.climb_canvas import Audience
from cordee.service.people.models import Person
from cordee.service.record.current import current_case
from cordee.terms import Lang, load_terms


@dataclass(frozen=True)
class Climb:
    """`svg` is one `<svg>` element, safe to place in a page (no script, no style attribute); `rows` say the same as
    (when, what)."""

    svg: SafeString
    rows: tuple[tuple[str, str], ...]


def climb_of(person: Person, on: date, lang: Lang, *, audience: Audience = "clinician") -> Climb:
    """The climb as the record knows it on `on`. Everything the record says stands escaped in it."""
    case, terms = current_case(person, on), load_terms()
    svg = climb_svg(case, terms, on, lang, audience=audience)
    return Climb(mark_safe(svg), climb_table(case, terms, on, lang, audience=audience))
