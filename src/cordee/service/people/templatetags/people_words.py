"""Roles in words, for templates."""

from __future__ import annotations

from django import template

from cordee.service.people.models import Membership
from cordee.service.people.plain_words import WHAT_THEY_DO

register = template.Library()


@register.filter
def what_they_do(membership: Membership) -> str:
    """What somebody in this role does, in everyday words."""
    return str(WHAT_THEY_DO[membership.role])
