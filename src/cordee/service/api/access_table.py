"""What each address of this room asks of who comes."""

from __future__ import annotations

from cordee.service.people.address_needs import AccessTable, Open

ACCESS: AccessTable = {
    "api:metadata": {"GET": Open.ANYONE},
    "api:bundle": {"POST": Open.SECRET},
    "api:bundle_plain": {"POST": Open.SECRET},
    "api:everything": {"GET": Open.SECRET},
    "api:patient_search": {"POST": Open.SECRET},
    "api:resources": {"GET": Open.SECRET},
    "api:tokens": {"GET": Open.OPERATOR, "POST": Open.OPERATOR},
    "api:revoke": {"POST": Open.OPERATOR},
}
