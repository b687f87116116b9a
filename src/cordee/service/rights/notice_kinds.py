"""What this room tells accounts, and how its entries of the access log are said."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordee.service.people.notices import register
from cordee.service.people.plain_words import explain_action

register(
    "rights.erasure_asked",
    say=lambda notice: _("%(person)s asks that their data be erased.") % {"person": notice.person},
    link=lambda notice: reverse("rights:erasure", args=[notice.person_id]),
)
register(
    "rights.erasure_answered",
    say=lambda notice: _("Your request for erasure has been answered."),
    link=lambda notice: reverse("rights:data", args=[notice.person_id]),
)
explain_action("withdraw_erasure", gettext_lazy("took back the request for erasure"))
explain_action("answer_erasure", gettext_lazy("answered the request for erasure"))
