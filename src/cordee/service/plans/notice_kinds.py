"""The notices of this room, in words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from cordee.service.people.notices import register

register(
    "plans.look_again",
    say=lambda notice: _("The plan of %(person)s is to be looked at again.") % {"person": notice.person},
    link=lambda notice: reverse("plans:plan", args=[notice.person_id]),
)
