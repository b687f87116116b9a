"""An alert in a line: what for, and who holds it."""

from __future__ import annotations

from django import template

from cordee.service.chain import alert_words
from cordee.service.chain.models import Alert

register = template.Library()


@register.filter
def what_for(alert: Alert) -> str:
    """What the alert is about."""
    return alert_words.what_for(alert)


@register.filter
def held_in_words(alert: Alert) -> str:
    """Who holds it now."""
    return alert_words.held_in_words(alert)
