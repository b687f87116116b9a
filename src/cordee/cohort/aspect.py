"""The part of a case that a condition looks at, and that part of one case: its slice.

Two people with equal slices get the same answer, so that each distinct slice is asked once (see docs/decisions/0014).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import msgspec

from cordee.case import Case, Fact, PartialDate
from cordee.cohort.kept import KEPT, bare, facts_of
from cordee.cohort.pick import PICKS
from cordee.criteria.leaves.person import age_on
from cordee.criteria.newest import newest
from cordee.terms import Terms

DayMode = Literal["none", "told", "years", "order", "exact"]
"""What of a date counts: nothing; whether it is recorded; the years since; which of two is later (and a few
ages); all of it."""


class Part(msgspec.Struct, frozen=True):
    """Some facts of one field of a case, made smaller.

    `pick` with its `ids` keeps the facts that matter and drops what does not from each. `days` are the dates that count.
    `newest`: only the facts that may be the last count, taken apart by this attribute ('' for all together). `beside`: the
    facts count only for people of whom that part holds a line with drugs (and lines with a drug not recognised always).
    """

    field: str
    pick: str = "all"
    ids: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    newest: str | None = None
    beside: str | None = None


class Slice(msgspec.Struct, frozen=True):
    """Some parts of a case. `ages` are the ages in days, ascending, that conditions compare a date with. `measured`: the
    days between dates count too for people whose lesions were measured. `once`: a fact that stands twice counts once
    (of mode 'none'). `simple`: enough for people without a metastasis that was stated absent or is gone.
    `feature`: how people of a plain course are told apart by columns (`cohort/features.py`)."""

    parts: tuple[Part, ...]
    mode: DayMode = "none"
    ages: tuple[float, ...] = ()
    measured: bool = False
    once: bool = False
    simple: Slice | None = None
    feature: str = ""


class Narrowed(msgspec.Struct, frozen=True):
    """A slice shared by many conditions, of which this one looks at what `pick` with `ids` keeps of one field."""

    of: Slice
    field: str
    pick: str
    ids: tuple[str, ...]


class Aspect(msgspec.Struct, frozen=True):
    """What a condition looks at: its own slice, and what it takes of shared ones. Their fields never overlap."""

    own: Slice | None = None
    shared: tuple[Narrowed | Slice, ...] = ()


def slice_of(case: Case, what: Aspect, on: date, terms: Terms) -> Case:
    """The part of `case` (as known on `on`, in order) that `what` names."""
    given = cut(case, what.own, on, terms) if what.own else {}
    for shared in what.shared:
        whole = shared.of if isinstance(shared, Narrowed) else shared
        other = cut(case, whole, on, terms)
        given |= narrow(other, shared, terms) if isinstance(shared, Narrowed) else other
    return case_of_slice(given)


def narrow(given: dict[str, tuple[Fact, ...]], what: Narrowed, terms: Terms) -> dict[str, tuple[Fact, ...]]:
    """What a narrowed slice keeps of a whole one."""
    pick = PICKS[what.pick]
    picked = (pick(fact, what.ids, terms) for fact in given.get(what.field, ()))
    kept = sorted((fact for fact in picked if fact is not None), key=msgspec.json.encode)
    return {**given, what.field: tuple(dict.fromkeys(kept))}


def case_of_slice(facts: dict[str, tuple[Fact, ...]]) -> Case:
    """A case of these facts alone."""
    given: dict[str, Any] = dict(facts)
    if given.get("person"):
        given["person"] = given["person"][0]
    else:
        given.pop("person", None)
    return Case(**given)


def cut(case: Case, what: Slice, on: date, terms: Terms) -> dict[str, tuple[Fact, ...]]:
    """The facts of one slice of `case`, by field."""
    if what.simple is not None and not any(m.presence == "absent" or m.gone for m in case.metastases):
        return cut(case, what.simple, on, terms)
    rows: list[tuple[Part, Fact, Fact]] = []
    given = False
    for part in what.parts:
        found = picked(facts_of(case, part.field), part, terms)
        given = given or any(getattr(small, "drugs", ()) for small, _ in found)
        if part.beside is not None and not given:
            found = [(small, fact) for small, fact in found if getattr(small, "unmapped", ())]
        rows += [(part, small, fact) for small, fact in found]
    dates = [getattr(fact, name) for part, _, fact in rows for name in part.days]
    measured = what.measured and any(getattr(small, "lesions", ()) for _, small, _ in rows)
    canonical = canonical_dates([d for d in dates if d is not None], what, on, exact=measured)
    facts: dict[str, tuple[Fact, ...]] = {}
    for part in what.parts:
        mine = [
            msgspec.structs.replace(
                small, **{n: canonical(d) for n in part.days if (d := getattr(fact, n)) is not None}
            )
            for of, small, fact in rows
            if of is part
        ]
        if what.mode in ("none", "told"):
            mine.sort(key=msgspec.json.encode)
        if what.once:
            mine = list(dict.fromkeys(mine))
        facts[part.field] = tuple(mine)
    return facts


def picked(facts: tuple[Fact, ...], part: Part, terms: Terms) -> list[tuple[Fact, Fact]]:
    """The facts that count, each made smaller and as it was."""
    pick = PICKS[part.pick]
    found = [
        (small, f) for f in facts if (small := pick(_numbered(part.field, f), part.ids, terms)) is not None
    ]
    if part.newest is None:
        return found
    apart: dict[object, list[tuple[Fact, Fact]]] = {}
    for small, fact in found:
        apart.setdefault(getattr(small, part.newest) if part.newest else None, []).append((small, fact))
    last = {id(f) for same in apart.values() for f in newest(f for _, f in same)}
    return [(small, fact) for small, fact in found if id(fact) in last]


def _numbered(field: str, fact: Fact) -> Fact:
    numbers = {name: getattr(fact, name) for name in KEPT[field].numbers}
    small = bare(field, fact)
    return msgspec.structs.replace(small, **numbers) if numbers else small


def canonical_dates(
    dates: list[PartialDate], what: Slice, on: date, *, exact: bool = False
) -> Callable[[PartialDate], PartialDate]:
    """How the dates of one person's slice are written, so that slices that only differ in days that do not count are
    equal. With a month or a year alone among them they stay as they are."""
    if what.mode == "told":
        return lambda _: PartialDate.of(on)
    if what.mode == "years":
        return lambda d: birth_of_age(d, on)
    if exact or what.mode == "exact" or not all(d.exact for d in dates):
        return lambda d: d
    ages = sorted({(on - d.earliest).days for d in dates})
    made: dict[int, int] = {}
    for age in ages:
        floor = age_floor(age, what.ages)
        same = [m for a, m in made.items() if age_floor(a, what.ages) == floor]
        made[age] = floor + len(same)
    return lambda d: PartialDate.of(date.fromordinal(on.toordinal() - made[(on - d.earliest).days]))


def birth_of_age(born: PartialDate, on: date) -> PartialDate:
    """A birth date that gives the same age in years on `on`; `born` itself where it leaves the age open."""
    least, most = age_on(born, on)
    if least != most or not 0 <= least < on.year:
        return born
    last_of_month = on.month == 2 and on.day == 29
    return PartialDate.of(date(on.year - least, on.month, 28 if last_of_month else on.day))


FUTURE = -4000
"""Where ages of days to come begin: further ahead than any date of a record."""


def age_floor(age: float, ages: tuple[float, ...]) -> int:
    """The least whole age of the class of `age`: to come, then up to each of `ages`, then older."""
    if age < 0:
        return FUTURE
    return max((int(a) + 1 for a in ages if a < age), default=0)
