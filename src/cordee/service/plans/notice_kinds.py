"""The notices of this room, and its entries of the access log, in words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordee.service.people.notices import register
from cordee.service.people.plain_words import explain_action

register(
    "plans.look_again",
    say=lambda notice: _("The plan of %(person)s is to be looked at again.") % {"person": notice.person},
    link=lambda notice: reverse("plans:plan", args=[notice.person_id]),
)

for _what, _words in (
    ("decide_option", gettext_lazy("decided about an option of the plan")),
    ("take_back", gettext_lazy("took back a decision about an option")),
    ("adopt_plan", gettext_lazy("adopted the plan")),
    ("give_task", gettext_lazy("gave a task")),
    ("finish_task", gettext_lazy("did a task")),
    ("close_task", gettext_lazy("closed a task")),
    ("see_meeting_list", gettext_lazy("looked at what a meeting is to talk about")),
    ("look_again", gettext_lazy("compared the plan with what is new")),
):
    explain_action(_what, _words)
