"""Lines of therapy made out from dates alone, when the record groups nothing: a marked guess.

Medicines begun within 28 days of each other are one line; a new medicine later opens the next one, and so does the
same one taken up again after half a year. Undated medicines make no line: they are exposures.
"""

from __future__ import annotations

from datetime import date, timedelta

from cordee.case import Exposure, LineOfTherapy, Source
from cordee.case.reading import Merged
from cordee.fhir.given import Given

SAME_START = timedelta(days=28)
TAKEN_UP_AGAIN = timedelta(days=183)
RENEWED = timedelta(days=3)


def lines_from_dates(given: list[Given]) -> tuple[list[LineOfTherapy], list[Exposure], list[Merged]]:
    """The lines, the undated medicines, and which entry went into which fact. Numbers are left open: dates alone
    don't say whether a line was for metastatic illness."""
    dated = sorted(
        (g for g in given if g.on is not None), key=lambda g: (_start(g), g.resource.ref, g.drug or "")
    )
    undated = [g for g in given if g.on is None]
    groups: list[list[Given]] = []
    line = _Line([])
    for item in dated:
        if groups and line.takes(item):
            line.add(item)
        else:
            line = _Line([*_renewed_with(item, groups[-1] if groups else []), item])
            groups.append(line.group)
    merged: list[Merged] = []
    lines = [_line(group, last=group is groups[-1], merged=merged) for group in groups]
    # A medicine that no term knows bars every 'never had': it is kept, even undated.
    lines += [_line([g], last=False, merged=merged) for g in undated if g.drug is None]
    exposures = [
        Exposure(drug=g.drug, presence="present", known=g.known, source=g.resource.source(g.guess))
        for g in undated
        if g.drug is not None
    ]
    return lines, exposures, merged


def _renewed_with(item: Given, before: list[Given]) -> list[Given]:
    """Medicines of the line before that were renewed together with the first of the new one: they are part of it."""
    renewed = [
        g
        for g in before
        if _start(g) >= _start(item) - RENEWED and _start(g) - _start(before[0]) > SAME_START
    ]
    for given in renewed:
        before.remove(given)
    return renewed


def _start(item: Given) -> date:
    assert item.on is not None
    return item.on.earliest


class _Line:
    """A line while it grows. What each new item is held against is kept, not looked for again in all that came before:
    a record may renew one medicine a thousand times."""

    def __init__(self, group: list[Given]) -> None:
        self.group: list[Given] = []
        self.known: set[str] = set()
        self.last = date.min
        for item in group:
            self.add(item)

    def add(self, item: Given) -> None:
        self.group.append(item)
        self.known.add(item.drug or item.written)
        self.last = max(self.last, _start(item))
        if item.ended_on is not None:
            self.last = max(self.last, item.ended_on.latest)

    def takes(self, item: Given) -> bool:
        """Whether `item` was begun with the line, or is one of its medicines taken up again soon enough."""
        start = _start(item)
        if start - _start(self.group[0]) <= SAME_START:
            return True
        return (item.drug or item.written) in self.known and start - self.last <= TAKEN_UP_AGAIN


def _line(group: list[Given], *, last: bool, merged: list[Merged]) -> LineOfTherapy:
    refs = list(dict.fromkeys(item.resource.ref for item in group))
    merged.extend(Merged(ref, refs[0]) for ref in refs[1:])
    ends = [item.ended_on for item in group]
    ended_on = max((end for end in ends if end is not None), key=lambda d: d.latest) if all(ends) else None
    reasons = {item.ended for item in group if item.ended is not None}
    intents = {item.intent for item in group if item.intent is not None}
    ongoing = last and any(item.ongoing for item in group)
    drugs = dict.fromkeys(item.drug for item in group if item.drug is not None)
    unmapped = dict.fromkeys(item.written for item in group if item.drug is None)
    words = list(dict.fromkeys(item.guess for item in group if item.guess))
    grouped = f"grouped by date from {len(refs)} entries" if len(refs) > 1 else "read from one entry"
    return LineOfTherapy(
        drugs=tuple(drugs),
        unmapped=tuple(unmapped),
        intent=next(iter(intents)) if len(intents) == 1 else None,
        ended_on=None if ongoing else ended_on,
        ended=next(iter(reasons)) if len(reasons) == 1 and not ongoing else None,
        ongoing=True if ongoing else None,
        on=group[0].on,
        known=group[0].known,
        source=Source(refs[0], "; ".join([grouped, *words[:4]])),
    )
