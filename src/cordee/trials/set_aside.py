"""A trial that could not be read: where, and why. The others go on."""

from __future__ import annotations

import msgspec

from cordee.files.fault import BadInput, Fault


class SetAside(msgspec.Struct, frozen=True):
    """Why one trial, or a whole file, was not taken in. Every fault found in it, with file and line."""

    file: str
    faults: tuple[Fault, ...]
    id: str = ""

    @classmethod
    def of(cls, bad: BadInput, file: str, id: str = "") -> SetAside:
        """From a refusal."""
        return cls(file, bad.faults, id)
