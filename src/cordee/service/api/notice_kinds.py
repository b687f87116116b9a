"""How this room's entries of the access log are said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cordee.service.people.plain_words import explain_action

explain_action("api_read", _("read the medical record, as a hospital system"))
explain_action("api_write", _("wrote in the medical record for a hospital system"))
explain_action("api_bundle", _("sent results and reports, as a hospital system"))
