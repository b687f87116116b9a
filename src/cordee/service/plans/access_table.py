"""What each address of this room asks of who comes."""

from __future__ import annotations

from cordee.service.people.address_needs import AccessTable, Open
from cordee.service.people.permissions import Permission

_SEE = {"GET": Permission.SEE_PLAN}
_DECIDE = {"GET": Permission.DECIDE_PLAN, "POST": Permission.DECIDE_PLAN}
_TEAM = {"GET": Open.PROFESSIONAL}

ACCESS: AccessTable = {
    "plans:plan": _SEE,
    "plans:plan_pdf": _SEE,
    "plans:sources": _SEE,
    "plans:more": _SEE,
    "plans:option": _SEE,
    "plans:decide": {"POST": Permission.DECIDE_PLAN},
    "plans:adopt": _DECIDE,
    "plans:revisions": _SEE,
    "plans:revision": _SEE,
    "plans:tasks": {"GET": Permission.DO_TASKS, "POST": Permission.DO_TASKS},
    "plans:finish_task": {"POST": Permission.DO_TASKS},
    "plans:close_task": {"POST": Permission.DO_TASKS},
    "plans:my_plan": _SEE,
    "plans:my_plan_pdf": _SEE,
    "plans:meetings": _TEAM,
    "plans:knowledge": _TEAM,
    "plans:knowledge_entry": _TEAM,
    "plans:trials": _TEAM,
    "plans:trial": _TEAM,
}
