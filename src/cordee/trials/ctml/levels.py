"""`treatment_list`: steps, their arms, the arms' dose levels. What a level asks holds for everything below it."""

from __future__ import annotations

from typing import Any

from cordee.criteria.tree import All, Criterion
from cordee.files.located_yaml import Pointer
from cordee.trials.ctml import about, clinical, genomic, prior_treatments
from cordee.trials.ctml.match_tree import ReadLeaf, read_match
from cordee.trials.ctml.page import Page
from cordee.trials.trial import Arm, Status

LEAVES: dict[str, ReadLeaf] = {
    "clinical": clinical.read_clinical,
    "genomic": genomic.read_genomic,
    "prior_treatments": prior_treatments.read_prior_treatments,
    "prior_treatment": prior_treatments.read_prior_treatments,
}
KEYS_OF = {
    "clinical": clinical.KEYS,
    "genomic": genomic.KEYS,
    "prior_treatments": prior_treatments.KEYS,
    "prior_treatment": prior_treatments.KEYS,
}
STEP_KEYS = frozenset(["step_internal_id", "step_code", "step_type", "step_description", "arm", "match"])
ARM_KEYS = frozenset(
    [
        "arm_internal_id",
        "arm_code",
        "arm_description",
        "arm_suspended",
        "arm_type",
        "arm_eligibility",
        "arm_info",
        "arm_name",
        "drugs",
        "dose_level",
        "match",
    ]
)
LEVEL_KEYS = frozenset(["level_internal_id", "level_code", "level_description", "level_suspended", "match"])


def match_of(page: Page, level: dict[Any, Any], at: Pointer, *, shut: bool = False) -> Criterion | None:
    """The level's own condition; None when it has no match. An empty one is a fault, except where nobody can enter."""
    if "match" not in level:
        return None
    if not level["match"] and shut:
        page.warn((*at, "match"), "an empty match on a suspended level; nothing is asked there.")
        return None
    return read_match(page, level["match"], (*at, "match"), LEAVES, KEYS_OF)


def read_arms(page: Page, treatment_list: Any, at: Pointer) -> tuple[Arm, ...]:
    """Every way in, with the conditions from its step down to its dose level taken together."""
    listed = page.mapping(treatment_list, at, "treatment_list")
    page.only(listed, frozenset({"step"}), at, "treatment_list")
    arms: list[Arm] = []
    steps = page.entries(listed.get("step"), (*at, "step"), "step")
    for i, raw in enumerate(steps):
        here = (*at, "step", i)
        step = page.mapping(raw, here, "a step")
        page.only(step, STEP_KEYS, here, "a step")
        asked = match_of(page, step, here)
        code = str(step.get("step_code") or i + 1) if len(steps) > 1 else ""
        arms += _arms_of_step(page, step, here, asked, code)
    return _with_own_ids(arms)


def _arms_of_step(
    page: Page, step: dict[Any, Any], at: Pointer, asked: Criterion | None, code: str
) -> list[Arm]:
    raw_arms = page.entries(step.get("arm"), (*at, "arm"), "arm")
    if not raw_arms:
        return [Arm(id=code or "1", name=str(step.get("step_type") or ""), criterion=asked)]
    arms: list[Arm] = []
    for arm, here, strays in _arms_with_strays(page, raw_arms, (*at, "arm")):
        page.only(arm, ARM_KEYS, here, "an arm")
        if strays:
            arm = {key: value for key, value in arm.items() if key != "match"}
        own = match_of(page, arm, here, shut=_suspended(arm.get("arm_suspended")) == "suspended")
        if strays:
            moved = read_match(page, [node for node, _ in strays], strays[0][1][:-1], LEAVES, KEYS_OF)
            own = moved
        arms += _doses(page, arm, here, _both(asked, own), code)
    return arms


def _arms_with_strays(
    page: Page, raw_arms: list[Any], at: Pointer
) -> list[tuple[dict[Any, Any], Pointer, list[tuple[Any, Pointer]]]]:
    """Arms, each with the conditions that stand after it as if they were arms, though its own match was left empty."""
    found: list[tuple[dict[Any, Any], Pointer, list[tuple[Any, Pointer]]]] = []
    for i, raw in enumerate(raw_arms):
        here = (*at, i)
        arm = page.mapping(raw, here, "an arm")
        if arm and set(map(str, arm)) <= {"and", "or", *LEAVES}:
            before = found[-1][0] if found else {}
            if "match" in before and before["match"] is None:
                page.warn(here, "a condition stands among the arms; read as the match of the arm before it.")
                found[-1][2].append((raw, here))
            else:
                page.fault(here, "a condition stands among the arms, and no arm before it lacks one.")
            continue
        found.append((arm, here, []))
    return found


def _doses(page: Page, arm: dict[Any, Any], at: Pointer, asked: Criterion | None, step: str) -> list[Arm]:
    """One arm, or one way in for each dose level when levels have conditions of their own."""
    levels = []
    for i, raw in enumerate(page.entries(arm.get("dose_level"), (*at, "dose_level"), "dose_level")):
        here = (*at, "dose_level", i)
        level = page.mapping(raw, here, "a dose level")
        page.only(level, LEVEL_KEYS, here, "a dose level")
        shut = "suspended" in (_suspended(arm.get("arm_suspended")), _suspended(level.get("level_suspended")))
        levels.append((level, match_of(page, level, here, shut=shut)))
    code = " / ".join(
        part for part in (step, str(arm.get("arm_code") or arm.get("arm_internal_id") or "1")) if part
    )
    status = _suspended(arm.get("arm_suspended"))
    drugs = ", ".join(
        dict.fromkeys(
            text
            for level, _ in levels
            if (text := about.drug_name(str(level.get("level_description") or "")))
        )
    )
    name = str(arm.get("arm_description") or arm.get("arm_name") or "").strip()
    if not any(own is not None for _, own in levels):
        if levels and all(_suspended(level.get("level_suspended")) == "suspended" for level, _ in levels):
            status = "suspended"
        return [Arm(id=code, name=name, status=status, criterion=asked, drugs=drugs)]
    return [
        Arm(
            id=f"{code} / {level.get('level_code') or i + 1}",
            name=str(level.get("level_description") or name),
            status="suspended" if status == "suspended" else _suspended(level.get("level_suspended")),
            criterion=_both(asked, own),
            drugs=drugs,
        )
        for i, (level, own) in enumerate(levels)
    ]


def _suspended(flag: Any) -> Status:
    return "suspended" if flag is True or str(flag or "").strip().lower() in ("y", "yes") else "recruiting"


def _both(first: Criterion | None, second: Criterion | None) -> Criterion | None:
    asked = tuple(part for part in (first, second) if part is not None)
    return All(asked) if len(asked) == 2 else asked[0] if asked else None


def _with_own_ids(arms: list[Arm]) -> tuple[Arm, ...]:
    """Ids made different where a file repeats one."""
    import msgspec

    seen: dict[str, int] = {}
    made = []
    for arm in arms:
        seen[arm.id] = n = seen.get(arm.id, 0) + 1
        made.append(arm if n == 1 else msgspec.structs.replace(arm, id=f"{arm.id} ({n})"))
    return tuple(made)
