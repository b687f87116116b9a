"""What each address of this room asks of who comes."""

from __future__ import annotations

from cordee.service.people.address_needs import AccessTable, Open
from cordee.service.people.permissions import Permission

_P = Permission
_DOCUMENTS: dict[str, Permission] = {"GET": _P.SEE_DOCUMENTS, "POST": _P.WRITE_DOCUMENTS}

ACCESS: AccessTable = {
    "record:new_person": {"GET": Open.PROFESSIONAL, "POST": Open.PROFESSIONAL},
    "record:record": {"GET": _P.SEE_RECORD},
    "record:import": {"GET": _P.WRITE_RECORD, "POST": _P.WRITE_RECORD},
    "record:import_batch": {"GET": _P.WRITE_RECORD},
    "record:import_step": {"POST": _P.WRITE_RECORD},
    "record:import_finish": {"POST": _P.WRITE_RECORD},
    "record:import_drop": {"POST": _P.WRITE_RECORD},
    "record:add": {"GET": _P.WRITE_RECORD, "POST": _P.WRITE_RECORD},
    "record:fact": {"GET": _P.SEE_RECORD, "POST": _P.WRITE_RECORD},
    "record:undo": {"POST": _P.WRITE_RECORD},
    "record:history": {"GET": _P.SEE_RECORD},
    "record:history_seen": {"POST": _P.SEE_RECORD},
    "record:documents": _DOCUMENTS,
    "record:document": {"GET": _P.SEE_DOCUMENTS},
    "record:document_withdraw": {"POST": _P.WRITE_DOCUMENTS},
    "record:my_record": {"GET": _P.SEE_RECORD},
    "record:my_documents": _DOCUMENTS,
    "record:my_document": {"GET": _P.SEE_DOCUMENTS},
    "record:my_document_withdraw": {"POST": _P.WRITE_DOCUMENTS},
}
