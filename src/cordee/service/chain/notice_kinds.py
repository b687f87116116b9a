"""What the chain tells accounts: that something waits and how urgent it is, never what it is."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from cordee.service.people.models import Notice
from cordee.service.people.notices import register


def _alert(notice: Notice) -> str:
    if notice.about.get("urgent"):
        return _("A red alert is waiting for somebody to take it.")
    return _("Alerts are waiting to be looked at.")


register("chain.alert", say=_alert, link=lambda notice: reverse("pages:today"))
register("chain.check-in", say=lambda notice: _("How are you? A check-in is waiting for you."))
register("chain.test", say=lambda notice: _("This is a test of the alerts. There is nothing to do."))
