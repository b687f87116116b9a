"""How an invented person feels over the year: mostly well, now and then an episode that worsens and passes.

Rates are invented for load (see the package): they say nothing about any illness or treatment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from cordee.followup import Answers, QuestionSet, settled

EPISODES_EVERY = 50.0
"""Days, on average, between the beginnings of two episodes."""
_PEAKS = ((1, 20), (2, 42), (3, 28), (4, 10))
_EVER = ("pain", "tiredness", "nausea", "appetite", "constipation", "breathlessness", "mouth", "sleep", "worry",
         "sadness", "numbness", "in-bed", "vomiting", "diarrhoea", "cough", "skin")  # fmt: skip
_TELLING = ("breathlessness", "cough")
"""On some treatments a single step up of these is a red: they do not come and go by themselves."""
_SUDDEN = ("chest-pain", "confusion", "one-leg-swollen", "nothing-stays-down", "bleeding-not-stopping",
           "breathless-at-rest")  # fmt: skip


@dataclass
class Episode:
    """One symptom that rises to `peak` (0–4) in the first third of its time and goes down again."""

    symptom: str
    begins: datetime
    ends: datetime
    peak: int

    def step(self, at: datetime) -> int:
        """How bad at `at`."""
        if not self.begins <= at < self.ends:
            return 0
        gone = (at - self.begins) / (self.ends - self.begins)
        return max(
            1, round(self.peak * (min(1.0, 0.4 + 3 * gone) if gone < 0.33 else 1.3 * (1 - gone) + 0.2))
        )


class Symptoms:
    """What one person would answer at any time."""

    def __init__(self, random: Random, begins: datetime, ends: datetime) -> None:
        self._random = random
        self._usual = {
            symptom: int(random.random() < (0.1 if symptom in _TELLING else 0.3)) for symptom in _EVER
        }
        self.episodes: list[Episode] = []
        at = begins + timedelta(days=random.expovariate(1 / EPISODES_EVERY))
        while at < ends:
            peaks, weights = zip(*_PEAKS, strict=True)
            length = timedelta(days=random.uniform(5, 18))
            (peak,) = random.choices(peaks, weights)
            self.episodes.append(Episode(random.choice(_EVER), at, at + length, peak))
            at += timedelta(days=random.expovariate(1 / EPISODES_EVERY))

    def worst(self, at: datetime) -> int:
        """The highest of all steps at `at`."""
        return max((episode.step(at) for episode in self.episodes), default=0)

    def ease(self, at: datetime) -> None:
        """Somebody has seen to it: what there is now passes within two days."""
        for episode in self.episodes:
            if episode.begins <= at < episode.ends:
                episode.ends = min(episode.ends, at + timedelta(days=self._random.uniform(0.5, 2)))

    def answers(self, questions: QuestionSet, at: datetime) -> Answers:
        """To every question that is put."""
        given: dict[str, Any] = {}
        for question in questions.questions:
            if question.kind in ("steps", "scale"):
                given[question.id] = self._step(question.id, at) if question.kind == "steps" else 0
            elif question.kind == "yes-no":
                given[question.id] = question.id == "relief"
            elif question.kind == "ticks":
                given[question.id] = ()
        self._suddenly(given)
        return settled(questions, Answers(given))

    def _step(self, symptom: str, at: datetime) -> int:
        usual = self._usual.get(symptom, 0)
        if symptom not in _TELLING and self._random.random() < 0.06:
            usual = 1
        return max(usual, *(e.step(at) for e in self.episodes if e.symptom == symptom), 0)

    def _suddenly(self, given: dict[str, Any]) -> None:
        draw = self._random.random()
        if draw < 0.0025 and "danger" in given:
            given["danger"] = (self._random.choice(_SUDDEN),)
        elif draw < 0.007:
            given |= {
                "fever": True,
                "temperature": round(self._random.uniform(37.9, 39.4), 1),
                "shivers": False,
            }
        elif draw < 0.010:
            given["falls"] = True
        elif draw < 0.0104:
            given["wish-to-die"] = True
        elif draw < 0.013:  # something left unanswered: somebody has to ask
            given[self._random.choice(sorted(given))] = None
