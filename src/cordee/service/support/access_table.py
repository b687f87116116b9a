"""What each address of this room asks of who comes. Nothing here is about any person."""

from __future__ import annotations

from cordee.service.people.address_needs import AccessTable, Need, Open


def _form(need: Need) -> dict[str, Need]:
    return {"GET": need, "POST": need}


ACCESS: AccessTable = {
    "support:pages": {"GET": Open.ANYONE},
    "support:page": {"GET": Open.ANYONE},
    "support:glossary": {"GET": Open.ANYONE},
    "support:home": {"GET": Open.SIGNED_IN},
    "support:sheets": {"GET": Open.SIGNED_IN},
    "support:sheet": {"GET": Open.SIGNED_IN},
    "support:warning_signs": {"GET": Open.SIGNED_IN},
    "support:signs": {"GET": Open.SIGNED_IN},
    "support:near_you": {"GET": Open.SIGNED_IN},
    "support:add_team": _form(Open.PROFESSIONAL),
    "support:edit_team": _form(Open.PROFESSIONAL),
    "support:retire_team": _form(Open.PROFESSIONAL),
    "support:add_operator": _form(Open.OPERATOR),
    "support:edit_operator": _form(Open.OPERATOR),
    "support:retire_operator": _form(Open.OPERATOR),
    "support:versions": {"GET": Open.OPERATOR},
}
