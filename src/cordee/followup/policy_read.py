"""A team's policy as it writes it: a YAML file, faults with their line."""

from __future__ import annotations

import re

import msgspec

from cordee.files.located_yaml import Pointer, read_located
from cordee.followup.policy import Policy


def read_policy(text: str, file: str = "policy") -> Policy:
    """The policy that a YAML text writes. Raises BadInput at the line of the first fault. Whether what it changes may
    be changed is asked of the rules: `policy_faults`."""
    document = read_located(text, file)
    if not isinstance(document.value, dict):
        raise document.fault((), "expected a mapping, with at least id and version.")
    try:
        return msgspec.convert(document.value, Policy)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `$")
        steps = re.findall(r"\.([\w-]+)|\[(\d+)\]", place)
        pointer: Pointer = tuple(name or int(index) for name, index in steps)
        raise document.fault(pointer, f"{problem}.") from None
