"""How this room's entries of the access log are said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cordee.service.people.plain_words import explain_action

explain_action("api_read", _("a hospital system read the medical record"))
explain_action("api_write", _("a hospital system wrote in the medical record"))
explain_action("api_bundle", _("a hospital system sent results and reports"))
