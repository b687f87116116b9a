"""What became of one line of therapy: the words it can get, and what each rests on."""

from __future__ import annotations

from typing import Literal

import msgspec

from cordee.case import LineOfTherapy, PartialDate
from cordee.case.answer import Answer
from cordee.case.measurement import ResponseCode
from cordee.response.reason import Evidence
from cordee.terms.words import Words

Outcome = Literal[
    "refractory",  # PD as best response; platinum (ovary): by 4 weeks after the last dose
    "resistant",  # platinum (ovary): progression less than 6 months after the last dose
    "progressed",  # progression while it was given, or by 4 weeks after
    "toxicity",
    "choice",
    "completed",
    "progressed-later",  # progression more than 4 weeks after the last dose, before anything else was given
    "ongoing",
    "death",
    "other",
    "not-known",
]

OUTCOME_WORDS: dict[Outcome, Words] = {
    "refractory": Words("réfractaire", "refractory"),
    "resistant": Words(
        "reprise moins de 6 mois après le platine", "came back less than 6 months after platinum"
    ),
    "progressed": Words("progression pendant le traitement", "progression on treatment"),
    "toxicity": Words("arrêt pour effets indésirables", "stopped for side effects"),
    "choice": Words("arrêt par choix", "stopped by choice"),
    "completed": Words("mené à son terme", "completed"),
    "progressed-later": Words(
        "progression après la fin du traitement", "progression after treatment had ended"
    ),
    "ongoing": Words("en cours", "ongoing"),
    "death": Words("arrêt au décès", "ended at death"),
    "other": Words("arrêt pour un autre motif", "stopped for another reason"),
    "not-known": Words("motif de fin non connu", "reason for ending not known"),
}


class LineOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """One line and why it ended. `outcomes` holds every word that applies, the stated or strongest first.

    `failed`: YES when the illness progressed or its effects could not be borne; UNKNOWN says in `to_settle`
    what would tell. Intervals are (fewest, most) days, since dates can be partial; `to_progression_days` runs
    from the last dose and is 0 or negative for progression on treatment. `platinum`: whether the line
    held platinum; its two words are used for ovarian cancer alone. `conflicts` are facts that disagree; none of them is dropped.
    """

    line: LineOfTherapy
    outcomes: tuple[Outcome, ...]
    failed: Answer
    platinum: Answer
    best_response: ResponseCode | None = None
    progressed_on: PartialDate | None = None
    time_on_treatment_days: tuple[int, int] | None = None
    to_progression_days: tuple[int, int] | None = None
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[Evidence, ...] = ()
    to_settle: Words | None = None

    @property
    def why(self) -> Outcome:
        """The first of `outcomes`."""
        return self.outcomes[0]
