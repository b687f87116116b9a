"""An alert in words: what it is about, who holds it, what happened to it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordee.followup import load_followup
from cordee.service.chain.in_words import said
from cordee.service.chain.judge import UNANSWERED, UNREAD
from cordee.service.chain.models import Alert
from cordee.service.chain.models.alert import Happened
from cordee.service.chain.silence import SILENCE

_OWN = {
    SILENCE: gettext_lazy("check-in not answered"),
    UNANSWERED: gettext_lazy("an answer that could matter is missing"),
    UNREAD: gettext_lazy("a check-in that the rules could not judge: read it"),
}


def rule_words(rule_id: str) -> str:
    """A rule's name in the active language; its id when this version of the rules has it no more."""
    content = load_followup()
    rule = content.rule(rule_id) or next((one for one in content.rules if one.template == rule_id), None)
    return said(rule.name) if rule else rule_id


def raised_by(alert: Alert) -> list[str]:
    """The ids of the rules that opened it or raised it last, the gravest first."""
    openings = getattr(alert, "openings", None)
    if openings is None:
        asked = alert.events.filter(what__in=(Happened.OPENED, Happened.RAISED))
        openings = list(asked.order_by("-id"))
    rules = openings[0].about.get("rules", []) if openings else []
    return [one["rule"] for one in rules]


def what_for(alert: Alert) -> str:
    """What the alert is about, in the active language."""
    if alert.cause in _OWN:
        return str(_OWN[alert.cause])
    rules = raised_by(alert)
    return rule_words(rules[0]) if rules else alert.cause


def held_in_words(alert: Alert) -> str:
    """Who holds it now, in words."""
    if alert.closed_at is not None:
        return _("closed by %(name)s") % {"name": alert.closed_by.full_name if alert.closed_by else "?"}
    if alert.acknowledged_by is not None:
        return _("%(name)s has it") % {"name": alert.acknowledged_by.full_name}
    if alert.snoozed_by is not None:
        return _("put off by %(name)s") % {"name": alert.snoozed_by.full_name}
    return _("nobody has it yet")
