"""What a list says of a person."""

from __future__ import annotations

from datetime import date

from django import template

from cordee.service.pages.templatetags.cordee_words import age_on, lang
from cordee.service.people.models import Person
from cordee.service.record.models import Summary

register = template.Library()


@register.filter
def age(person: Person, on: date) -> int | None:
    """Years on a day, or at death; None when the birth date is not known."""
    return age_on(person.born, person.died_on or on)


@register.filter
def illness(person: Person) -> str:
    """The illness in one line, in the active language; '' when nothing is recorded."""
    try:
        return str(getattr(person.summary, f"illness_{lang()}"))
    except Summary.DoesNotExist:
        return ""
