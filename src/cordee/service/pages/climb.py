"""The climb of a person as the record holds it now, in the language that is active, with its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from cordee.plan.render.climb import climb_svg, climb_table
from cordee.service.pages.templatetags.cordee_words import lang
from cordee.service.people.models import Person
from cordee.service.record.current import current_case
from cordee.terms import Lang, load_terms


@dataclass(frozen=True)
class Climb:
    """The picture, an `<svg>` of our own making, and the same in rows of (when, what)."""

    svg: str
    rows: tuple[tuple[str, str], ...]


def climb_of(person: Person, on: date) -> Climb:
    """The climb on a day; drawn once per version of the case, day and language."""
    return _drawn(person.pk, person.case_version, on, lang())


@lru_cache(maxsize=512)
def _drawn(person_id: UUID, case_version: int, on: date, said_in: Lang) -> Climb:
    case = current_case(Person(pk=person_id, case_version=case_version), on)
    terms = load_terms()
    return Climb(
        climb_svg(case, terms, on, said_in, audience="clinician"), climb_table(case, terms, on, said_in)
    )
