"""Whom to call when help is needed now, in order: by day the coordinator and the team, by night its line, then 15 or 112."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cordee.service.pages.templatetags.cordee_words import lang
from cordee.service.people.models import Person
from cordee.service.support.queries import emergency_numbers

EUROPEAN = "112"
"""Answers in all the European Union (the follow-up rules' source `emergency-numbers`)."""


@dataclass(frozen=True)
class Call:
    """One number: whom, when, as written and as dialled. `life` when it is the emergency number."""

    who: str
    when: str
    number: str
    life: bool = False

    @property
    def tel(self) -> str:
        """The number as `tel:` wants it: digits, and a leading plus."""
        digits = "".join(c for c in self.number if c.isdigit())
        return f"+{digits}" if self.number.strip().startswith("+") else digits


def calls_for(person: Person) -> list[Call]:
    """The numbers of the person's team that are known, in the order to try them. What is not known is not invented."""
    team, coordinator = person.team, person.coordination.account
    calls = []
    if coordinator.phone:
        calls.append(Call(coordinator.full_name, _("coordinates the care"), coordinator.phone))
    if team.phone_day and team.phone_day != coordinator.phone:
        calls.append(Call(team.name, _("by day"), team.phone_day))
    if team.phone_night:
        calls.append(
            Call(_("The team on duty"), _("at night, or when the others do not answer"), team.phone_night)
        )
    return calls


def emergency_calls(person: Person) -> list[Call]:
    """The numbers for when life is in danger, of the person's country; 112 where they aren't known."""
    known = [
        number
        for country in emergency_numbers(person.country)
        if country.country == person.country
        for number in country.numbers
        if number.kind == "life" and number.by == "call"
    ]
    if not known:
        return [Call(_("Life in danger"), "", EUROPEAN, life=True)]
    return [Call(_("Life in danger"), number.use.to(lang()), number.number, life=True) for number in known]


def listening(person: Person) -> list[Call]:
    """Lines that listen, day and night, when somebody thinks of ending their life."""
    return [
        Call(number.use.to(lang()), "", number.number)
        for country in emergency_numbers(person.country)
        if country.country == person.country
        for number in country.numbers
        if number.kind == "listening"
    ]
