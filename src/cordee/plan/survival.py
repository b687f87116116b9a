"""Talking of time: ranges from the clinician's own median, never one number, and only when the person wishes it.

Multiples of a median m: 0.25 worst case, 0.5 to 2 typical, 3 best case (Kiely 2011, PMID 21189397: 36 trials of first-line
chemotherapy in breast cancer; within 0.75 to 1.33 of the curve in 73, 97, 95 and 96 %). At the bedside, of 114 people with
advanced cancer, 6 % lived less than a quarter of their oncologist's estimate, 62 % from half to double, 9 % over three times.
"""

from __future__ import annotations

from cordee.case.answer import Answer
from cordee.criteria import CaseView
from cordee.criteria.leaves.people import JudgedLeaf
from cordee.plan.model import PlanSource, SurvivalScenarios
from cordee.terms import Words

WORST, LOWER_TYPICAL, UPPER_TYPICAL, BEST = 0.25, 0.5, 2.0, 3.0
WISH = "wishes-to-know-time"
KIELY = PlanSource(
    id="cordee:kiely-2011",
    title="Kiely et al., J Clin Oncol 2011;29:456-463",
    reference="PMID 21189397",
    seen="abstract read: pubmed record 21189397",
    url="https://pubmed.ncbi.nlm.nih.gov/21189397/",
)


def survival(view: CaseView, median_months: float | None) -> SurvivalScenarios | None:
    """The scenarios; None unless a clinician gave a median and the person's wish to know is recorded."""
    if median_months is None or view.find(JudgedLeaf(question=WISH)).answer is not Answer.YES:
        return None
    m = median_months
    return SurvivalScenarios(
        median_months=m,
        worst=(0.0, round(m * WORST, 1)),
        typical=(round(m * LOWER_TYPICAL, 1), round(m * UPPER_TYPICAL, 1)),
        best=(round(m * BEST, 1), round(m * BEST, 1)),
        says=Words(
            "Sur dix personnes dans une situation semblable, une environ vit moins longtemps que la première durée, "
            "cinq environ se situent dans la fourchette du milieu, une environ vit plus longtemps que la dernière.",
            "Of ten people in a similar situation, about one lives less than the first figure, about five fall in the middle "
            "range, and about one lives longer than the last.",
        ),
        caution=Words(
            "Ces durées partent de l’estimation de votre médecin. Personne ne peut dire où une personne se situera.",
            "These figures start from your doctor's own estimate. Nobody can say where one person will be.",
        ),
        sources=(KIELY.id,),
    )
