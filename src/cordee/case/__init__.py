"""What is known of one person's illness: typed, dated, sourced facts, and nothing else.

Missing is never 'no': a fact that is not there is unknown; a stated absence is a fact of its own.
"""

from cordee.case.biomarker import Alteration, Marker, PanelTest
from cordee.case.case import FACT_FIELDS, Case
from cordee.case.choice import AdvanceCare, CareGoal, Judgement, Refusal, Wish
from cordee.case.disease import Condition, FamilyHistory, Metastasis, Primary
from cordee.case.fact import Fact, Source
from cordee.case.measurement import Imaging, Lab, Lesion, Performance, Symptom, Toxicity
from cordee.case.partial_date import PartialDate, days_between
from cordee.case.person import Person, TeamMember
from cordee.case.treatment import Exposure, LineOfTherapy, LocalTreatment, TreatmentHistory

__all__ = [
    "FACT_FIELDS",
    "AdvanceCare",
    "Alteration",
    "CareGoal",
    "Case",
    "Condition",
    "Exposure",
    "Fact",
    "FamilyHistory",
    "Imaging",
    "Judgement",
    "Lab",
    "Lesion",
    "LineOfTherapy",
    "LocalTreatment",
    "Marker",
    "Metastasis",
    "PanelTest",
    "PartialDate",
    "Performance",
    "Person",
    "Primary",
    "Refusal",
    "Source",
    "Symptom",
    "TeamMember",
    "Toxicity",
    "TreatmentHistory",
    "Wish",
    "days_between",
]
