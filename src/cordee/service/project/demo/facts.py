"""The record of each person as it grew: the same door as every other fact."""

from __future__ import annotations

from typing import Any

from cordee.service.people.roles import Role
from cordee.service.project.demo.history import chapters
from cordee.service.project.demo.story import Moment, Told, at
from cordee.service.project.demo.symptoms import traced_back
from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door


def facts(told: Told) -> list[Moment]:
    """One moment for each month in which something became known, written by a physician of the circle."""
    kept = [resource for resource in told.resources if resource["resourceType"] != "CareTeam"]
    team = [_as_here(resource, told) for resource in told.resources if resource["resourceType"] == "CareTeam"]
    author = told.around[Role.ONCOLOGIST]

    def chapter(bodies: list[dict[str, Any]], first: bool) -> Any:
        return lambda when: write_resources(
            person=told.person, bodies=bodies, by=author, door=Door.IMPORT if first else Door.FORM, at=when
        )

    earlier = traced_back(told.resources, told.today)
    return [
        Moment(min(at(day, 14), told.now), chapter(bodies, number == 0))
        for number, (day, bodies) in enumerate(chapters([*kept, *team, *earlier], told.opened))
    ]


def _as_here(team: dict[str, Any], told: Told) -> dict[str, Any]:
    """The care team of the record with the names and telephones of the demo's, so that both say the same."""
    roles = {role.value.replace("_", "-"): account for role, account in told.around.items()}
    contained = {one["id"]: dict(one) for one in team.get("contained", [])}
    participants = []
    for participant in team.get("participant", []):
        account = roles.get(participant["role"][0]["coding"][0]["code"])
        reference = participant["member"]["reference"]
        if account is not None:
            practitioner = contained[reference.removeprefix("#")]
            practitioner["name"] = [{"text": account.full_name}]
            practitioner.pop("telecom", None)
            if account.phone:
                practitioner["telecom"] = [{"system": "phone", "value": account.phone}]
            participant = {**participant, "member": {"display": account.full_name, "reference": reference}}
        participants.append(participant)
    return {**team, "contained": list(contained.values()), "participant": participants}
