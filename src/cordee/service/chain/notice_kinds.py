"""What the chain tells accounts: that something waits and how urgent it is, never what it is."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordee.service.people.models import Notice
from cordee.service.people.notices import register
from cordee.service.people.plain_words import explain_action


def _alert(notice: Notice) -> str:
    if notice.about.get("urgent"):
        return _("A red alert is waiting for somebody to take it.")
    return _("Alerts are waiting to be looked at.")


register("chain.alert", say=_alert, link=lambda notice: reverse("chain:alerts"))
register("chain.check-in", say=lambda notice: _("How are you? A check-in is waiting for you."))
register(
    "chain.break_taken",
    say=lambda notice: _("%(person)s: a break from check-ins.") % {"person": notice.person},
    link=lambda notice: reverse("chain:how", args=[notice.person_id]),
)
register(
    "chain.break_ended",
    say=lambda notice: _("%(person)s: the break from check-ins is over.") % {"person": notice.person},
    link=lambda notice: reverse("chain:how", args=[notice.person_id]),
)
register("chain.test", say=lambda notice: _("This is a test of the alerts. There is nothing to do."))

for _what, _words in {
    "receive_report": gettext_lazy("sent a check-in"),
    "set_check_ins": gettext_lazy("decided how often you are asked"),
    "pause_check_ins": gettext_lazy("paused the check-ins"),
    "resume_check_ins": gettext_lazy("ended the pause of the check-ins"),
    "stop_check_ins": gettext_lazy("stopped the check-ins"),
    "stop_after_death": gettext_lazy("stopped check-ins and alerts after the death"),
    "alert_acknowledged": gettext_lazy("took an alert"),
    "alert_closed": gettext_lazy("said what was done about an alert"),
    "alert_offered": gettext_lazy("offered an alert to a colleague"),
    "alert_handed_over": gettext_lazy("took over an alert"),
    "alert_declined": gettext_lazy("declined an alert"),
    "alert_snoozed": gettext_lazy("put off an alert"),
    "alert_let_go": gettext_lazy("gave back an alert"),
}.items():
    explain_action(_what, _words)
register(
    "chain.watchman",
    say=lambda notice: _("The watchman found something that operators should look at."),
    link=lambda notice: reverse("chain:watch"),
)
register(
    "chain.way_broken",
    say=lambda notice: _("Messages no longer reach you by one of your ways: look at how you are reached."),
    link=lambda notice: reverse("chain:contacts"),
)
