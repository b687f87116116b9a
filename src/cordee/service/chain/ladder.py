"""What an escalation policy says: rungs of who, how long to wait, over which channels. Plain values, checked."""

from __future__ import annotations

from typing import Literal

import msgspec

from cordee.service.people.roles import PROFESSIONALS, Role

WhoKind = Literal["coordinator", "role", "rota", "account", "team"]
IN_APP = "app"
"""The channel that is always there: the worklist and the notices inside the service."""


class Who(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody a rung tells. `ref`: a role of the circle, a rota's id or an account's id; empty for the others."""

    kind: WhoKind
    ref: str = ""


class Rung(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step: these are told, over these channels, and have `wait_minutes` before the next rung is reached."""

    who: tuple[Who, ...]
    wait_minutes: int
    channels: tuple[str, ...]


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the team works: by weekday (0 = Monday), minutes from midnight by the team's clock. `holidays`: whether the
    country's public holidays are closed."""

    week: tuple[tuple[int, int, int], ...] = tuple((day, 8 * 60, 18 * 60) for day in range(5))
    holidays: bool = True


class Ladders(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole policy. Reds climb at once, day and night; ambers are gathered, and their time counts working hours
    only. An acknowledgement without an outcome within `red_outcome_minutes` (`amber_…`, working time) reopens."""

    red: tuple[Rung, ...]
    amber: tuple[Rung, ...]
    hours: Hours = Hours()
    gather_minutes: int = 30
    red_outcome_minutes: int = 120
    amber_outcome_minutes: int = 2 * 10 * 60
    longest_snooze_minutes: int = 24 * 60


_ALL = (IN_APP, "push", "sms", "email", "webhook")
_QUIET = (IN_APP, "email")
_COORDINATOR = Who("coordinator")
_TEAM = Who("team")


def _roles(*roles: Role) -> tuple[Who, ...]:
    return tuple(Who("role", role.value) for role in roles)


# Times are our own working choice, for a team to set: nothing published gives them.
DEFAULT = Ladders(
    red=(
        Rung((_COORDINATOR, *_roles(Role.NURSE)), 10, _ALL),
        Rung((_COORDINATOR, *_roles(Role.NURSE, Role.ONCOLOGIST)), 10, _ALL),
        Rung((_TEAM,), 10, _ALL),
    ),
    amber=(
        Rung((_COORDINATOR,), 240, _QUIET),
        Rung((_COORDINATOR, *_roles(Role.NURSE, Role.ONCOLOGIST)), 240, _ALL),
        Rung((_TEAM,), 240, _ALL),
    ),
)


def read_ladders(body: object) -> Ladders:
    """The policy of stored or typed JSON. Raises `msgspec.ValidationError` for another shape, `ValueError` for a
    ladder that could leave somebody waiting for ever (no rung, a wait below a minute, an unknown role)."""
    ladders = msgspec.convert(body, Ladders, strict=False)
    for name in ("red", "amber"):
        rungs: tuple[Rung, ...] = getattr(ladders, name)
        if not rungs:
            raise ValueError(f"{name}: at least one rung")
        for number, rung in enumerate(rungs, 1):
            if not 1 <= rung.wait_minutes <= 7 * 24 * 60:
                raise ValueError(f"{name}, rung {number}: a wait between a minute and a week")
            unknown = [
                w.ref for w in rung.who if w.kind == "role" and w.ref not in {r.value for r in PROFESSIONALS}
            ]
            if unknown:
                raise ValueError(f"{name}, rung {number}: '{unknown[0]}' is no role of a professional")
    if any(not 0 <= start < end <= 24 * 60 or not 0 <= day <= 6 for day, start, end in ladders.hours.week):
        raise ValueError("hours: a weekday 0–6, and minutes from midnight that run forward")
    if not ladders.hours.week:
        raise ValueError("hours: the team works at least once a week, or ambers would wait for ever")
    if min(ladders.gather_minutes, ladders.red_outcome_minutes, ladders.amber_outcome_minutes) < 1:
        raise ValueError("minutes: at least one")
    return ladders
