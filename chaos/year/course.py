"""What happens to one invented person in the year: when follow-up starts, how often they are asked, stays, a death."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from chaos.year.calendar import FIRST_DAY, day_of, local
from chaos.year.symptoms import Symptoms

RHYTHMS = (1, 2, 3, 7)
"""Days between two check-ins that a person may be asked at."""
_HOURS = (time(8), time(9), time(9), time(10), time(18))
DRUGS = ("pembrolizumab", "paclitaxel", "capecitabine", "osimertinib", "")
"""On what treatment somebody is; '' for none. The rules ask."""


@dataclass
class Course:
    """`starts` and `ends` bound the follow-up in the year; `died` is when it happened, not when it is recorded."""

    number: int
    starts: datetime
    ends: datetime
    every_days: int
    hour: time
    drug: str
    has_relative: bool
    by: str
    """The channel they are asked over, besides the app."""
    symptoms: Symptoms
    random: Random
    died: datetime | None = None
    stays: list[tuple[date, date]] = field(default_factory=list)

    def in_hospital(self, at: datetime) -> bool:
        """Whether they lie in hospital at `at`."""
        day = day_of(at)
        return any(first <= day <= last for first, last in self.stays)

    def can_answer(self, at: datetime) -> bool:
        """Whether they live, and are not in hospital."""
        return not self.in_hospital(at) and (self.died is None or at < self.died)

    @property
    def days(self) -> float:
        """Days of follow-up."""
        return (self.ends - self.starts) / timedelta(days=1)


def courses(seed: int, people: int, reports: int, days: int) -> list[Course]:
    """`people` courses in a year of `days`, with such rhythms that about `reports` check-ins come of them."""
    made = [_course(seed, number, days) for number in range(people)]
    # About nine of ten that are expected are sent; some more come unasked.
    a_day = reports / (0.95 * sum(course.days for course in made))
    weights = _weights(a_day)
    for course in made:
        (course.every_days,) = course.random.choices(RHYTHMS, weights)
    return made


def _course(seed: int, number: int, days: int) -> Course:
    random = Random(f"{seed} person {number}")
    end = local(FIRST_DAY + timedelta(days=days), 0)
    later = random.random() < 0.4
    first = FIRST_DAY + timedelta(days=random.randrange(int(days * 0.85)) if later else random.randrange(3))
    starts = local(first, random.uniform(9, 17))
    died = None
    if random.random() < 0.14 * days / 365:
        moment = starts + random.uniform(0.15, 1) * (end - starts)
        died = moment if moment < end else None
    ends = died or end
    course = Course(
        number=number,
        starts=starts,
        ends=ends,
        every_days=7,
        hour=random.choice(_HOURS),
        drug=random.choices(DRUGS, (3, 3, 3, 3, 1))[0],
        has_relative=random.random() < 0.5,
        by=random.choices(("email", "sms", "app"), (6, 3, 1))[0],
        symptoms=Symptoms(random, starts, ends),
        random=random,
        died=died,
    )
    at = starts + timedelta(days=random.expovariate(1 / 150))
    while at < ends:
        course.stays.append((day_of(at), day_of(at) + timedelta(days=random.randint(1, 14))))
        at += timedelta(days=20 + random.expovariate(1 / 150))
    return course


def _weights(a_day: float) -> list[float]:
    """Weights of the rhythms whose mean is `a_day` check-ins a day (between one a week and one a day)."""
    low, high = -60.0, 60.0
    for _ in range(60):
        tilt = (low + high) / 2
        weights = [2.718281828 ** (tilt * (1 / days - 0.5)) for days in RHYTHMS]
        mean = sum(w / d for w, d in zip(weights, RHYTHMS, strict=True)) / sum(weights)
        low, high = (tilt, high) if mean < a_day else (low, tilt)
    return weights
