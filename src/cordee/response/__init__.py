"""Has it progressed, has this line failed, and how do we know.

RECIST 1.1, iRECIST, tumour markers, lines of therapy: pure functions over case values, each answer with its
reasons or its evidence.
"""

from cordee.response.best_response import BestResponse, best_overall_response
from cordee.response.ca125 import Ca125Course, ca125_course
from cordee.response.drug_class import contains
from cordee.response.failure import ChemotherapyFailure, failures, has_chemotherapy_failed
from cordee.response.irecist import ImmuneAssessment, assess_immune
from cordee.response.line_outcome import OUTCOME_WORDS, LineOutcome, Outcome
from cordee.response.lines import line_outcomes
from cordee.response.progression import ProgressionNow, progression_now
from cordee.response.psa import PsaCourse, psa_course
from cordee.response.reason import Evidence, Reason
from cordee.response.recist import VisitAssessment, assess

__all__ = [
    "OUTCOME_WORDS",
    "BestResponse",
    "Ca125Course",
    "ChemotherapyFailure",
    "Evidence",
    "ImmuneAssessment",
    "LineOutcome",
    "Outcome",
    "ProgressionNow",
    "PsaCourse",
    "Reason",
    "VisitAssessment",
    "assess",
    "assess_immune",
    "best_overall_response",
    "ca125_course",
    "contains",
    "failures",
    "has_chemotherapy_failed",
    "line_outcomes",
    "progression_now",
    "psa_course",
]
