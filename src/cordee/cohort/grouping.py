"""Who has the same slice: groups of people found by columns, never one by one."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from cordee.cohort.aspect import FUTURE, Part, Slice, birth_of_age
from cordee.cohort.candidates import candidates
from cordee.cohort.cohort import Cohort
from cordee.cohort.features import FEATURES
from cordee.cohort.kept import KEPT
from cordee.cohort.pick import PICKS
from cordee.cohort.table import FactTable
from cordee.terms import Terms

Ints = NDArray[np.int64]
_SENTINEL = -987654.25
_SMALL = 1 << 24


def compact(keys: Ints) -> tuple[Ints, Ints]:
    """The distinct values of non-negative `keys`, ascending, and for each key its place among them."""
    if len(keys) == 0:
        return keys, keys
    top = int(keys.max()) + 1
    if top > _SMALL:
        distinct, place = np.unique(keys, return_inverse=True)
        return distinct, place.astype(np.int64)
    seen = np.zeros(top, np.bool_)
    seen[keys] = True
    distinct = np.flatnonzero(seen)
    place_of = np.zeros(top, np.int64)
    place_of[distinct] = np.arange(len(distinct))
    return distinct, place_of[keys]


def pair(first: Ints, second: Ints) -> Ints:
    """One number for each pair of numbers, compact."""
    width = int(second.max()) + 1 if len(second) else 1
    return compact(first * width + second)[1]


class Groups(NamedTuple):
    """`people` (touched,): who has any fact of the slice, ascending. `group` (touched,): the group of each.
    `first` (groups,): one person of each group."""

    people: Ints
    group: Ints
    first: Ints


class _Rows(NamedTuple):
    part: Part
    table: FactTable
    rows: Ints  # of the table, in its order
    content: Ints  # equal where the picked facts are equal


def groups(cohort: Cohort, what: Slice, terms: Terms) -> Groups:
    """The people who have any fact of `what`, in groups that answer alike: their slices are equal, or the features are."""
    if what.simple is not None:
        hard = _unsettled(cohort)
        whole = msgspec.structs.replace(what, simple=None)
        return _together([_groups(cohort, what.simple, terms, ~hard), _groups(cohort, whole, terms, hard)])
    if what.feature:
        plain, key = FEATURES[what.feature](cohort, what.ages)
        people = np.flatnonzero(plain)
        group = compact(key[people])[1]
        alike = Groups(people, group, _firsts(people, group))
        return _together([alike, _groups(cohort, what, terms, ~plain)])
    return _groups(cohort, what, terms, None)


def _unsettled(cohort: Cohort) -> NDArray[np.bool_]:
    """Who has a metastasis that was stated absent or is gone."""
    table = cohort.tables["metastases"]
    hard = np.zeros(len(cohort), np.bool_)
    if len(table):
        absent = np.array([getattr(f, "presence", "") == "absent" for f in table.facts], np.bool_)
        hard[table.person[absent[table.code] | (table.days["gone"] > 0)]] = True
    return hard


def _together(parts: list[Groups]) -> Groups:
    """Groups of people who stand in one of `parts` each."""
    people = np.concatenate([part.people for part in parts])
    before = np.cumsum([0, *(len(part.first) for part in parts)])
    group = np.concatenate([part.group + n for part, n in zip(parts, before.tolist(), strict=False)])
    order = np.argsort(people, kind="stable")
    return Groups(people[order], group[order], np.concatenate([part.first for part in parts]))


def _groups(cohort: Cohort, what: Slice, terms: Terms, who: NDArray[np.bool_] | None) -> Groups:
    parts: list[_Rows] = []
    given: NDArray[np.bool_] | None = None
    for part in what.parts:
        found, drugs = _picked(cohort, part, terms)
        if drugs is not None:
            given = np.zeros(len(cohort), np.bool_) if given is None else given
            given[found.table.person[found.rows[drugs]]] = True
        if part.beside is not None:
            assert given is not None
            keep = given[found.table.person[found.rows]]
            if part.field == "lines":
                keep |= _holds(found.table, "unmapped")[found.table.code[found.rows]]
            found = found._replace(rows=found.rows[keep], content=found.content[keep])
        if who is not None:
            keep = who[found.table.person[found.rows]]
            found = found._replace(rows=found.rows[keep], content=found.content[keep])
        parts.append(found)
    person = np.concatenate([f.table.person[f.rows].astype(np.int64) for f in parts])
    offset = 0
    content = []
    for f in parts:
        content.append(f.content + offset)
        offset += int(f.content.max()) + 1 if len(f.content) else 0
    key = np.concatenate(content)
    if what.mode != "none":
        for days in _day_columns(cohort, what, parts, person):
            key = pair(key, days)
    key = compact(key)[1]
    if what.once and len(key):
        width = int(key.max()) + 1
        distinct = np.unique(person * width + key)
        person, key = distinct // width, distinct % width
    return _sequences(person, key, in_order=what.mode not in ("none", "told"))


def _picked(cohort: Cohort, part: Part, terms: Terms) -> tuple[_Rows, NDArray[np.bool_] | None]:
    """The rows that count. The second value tells for each whether it is a line with drugs; None for other facts."""
    table = cohort.tables[part.field]
    pick = PICKS[part.pick]
    numbered = dict.fromkeys(KEPT[part.field].numbers, _SENTINEL)
    places: dict[object, int] = {}
    place = np.full(len(table.facts), -1, np.int64)
    maybe = candidates(table, part, terms)
    for code in range(len(place)) if maybe is None else maybe:
        fact = table.facts[code]
        small = pick(msgspec.structs.replace(fact, **numbered) if numbered else fact, part.ids, terms)
        if small is not None:
            place[code] = places.setdefault(small, len(places))
    if maybe is None:
        content = place[table.code] if len(place) else np.zeros(0, np.int64)
        rows = np.flatnonzero(content >= 0)
        content = content[rows]
    else:
        rows = table.rows_of([code for code in maybe if place[code] >= 0])
        content = place[table.code[rows]] if len(rows) else np.zeros(0, np.int64)
    if part.newest is not None:
        keep = _newest(cohort, table, rows, part.newest, content, list(places))
        rows, content = rows[keep], content[keep]
    drugs = None
    if part.field == "lines":
        drugs = np.array([bool(getattr(s, "drugs", ())) for s in places], np.bool_)[content]
    for name in KEPT[part.field].numbers:
        if any(getattr(s, name) == _SENTINEL for s in places):
            content = pair(content, _ranks(table.numbers[name][rows]))
    return _Rows(part, table, rows, content), drugs


def _holds(table: FactTable, attribute: str) -> NDArray[np.bool_]:
    """Which of a table's distinct facts have anything in a field that is a list."""
    return np.array([bool(getattr(fact, attribute, ())) for fact in table.facts], np.bool_)


def _ranks(numbers: NDArray[np.float64]) -> Ints:
    return np.unique(numbers, return_inverse=True, equal_nan=True)[1].astype(np.int64)


def _newest(
    cohort: Cohort, table: FactTable, rows: Ints, by: str, content: Ints, picked: list[object]
) -> NDArray[np.bool_]:
    """Which of `rows` may be the last of their person (and value of the attribute `by`): `criteria.newest.newest`."""
    day = table.days["on"][rows]
    earliest, latest = cohort.calendar.earliest[day].astype(np.int64), cohort.calendar.latest[day]
    group = table.person[rows].astype(np.int64)
    if by:
        values: dict[object, int] = {}
        kinds = np.array([values.setdefault(getattr(p, by), len(values)) for p in picked], np.int64)
        group = group * max(1, len(values)) + kinds[content] if len(rows) else group
    _, place = compact(group)
    last = np.zeros(int(place.max()) + 1 if len(place) else 0, np.int64)
    np.maximum.at(last, place, earliest)
    return latest >= last[place]


def _day_columns(cohort: Cohort, what: Slice, parts: list[_Rows], person: Ints) -> list[Ints]:
    """For each date a fact can have, what of it counts, as a number by row of all parts together."""
    names = sorted({name for part in what.parts for name in part.days})
    columns = []
    for name in names:
        column = [
            f.table.days[name][f.rows].astype(np.int64)
            if name in f.part.days
            else np.zeros(len(f.rows), np.int64)
            for f in parts
        ]
        columns.append(np.concatenate(column))
    if what.mode == "told":
        return [(column > 0).astype(np.int64) for column in columns]
    if what.mode == "exact":
        return columns
    if what.mode == "years":
        return [_births(cohort, column) for column in columns]
    exact = np.zeros(len(cohort), np.bool_)
    if what.measured:
        for f in parts:
            exact[f.table.person[f.rows[_holds(f.table, "lesions")[f.table.code[f.rows]]]]] = True
    return _canonical(cohort, what, columns, person, exact)


def _births(cohort: Cohort, column: Ints) -> Ints:
    used, place = compact(column)
    dates = [cohort.calendar.dates[number] for number in used.tolist()]
    known: dict[object, int] = {}
    births = [known.setdefault(d and birth_of_age(d, cohort.on), len(known)) for d in dates]
    return np.array(births, np.int64)[place] if len(births) else column


def _canonical(
    cohort: Cohort, what: Slice, columns: list[Ints], person: Ints, inexact: NDArray[np.bool_]
) -> list[Ints]:
    """`canonical_dates` of each person, by columns: canonical ages, or the dates themselves where one is not exact and
    for people already told to be `inexact` (changed in place)."""
    calendar = cohort.calendar
    who = np.concatenate([person] * len(columns))
    cells = np.concatenate(columns)
    dated = np.flatnonzero(cells)
    who, date = who[dated], cells[dated]
    inexact[who[~calendar.exact[date]]] = True
    age = cohort.on.toordinal() - calendar.earliest[date].astype(np.int64)
    floors = np.full(len(age), FUTURE, np.int64)
    floors[age >= 0] = 0
    for limit in sorted(what.ages):
        floors[age > limit] = int(limit) + 1
    order = np.lexsort((age, who))
    same_who = np.diff(who[order], prepend=-1) == 0
    same_class = same_who & (np.diff(floors[order], prepend=FUTURE - 1) == 0)
    same_day = same_class & (np.diff(age[order], prepend=FUTURE - 1) == 0)
    # The rank of a day within its person and class: days seen so far, less those before the class began.
    seen = np.cumsum(~same_day)
    begins = np.maximum.accumulate(np.where(same_class, 0, seen))
    canonical = np.empty(len(age), np.int64)
    canonical[order] = floors[order] + seen - begins
    key = np.where(inexact[who], date + (1 << 20), canonical - FUTURE + 1)
    out = np.zeros(len(cells), np.int64)
    out[dated] = key
    return [compact(column)[1] for column in np.split(out, len(columns))]


def _sequences(person: Ints, key: Ints, *, in_order: bool) -> Groups:
    """People grouped by the sequence (or, not `in_order`, the collection) of their rows' keys."""
    order = np.argsort(person, kind="stable") if in_order else np.lexsort((key, person))
    person, key = person[order], key[order]
    starts = np.flatnonzero(np.diff(person, prepend=-1))
    people = person[starts]
    lengths = np.diff(starts, append=len(person))
    group = np.zeros(len(people), np.int64)
    used = 1
    for place in range(int(lengths.max()) if len(lengths) else 0):
        more = np.flatnonzero(lengths > place)
        step = pair(group[more], key[starts[more] + place])
        group[more] = step + used  # a person whose rows ended here keeps a group of their own
        used += int(step.max()) + 1
    _, group = compact(group)
    return Groups(people, group, _firsts(people, group))


def _firsts(people: Ints, group: Ints) -> Ints:
    """One person of each group."""
    first = np.zeros(int(group.max()) + 1 if len(group) else 0, np.int64)
    first[group[::-1]] = people[::-1]
    return first
