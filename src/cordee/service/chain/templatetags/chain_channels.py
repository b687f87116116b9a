"""The names of channels and of ways to be reached, in words."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import template
from django.utils.translation import gettext_lazy as _

from cordee.service.chain.models import ContactPoint

register = template.Library()
_NAMES = {
    "app": _("In Cordée"),
    "email": _("E-mail"),
    "sms": _("Text message"),
    "push": _("Message on the screen"),
    "webhook": _("Webhook"),
}


@register.filter
def channel_name(channel: str) -> str:
    """The name of a channel."""
    return str(_NAMES.get(channel, channel))


@register.filter
def point_name(point: ContactPoint) -> str:
    """How its owner knows it again: an address or a number; of a browser's subscription only whose service it is."""
    return (urlsplit(point.address).hostname or "") if point.channel == "push" else point.address
