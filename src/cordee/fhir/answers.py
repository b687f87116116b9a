"""Small closed lists: which standard code means which of our words.

LOINC answer lists and SNOMED CT codes as mCODE STU 2 to 4 give them in its value sets (ECOG, Karnofsky, condition status
trend, treatment termination reason, procedure intent) and HL7's Genomics Reporting in its (source class, significance).
"""

from __future__ import annotations

from cordee.case.measurement import ResponseCode
from cordee.case.treatment import Intent, WhyEnded

# LOINC list of 89247-1; SNOMED CT grades of mCODE STU 1
ECOG: dict[str, int] = {
    "LA9622-7": 0, "LA9623-5": 1, "LA9624-3": 2, "LA9625-0": 3, "LA9626-8": 4, "LA9627-6": 5,
    "425389002": 0, "422512005": 1, "422894000": 2, "423053003": 3, "423237006": 4, "423409001": 5,
}  # fmt: skip
ECOG_LOINC = ("LA9622-7", "LA9623-5", "LA9624-3", "LA9625-0", "LA9626-8", "LA9627-6")

# LOINC list of 89243-0
KARNOFSKY: dict[str, int] = {
    "LA29175-9": 100, "LA29176-7": 90, "LA29177-5": 80, "LA29178-3": 70, "LA29179-1": 60, "LA29180-9": 50,
    "LA29181-7": 40, "LA29182-5": 30, "LA29183-3": 20, "LA29184-1": 10, "LA9627-6": 0,
}  # fmt: skip

PRESENT, ABSENT = "LA9633-4", "LA9634-2"  # 69548-6, genetic variant assessment
# The same in LOINC's and SNOMED CT's positive and negative
FOUND: dict[str, bool] = {
    PRESENT: True, ABSENT: False, "LA6576-8": True, "LA6577-6": False, "10828004": True, "260385009": False,
}  # fmt: skip
GERMLINE, SOMATIC = "LA6683-2", "LA6684-0"  # 48002-0, genomic source class

# 53037-8, clinical significance. 'Uncertain' is no answer.
PATHOGENIC: dict[str, bool] = {"LA6668-3": True, "LA26332-9": True, "LA26334-5": False, "LA6675-8": False}

# Condition status trend. 'Improved' is not RECIST's partial response, and 'stable' a clinician's word: marked guesses.
TREND: dict[str, tuple[ResponseCode, bool]] = {
    "271299001": ("PD", False), "230993007": ("PD", False),
    "359746009": ("SD", True), "58158008": ("SD", True),
    "268910001": ("PR", True), "385633008": ("PR", True),
    "709137006": ("NE", False),
}  # fmt: skip
TREND_WRITTEN: dict[str, str] = {"PD": "271299001", "SD": "359746009", "PR": "268910001", "NE": "709137006"}

# Treatment termination reason. It has no code for progression: 'no response to treatment' is the nearest.
WHY_ENDED: dict[str, WhyEnded] = {
    "182992009": "completed",
    "266721009": "progression", "58848006": "progression",
    "407563006": "toxicity", "281647001": "toxicity",
    "105480006": "choice",
    "160932005": "other", "184081006": "other", "309846006": "other", "107724000": "other",
}  # fmt: skip
WHY_ENDED_WRITTEN: dict[str, str] = {
    "completed": "182992009", "progression": "266721009", "toxicity": "407563006", "choice": "105480006",
}  # fmt: skip
# Procedure intent. mCODE's 'curative' includes 'meant to control, even if a cure is not anticipated': it decides nothing.
INTENT: dict[str, Intent] = {"363676003": "relieve"}
INTENT_WRITTEN: dict[Intent, str] = {"cure": "373808002", "control": "373808002", "relieve": "363676003"}
