"""What a cohort is matched with: arms of trials, options of the knowledge, each one criterion with a name."""

from __future__ import annotations

from pathlib import Path

import msgspec

from cordee.criteria.tree import Criterion
from cordee.files.fault import BadInput, Fault
from cordee.knowledge import load_knowledge
from cordee.terms import Terms
from cordee.trials.asked import asked
from cordee.trials.importing import trials_of
from cordee.trials.set_aside import SetAside
from cordee.trials.store import TrialStore
from cordee.trials.trial import OPEN, Trial


class AskedOf(msgspec.Struct, frozen=True):
    """One criterion asked of everybody. `kind` is 'trial' or 'option'; `arm` is '' for an option."""

    kind: str
    id: str
    arm: str
    criterion: Criterion


def arms_of(trial: Trial) -> list[AskedOf]:
    """The open ways into a trial; none when it takes nobody in."""
    if trial.status not in OPEN:
        return []
    return [AskedOf("trial", trial.id, arm.id, asked(trial, arm)) for arm in trial.arms if arm.status in OPEN]


def trials_at(path: Path, terms: Terms) -> tuple[list[AskedOf], tuple[Fault, ...]]:
    """The arms of a store's trials, or of the trials in a file or folder, with the faults of those set aside.

    Raises BadInput when there is nothing at `path`, or no trial at all."""
    if not path.exists():
        raise BadInput.at(str(path), "", "no such file or folder.")
    faults: list[Fault] = []
    found: list[AskedOf] = []
    if path.suffix == ".sqlite":
        with TrialStore(path, create=False) as store:
            for listed in store.listed():
                trial = store.get(listed.id)
                found += arms_of(trial) if trial is not None else []
        return found, ()
    trials = 0
    for read in trials_of([path], terms):
        if isinstance(read, SetAside):
            faults += read.faults
        else:
            trials += 1
            found += arms_of(read)
    if not trials:
        raise BadInput(faults or [Fault(file=str(path), where="", problem="holds no trial.")])
    return found, tuple(faults)


def options() -> list[AskedOf]:
    """The options of the knowledge that ships."""
    return [AskedOf("option", option.id, "", option.when) for option in load_knowledge().options]
