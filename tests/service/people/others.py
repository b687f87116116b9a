"""A second person with a circle of their own, to try doors between two people."""

from __future__ import annotations

from django.utils import timezone

from cordee.service.people.circle import open_file
from cordee.service.people.models import Membership, Person
from cordee.service.people.roles import Role
from tests.service.conftest import Circle


def another_circle(circle: Circle) -> Person:
    """Olga, coordinated by Charlie, with Charlie as her nurse."""
    at = timezone.now()
    other = open_file(
        team=circle.team,
        by=circle.charlie,
        coordinator=circle.charlie,
        given_name="Olga",
        family_name="Blanc",
        record_number="INV-0002",
        at=at,
    )
    Membership.objects.create(person=other, account=circle.charlie, role=Role.NURSE, starts_at=at)
    return other
