"""What each address of this room asks of who comes."""

from __future__ import annotations

from cordee.service.people.address_needs import AccessTable, Open
from cordee.service.people.permissions import Permission

ACCESS: AccessTable = {
    "pages:root": {"GET": Open.SIGNED_IN},
    "pages:offline": {"GET": Open.ANYONE},
    "pages:today": {"GET": Open.SIGNED_IN},
    "pages:people": {"GET": Open.SIGNED_IN, "POST": Open.SIGNED_IN},
    "pages:person": {"GET": Permission.SEE_PERSON},
    "pages:my": {"GET": Open.SIGNED_IN},
    "pages:help_for_anyone": {"GET": Open.SIGNED_IN},
    "pages:my_today": {"GET": Permission.SEE_PERSON},
    "pages:help_now": {"GET": Permission.SEE_PERSON},
}
