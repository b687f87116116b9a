"""Clinical trials: read from registries, CTML or our own form, kept in one file, asked about one person. See docs/trials.md."""

from cordee.trials.match import Matches, TrialList, TrialMatch, match_one, trials_for
from cordee.trials.set_aside import SetAside
from cordee.trials.trial import Arm, Site, Trial

__all__ = [
    "Arm",
    "Matches",
    "SetAside",
    "Site",
    "Trial",
    "TrialList",
    "TrialMatch",
    "match_one",
    "trials_for",
]
