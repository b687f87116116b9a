"""From a fact to the resource it was read from, and back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from cordee.case import Case, Fact
from cordee.service.people.models import Person
from cordee.service.record.current import current_case
from cordee.service.record.forms.base import About
from cordee.service.record.models import Resource


def facts_by_ref(case: Case) -> dict[str, list[Fact]]:
    """The facts read from each resource; the person is the Patient's."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in case.facts():
        if fact is not case.person:
            found[fact.source.ref].append(fact)
    return dict(found)


def about_resource(person: Person, resource_type: str, logical_id: str, today: date) -> About | None:
    """What a form needs to open a current resource; None when there is none or it was withdrawn. `fact` is given only
    when it is the single fact that was read there: a form never rewrites two at once."""
    row = Resource.objects.filter(
        person=person, type=resource_type, logical_id=logical_id, current=True, withdrawn=False
    ).first()
    if row is None:
        return None
    case = current_case(person, today)
    facts = facts_by_ref(case).get(row.ref, [])
    return About(
        person, case, today, body=row.body, fact=facts[0] if len(facts) == 1 else None, version=row.version
    )
