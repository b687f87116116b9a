"""The plan as it would be made now: from the current facts, the knowledge that ships and the trials that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal
from uuid import UUID

from cordee.case import Case, PartialDate
from cordee.files.fault import BadInput, Fault
from cordee.files.home import home
from cordee.knowledge import load_knowledge
from cordee.plan import DeathRecorded, Plan, make_plan
from cordee.service.people.models import Person
from cordee.service.plans.trial_store import Stamp, store_stamp, trial_store
from cordee.service.record.current import current_case

KEPT = 128
"""Plans kept in memory by each process: about a megabyte each."""


@dataclass(frozen=True)
class Closed:
    """Why no plan is made: the person died, nothing is recorded yet, or the record can't be read (`faults` say why)."""

    why: Literal["died", "nothing", "unreadable"]
    died: PartialDate | None = None
    faults: tuple[Fault, ...] = ()


def knowledge_version() -> str:
    """The version of the knowledge that plans are made with now."""
    return load_knowledge().version


def live_plan(person: Person, on: date) -> Plan | Closed:
    """The plan of the person's current facts on `on`, made once per version of the case, knowledge, trials and day."""
    if person.case_version == 0:
        return Closed("nothing")
    stamp = store_stamp()
    return _made(person.id, person.case_version, knowledge_version(), stamp, str(home()), on)


def planned_case(person: Person, on: date) -> Case:
    """The case that `live_plan` was made from. Raises BadInput as the record's reader does."""
    return current_case(person, on)


@lru_cache(maxsize=KEPT)
def _made(
    person_id: UUID, case_version: int, knowledge: str, stamp: Stamp | None, at_home: str, on: date
) -> Plan | Closed:
    try:
        case = current_case(Person.objects.get(pk=person_id), on)
    except BadInput as bad:
        return Closed("unreadable", faults=bad.faults)
    return plan_of(case, on)


def plan_of(case: Case, on: date, *, with_trials: bool = True) -> Plan | Closed:
    """The plan of `case` with the knowledge of now, and with the trials kept here unless told otherwise.

    A store of trials that can't be read is left out: the plan then says that no trial was looked into.
    """
    try:
        if not with_trials:
            return make_plan(case, on=on)
        try:
            with trial_store() as trials:
                return make_plan(case, on=on, trials=trials)
        except BadInput:
            return make_plan(case, on=on)
    except DeathRecorded as death:
        return Closed("died", died=death.died)
