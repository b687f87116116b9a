"""Goal ⇄ what matters to the person (their own words), and goals of care agreed with them."""

from __future__ import annotations

from typing import get_args

from cordee.case import CareGoal, Wish
from cordee.case.choice import CareGoalCode, Dimension
from cordee.fhir.coding import codes, coding, own_code, own_concept
from cordee.fhir.dates import date_at
from cordee.fhir.extension import add, add_known, own_date, own_word
from cordee.fhir.node import Json
from cordee.fhir.reasons import CANCELLED, ENTERED_IN_ERROR, NO_CODE, NOT_THE_PERSONS, PLANNED
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import HL7
from cordee.fhir.trouble import Unusable

GOALS: tuple[CareGoalCode, ...] = get_args(CareGoalCode)
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
_LEFT = {
    "entered-in-error": ENTERED_IN_ERROR,
    "cancelled": CANCELLED,
    "rejected": CANCELLED,
    "proposed": PLANNED,
}
_ACHIEVED = {"achieved": True, "not-achieved": False}


def read_goal(resource: Resource, record: Record) -> list[Wish | CareGoal]:
    """A wish when the person expresses it, a goal of care when it bears one of our codes."""
    status = resource.text("lifecycleStatus")
    if status in _LEFT:
        raise Unusable(_LEFT[status])
    description = resource.child("description")
    if description is None:
        raise Unusable(NO_CODE)
    text = description.text("text")
    on, known = date_at(resource, "startDate", record), own_date(resource, "known", record)
    own = own_code(description, "care-goal")
    goal = next((code for code in GOALS if code == own), None)
    if goal is not None:
        stated = {code for _, code in codes(resource.child("achievementStatus"))}
        achieved = next((answer for code, answer in _ACHIEVED.items() if code in stated), None)
        return [
            CareGoal(goal=goal, text=text, achieved=achieved, on=on, known=known, source=resource.source())
        ]
    expressed = record.target(resource.child("expressedBy"), resource)
    if text is None or expressed is None or expressed.type != "Patient":
        raise Unusable(NOT_THE_PERSONS if text is not None else NO_CODE)
    dimension = own_word(resource, "dimension", DIMENSIONS)
    return [Wish(text=text, dimension=dimension, on=on, known=known, source=resource.source())]  # type: ignore[arg-type]


def write_wish(wish: Wish, id: str, subject: Json) -> Json:
    """The Goal of a wish, expressed by the person."""
    resource = _goal(id, subject, {"text": wish.text})
    resource["expressedBy"] = subject
    if wish.on is not None:
        resource["startDate"] = wish.on.iso
    add(resource, "dimension", wish.dimension, code=True)
    return add_known(resource, wish)


def write_care_goal(goal: CareGoal, id: str, subject: Json) -> Json:
    """The Goal of a goal of care."""
    description = own_concept("care-goal", goal.goal)
    if goal.text is not None:
        description["text"] = goal.text
    resource = _goal(id, subject, description)
    if goal.achieved is not None:
        word = "achieved" if goal.achieved else "not-achieved"
        resource["achievementStatus"] = {"coding": [coding(HL7 + "goal-achievement", word)]}
    if goal.on is not None:
        resource["startDate"] = goal.on.iso
    return add_known(resource, goal)


def _goal(id: str, subject: Json, description: Json) -> Json:
    return {
        "resourceType": "Goal",
        "id": id,
        "lifecycleStatus": "active",
        "description": description,
        "subject": subject,
    }
