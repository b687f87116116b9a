"""What this room tells accounts, in words that carry nothing of what was said."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from cordee.service.conversations.places import address_name
from cordee.service.people.models import Notice
from cordee.service.people.notices import register


def _message(notice: Notice) -> str:
    return _("A message about %(person)s is waiting for you.") % {"person": notice.person}


def _answered(notice: Notice) -> str:
    return _("One of your questions has been answered.")


def _to_thread(notice: Notice) -> str:
    name = address_name("thread", as_professional=bool(notice.about.get("team")))
    return reverse(name, args=[notice.person_id, notice.about["thread"]])


register(
    "conversations.message",
    say=_message,
    link=_to_thread,
)
register(
    "conversations.question_answered",
    say=_answered,
    link=lambda notice: reverse("conversations:my_questions", args=[notice.person_id]),
)
