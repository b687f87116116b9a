"""Every family of conditions on reports: the alert rules' part of the language, beside the leaves on a record."""

from __future__ import annotations

from cordee.criteria.leaf import Leaf
from cordee.followup.leaves_now import AmbersLeaf, AnswerLeaf, UnansweredLeaf
from cordee.followup.leaves_since import LostLeaf, PersistentLeaf, WorseLeaf
from cordee.followup.report_leaf import ReportLeaf

REPORT_LEAVES: dict[str, type[Leaf]] = {
    family.KEY: family
    for family in (AnswerLeaf, UnansweredLeaf, WorseLeaf, PersistentLeaf, LostLeaf, AmbersLeaf)
}
"""The families that only alert rules may use, by their key in YAML."""

__all__ = [
    "REPORT_LEAVES",
    "AmbersLeaf",
    "AnswerLeaf",
    "LostLeaf",
    "PersistentLeaf",
    "ReportLeaf",
    "UnansweredLeaf",
    "WorseLeaf",
]
