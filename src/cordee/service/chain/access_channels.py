"""What the addresses of the channels ask, part of this room's table."""

from __future__ import annotations

from cordee.service.people.address_needs import AccessTable, Open

_ADDED = ("add_mail", "add_number", "add_webhook", "add_browser", "change_contact")

CHANNEL_ACCESS: AccessTable = {
    "chain:contacts": {"GET": Open.SIGNED_IN},
    **{f"chain:{name}": {"POST": Open.SIGNED_IN} for name in _ADDED},
    "chain:sms_came_back": {"POST": Open.SECRET},
    "chain:email_came_back": {"POST": Open.SECRET},
    "chain:watch": {"GET": Open.OPERATOR},
    "chain:worker": {"GET": Open.ANYONE},
}
