"""The notices of this room, in words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from cordee.service.people.models import Notice
from cordee.service.people.notices import register
from cordee.service.people.roles import Role


def _circle(notice: Notice) -> str:
    if notice.person and notice.person.account_id == notice.account_id:
        return reverse("people:my_team", args=[notice.person_id])
    return reverse("people:circle", args=[notice.person_id])


def _log(notice: Notice) -> str:
    if notice.person and notice.person.account_id == notice.account_id:
        return reverse("people:my_access_log", args=[notice.person_id])
    return reverse("people:access_log", args=[notice.person_id])


def _named(notice: Notice) -> dict[str, str]:
    return {"person": str(notice.person), "who": str(notice.about.get("who", ""))}


register(
    "people.handover_offered",
    say=lambda notice: _("%(who)s asks you to coordinate the care of %(person)s.") % _named(notice),
    link=_circle,
)
register(
    "people.handover_accepted",
    say=lambda notice: _("%(who)s now coordinates the care of %(person)s.") % _named(notice),
    link=_circle,
)
register(
    "people.handover_declined",
    say=lambda notice: (
        _("%(who)s cannot take over the care of %(person)s. You still coordinate.") % _named(notice)
    ),
    link=_circle,
)
register(
    "people.handover_withdrawn",
    say=lambda notice: _("%(who)s keeps coordinating the care of %(person)s.") % _named(notice),
)
register(
    "people.new_coordinator",
    say=lambda notice: _("%(who)s is now your coordinator.") % _named(notice),
    link=_circle,
)
register(
    "people.joined",
    say=lambda notice: (
        _("%(who)s joined the circle of %(person)s: %(role)s.")
        % {**_named(notice), "role": Role(notice.about["role"]).label}
    ),
    link=_circle,
)
register(
    "people.left",
    say=lambda notice: _("%(who)s left the circle of %(person)s.") % _named(notice),
    link=_circle,
)
register(
    "people.new_browser",
    say=lambda notice: (
        _("Your account was used to sign in on a browser it was not used on before: %(device)s.")
        % {"device": notice.about.get("device") or _("not recognised")}
    ),
    link=lambda notice: reverse("people:places"),
)
register(
    "people.emergency",
    say=lambda notice: (
        _("%(who)s opened the record of %(person)s in an emergency. The reason is in the access log.")
        % _named(notice)
    ),
    link=_log,
)
register(
    "people.emergency_of_mine",
    say=lambda notice: _("%(who)s, a professional, opened your record in an emergency.") % _named(notice),
    link=_log,
)
