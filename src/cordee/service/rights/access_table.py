"""What each address of this room asks of who comes."""

from __future__ import annotations

from cordee.service.people.address_needs import AccessTable
from cordee.service.people.permissions import Permission as P

ACCESS: AccessTable = {
    "rights:data": {"GET": P.ASK_ERASURE},
    "rights:export": {"POST": P.EXPORT},
    "rights:team_export": {"GET": P.EXPORT, "POST": P.EXPORT},
    "rights:ask": {"POST": P.ASK_ERASURE},
    "rights:withdraw": {"POST": P.ASK_ERASURE},
    "rights:erasure": {"GET": P.ANSWER_ERASURE, "POST": P.ANSWER_ERASURE},
}
