"""Many cases as columns; whole trees of conditions answered for all of them at once. Needs `cordee[cohort]`."""

from cordee.cohort.answers import Answers
from cordee.cohort.cohort import Cohort, CohortBuilder
from cordee.cohort.sweep import sweep, sweep_chunks

__all__ = ["Answers", "Cohort", "CohortBuilder", "sweep", "sweep_chunks"]
