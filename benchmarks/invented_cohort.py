"""A cohort of invented people, drawn column by column: a million of them in seconds, the same for the same seed.

The shares are round figures of our own, meant to be of the order met in a cancer centre. They describe nobody and prove
nothing but speed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordee.cohort.calendar import Calendar
from cordee.cohort.cohort import CHUNK, Cohort
from cordee.cohort.grouping import pair
from cordee.cohort.kept import KEPT, bare, kind_of
from cordee.cohort.table import FactTable
from cordee.terms import TermKind, Terms

Ints = NDArray[np.int64]
_REQUIRED: dict[str, dict[str, Any]] = {
    "family_history": {"relation": ""},
    "panels": {"name": ""},
    "labs": {"value": 0.0},
}
_LABS = {
    "haemoglobin": (125.0, 18.0, 0, None, None), "neutrophils": (4.2, 1.8, 1, None, None),
    "platelets": (245.0, 80.0, 0, None, None), "creatinine": (80.0, 22.0, 0, None, 104.0),
    "bilirubin": (11.0, 6.0, 0, None, 21.0), "alt": (28.0, 16.0, 0, None, 45.0),
    "ast": (27.0, 14.0, 0, None, 40.0), "albumin": (39.0, 5.0, 0, 35.0, None),
}  # fmt: skip
"""Mean, spread, decimals, and the laboratory's own limits, drawn around."""


@dataclass(frozen=True)
class Choice:
    """A field of a fact, drawn: the values it may have, and which one each row has."""

    values: Sequence[Any]
    drawn: Ints


class Draw:
    """One seeded draw of `people` people as known on `on`."""

    def __init__(self, people: int, on: date, terms: Terms, seed: int) -> None:
        self.people, self.on, self.terms = people, on, terms
        self.rng = np.random.default_rng(seed)
        # Every day of 110 years, so that a day's number in the calendar is its distance from the first.
        self.first = date(on.year - 109, 1, 1)
        days = (on - self.first).days
        self.calendar = Calendar((self.first + timedelta(d)).isoformat() for d in range(days + 1))
        self.today = days + 1
        self.tables: dict[str, FactTable] = {}

    def ids(self, kind: TermKind) -> list[str]:
        """Ids of a kind of term that are no class."""
        return [t.id for t in self.terms.all(kind) if not t.is_class]

    def often(self, values: Sequence[Any], rows: int, steep: float = 1.0) -> Choice:
        """One of `values` a row, the first most often (Zipf)."""
        weight = 1.0 / np.arange(1, len(values) + 1) ** steep
        return Choice(values, self.rng.choice(len(values), rows, p=weight / weight.sum()))

    def share(self, values: Sequence[Any], shares: Sequence[float], rows: int) -> Choice:
        """One of `values` a row, with these shares."""
        return Choice(values, self.rng.choice(len(values), rows, p=np.array(shares) / sum(shares)))

    def some(self, share: float) -> Ints:
        """People, each with this chance, ascending."""
        return np.flatnonzero(self.rng.random(self.people) < share)

    def repeated(self, counts: Sequence[float]) -> Ints:
        """People, each 0, 1, 2 … times with these shares, ascending."""
        times = self.rng.choice(len(counts), self.people, p=np.array(counts) / sum(counts))
        return np.repeat(np.arange(self.people), times)

    def ago(self, rows: int, most: int, least: int = 0) -> Ints:
        """A day number for each row, so many days ago."""
        return self.today - self.rng.integers(least, most + 1, rows)

    def table(
        self,
        field: str,
        person: Ints,
        given: dict[str, Choice],
        days: dict[str, Ints] | None = None,
        numbers: dict[str, NDArray[np.float64]] | None = None,
    ) -> None:
        """The facts of one field: `person` ascending."""
        key = np.zeros(len(person), np.int64)
        for choice in given.values():
            key = pair(key, choice.drawn)
        distinct, first, code = np.unique(key, return_index=True, return_inverse=True)
        made = kind_of(field)
        facts = [
            bare(
                field,
                made(
                    **_REQUIRED.get(field, {}),
                    **{name: choice.values[choice.drawn[row]] for name, choice in given.items()},
                ),
            )
            for row in first.tolist()
        ]
        assert len(facts) == len(distinct)
        none = np.zeros(len(person), np.int64)
        whole = {name: (days or {}).get(name, none).astype(np.int32) for name in KEPT[field].days}
        figures = {
            name: (numbers or {}).get(name, np.full(len(person), np.nan)) for name in KEPT[field].numbers
        }
        self.tables[field] = FactTable(
            field, facts, person.astype(np.int32), code.astype(np.int32), whole, figures
        )


def invented_cohort(people: int, on: date, terms: Terms, seed: int = 1, chunk: int = CHUNK) -> Cohort:
    """A cohort of so many invented people as known on `on`."""
    d = Draw(people, on, terms, seed)
    everyone = np.arange(people)
    _persons(d, everyone)
    _illness(d, everyone)
    _tests(d)
    _treatment(d)
    _body(d)
    nobody = np.zeros(0, np.int64)
    for field in KEPT:
        if field not in d.tables:
            d.table(field, nobody, {})
    ids = [f"p{i:07d}" for i in range(people)]
    return Cohort(ids, on, d.tables, d.calendar, chunk)


def _persons(d: Draw, everyone: Ints) -> None:
    n = len(everyone)
    years = np.clip(d.rng.normal(64, 13, n), 18, 98)
    born = np.maximum(1, d.today - (years * 365.25).astype(np.int64))
    sex = d.share(["female", "male", None], [52, 46, 2], n)
    d.table(
        "person",
        everyone,
        {"sex": sex, "country": d.share(["FR", "BE", None], [90, 5, 5], n)},
        {"born": born},
    )


def _illness(d: Draw, everyone: Ints) -> None:
    n = len(everyone)
    cancers = d.ids("cancer")
    d.rng.shuffle(cancers)
    on = d.ago(n, 4000, 20)
    d.table(
        "primaries",
        everyone,
        {
            "cancer": d.often(cancers, n),
            "histology": d.share([None, "adenocarcinoma", "squamous"], [70, 20, 10], n),
            "stage": d.share([None, "II", "IIIA", "IIIB", "IV", "IVA"], [15, 10, 10, 10, 45, 10], n),
            "m": d.share([None, "0", "1"], [60, 15, 25], n),
        },
        {"on": on, "stage_on": np.minimum(d.today, on + d.rng.integers(0, 60, n))},
    )
    spread = d.repeated([35, 30, 20, 10, 5])
    sites = [
        "liver",
        "lung",
        "bone",
        "brain",
        "peritoneum",
        "distant-lymph-node",
        "regional-lymph-node",
        "adrenal",
    ]
    d.table(
        "metastases",
        spread,
        {
            "site": d.often(sites, len(spread), 0.7),
            "presence": d.share(["present", "absent"], [92, 8], len(spread)),
            "lesions": d.share([None, 1, 2, 3, 6], [60, 15, 10, 8, 7], len(spread)),
            "treated": d.share([None, True, False], [90, 7, 3], len(spread)),
        },
        {"on": _in_order(d, spread, d.ago(len(spread), 1200))},
    )
    ill = d.repeated([55, 25, 12, 8])
    d.table(
        "conditions",
        ill,
        {
            "condition": d.often(d.ids("condition"), len(ill)),
            "presence": d.share(["present", "absent"], [75, 25], len(ill)),
        },
        {"on": _in_order(d, ill, d.ago(len(ill), 3000))},
    )
    family = d.some(0.1)
    d.table("family_history", family, {"cancer": d.often(cancers, len(family))})
    seen = np.sort(np.concatenate([d.some(0.8), d.some(0.5)]))
    answers = d.share([None, "CR", "PR", "SD", "PD", "NE"], [20, 4, 16, 30, 28, 2], len(seen))
    d.table("imaging", seen, {"stated": answers}, {"on": _in_order(d, seen, d.ago(len(seen), 400))})


def _in_order(d: Draw, person: Ints, days: Ints) -> Ints:
    """The same days, each person's ascending: a case holds its facts by date."""
    return days[np.lexsort((days, person))]


def _tests(d: Draw) -> None:
    genes = d.ids("gene")
    d.rng.shuffle(genes)
    sizes = (12, 50, 150, 341, 410)
    panels = [tuple(genes[: min(size, len(genes))]) for size in sizes]
    tested = d.some(0.6)
    d.table(
        "panels",
        tested,
        {
            "genes": d.share(panels, [30, 25, 20, 15, 10], len(tested)),
            "kinds": d.share(
                [(), ("mutation",), ("mutation", "fusion", "amplification")], [2, 4, 4], len(tested)
            ),
        },
        {"on": d.ago(len(tested), 1500)},
    )
    found = np.repeat(tested, d.rng.poisson(3.0, len(tested)))
    n = len(found)
    gene = d.often(genes, n, 0.8)
    # Most changes of a gene are one of a few places, the rest a long tail.
    place = np.minimum(d.rng.zipf(1.6, n), 400)
    changes = [None] + [f"{'GVRELQKT'[i % 8]}{12 + 3 * i}{'CDVEKHSA'[i % 7]}" for i in range(1, 401)]
    changes[1:4] = ["G12C", "V600E", "R175H"]
    kind = d.share(["mutation", "amplification", "fusion", "deletion"], [82, 8, 5, 5], n)
    partner = d.share([None, "EML4", "KIF5B"], [97, 2, 1], n)
    d.table(
        "alterations",
        found,
        {
            "gene": gene,
            "kind": kind,
            "protein_change": Choice(changes, np.where(kind.drawn == 0, place, 0)),
            "partner": Choice(partner.values, np.where(kind.drawn == 2, partner.drawn, 0)),
            "pathogenic": d.share([None, True, False], [70, 20, 10], n),
            "origin": d.share([None, "somatic", "germline"], [75, 22, 3], n),
        },
        {"on": _in_order(d, found, d.ago(n, 1500))},
    )
    marked = d.repeated([50, 25, 15, 10])
    codes: list[tuple[str, str | None]] = [
        ("her2", "negative"), ("her2", "positive"), ("her2", "low"), ("er", "positive"), ("er", "negative"),
        ("pr", "positive"), ("pr", "negative"), ("msi", "mss"), ("msi", "msi-high"), ("mmr", "proficient"),
        ("mmr", "deficient"), ("pd-l1-tps", None), ("pd-l1-cps", None), ("tmb", None),
    ]  # fmt: skip
    which = d.often(codes, len(marked), 0.5)
    numbers = np.round(np.minimum(100, d.rng.exponential(25, len(marked))))
    numbers[which.drawn < 11] = np.nan
    d.table(
        "markers",
        marked,
        {
            "marker": Choice([c for c, _ in codes], which.drawn),
            "code": Choice([c for _, c in codes], which.drawn),
        },
        {"on": _in_order(d, marked, d.ago(len(marked), 1500))},
        {"number": numbers},
    )


def _treatment(d: Draw) -> None:
    person = d.repeated([25, 30, 22, 13, 7, 3])
    n = len(person)
    number = np.arange(n) - np.searchsorted(person, person)  # 0 for a person's first
    drugs = d.ids("drug")
    d.rng.shuffle(drugs)
    regimens = [(a,) for a in drugs[:120]] + [(a, b) for a, b in zip(drugs[:80], drugs[20:100], strict=True)]
    last = np.append(person[1:] != person[:-1], True)
    on = _in_order(d, person, d.ago(n, 2000, 30))
    length = d.rng.integers(20, 400, n)
    running = last & (on + length > d.today)
    ended = d.share(["progression", "toxicity", "completed", "choice", None], [50, 15, 25, 5, 5], n)
    d.table(
        "lines",
        person,
        {
            "drugs": d.often(regimens, n, 0.7),
            "number": Choice([1, 2, 3, 4, 5, None], np.where(d.rng.random(n) < 0.85, number, 5)),
            "setting": d.share(["metastatic", "adjuvant", None], [60, 10, 30], n),
            "ended": Choice(ended.values, np.where(running, 4, ended.drawn)),
            "ongoing": Choice([None, True], running.astype(np.int64)),
            "best_response": d.share([None, "CR", "PR", "SD", "PD"], [30, 5, 20, 25, 20], n),
            "unmapped": d.share([(), ("?",)], [97, 3], n),
        },
        {"on": on, "ended_on": np.where(running, 0, np.minimum(on + length, d.today))},
    )
    told = d.some(0.3)
    history = d.share([True, False], [80, 20], len(told))
    d.table("treatment_history", told, {"complete": history}, {"on": d.ago(len(told), 300)})
    never = d.some(0.05)
    d.table(
        "exposures",
        never,
        {
            "drug": d.often(drugs, len(never)),
            "presence": d.share(["absent", "present"], [80, 20], len(never)),
        },
    )
    local = d.some(0.4)
    kinds = d.share(
        ["surgery", "radiotherapy", "stereotactic-radiotherapy", "ablation"], [50, 35, 10, 5], len(local)
    )
    target = d.share([None, "primary", "metastasis"], [30, 40, 30], len(local))
    d.table("local_treatments", local, {"kind": kinds, "target": target}, {"on": d.ago(len(local), 2000)})
    harmed = d.repeated([60, 25, 15])
    d.table(
        "toxicities",
        harmed,
        {
            "toxicity": d.often(d.ids("toxicity"), len(harmed)),
            "grade": d.share([1, 2, 3, 4], [45, 35, 15, 5], len(harmed)),
            "resolved": d.share([None, True], [60, 40], len(harmed)),
        },
        {"on": _in_order(d, harmed, d.ago(len(harmed), 900))},
    )


def _body(d: Draw) -> None:
    seen = np.sort(np.concatenate([d.some(0.85), d.some(0.4)]))
    n = len(seen)
    karnofsky = d.share([None, 90, 80, 70], [94, 2, 2, 2], n)
    ecog = d.share([0, 1, 2, 3, 4, None], [30, 42, 18, 8, 2, 0], n)
    given = {
        "ecog": Choice(ecog.values, np.where(karnofsky.drawn > 0, 5, ecog.drawn)),
        "karnofsky": karnofsky,
    }
    d.table("performance", seen, given, {"on": _in_order(d, seen, d.ago(n, 300))})
    person, analyte, value, low, high, day = [], [], [], [], [], []
    for i, (mean, spread, decimals, least, most) in enumerate(_LABS.values()):
        who = d.some(0.7)
        m = len(who)
        person.append(who)
        analyte.append(np.full(m, i))
        value.append(np.round(np.maximum(0.1, d.rng.normal(mean, spread, m)), decimals))
        low.append(np.full(m, np.nan if least is None else least))
        house = d.rng.choice([0.95, 1.0, 1.05], m) if most is not None else np.ones(m)
        high.append(np.full(m, np.nan if most is None else most) * house)
        day.append(d.ago(m, 200))
    who, kind = np.concatenate(person), np.concatenate(analyte)
    order = np.lexsort((np.concatenate(day), who))
    d.table(
        "labs",
        who[order],
        {"analyte": Choice(list(_LABS), kind[order])},
        {"on": np.concatenate(day)[order]},
        {
            "value": np.concatenate(value)[order],
            "low": np.concatenate(low)[order],
            "high": np.concatenate(high)[order],
        },
    )
    feeling = d.some(0.3)
    score = d.share(list(range(11)), [20, 12, 12, 10, 10, 10, 8, 7, 6, 3, 2], len(feeling))
    d.table(
        "symptoms",
        feeling,
        {"symptom": d.often(d.ids("symptom"), len(feeling)), "score": score},
        {"on": d.ago(len(feeling), 60)},
    )
