"""Which trials may be for this person, ranked; arm by arm what is met, not known yet, not met, and what would settle it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

import msgspec

from cordee.case import Case
from cordee.case.answer import Answer
from cordee.criteria import CaseView, Proof, Settle, explain
from cordee.terms import Terms
from cordee.trials.asked import asked
from cordee.trials.asking import AskedArm, Asking
from cordee.trials.index import TrialEntry, TrialIndex
from cordee.trials.program import ANSWERS, NO, UNKNOWN, YES, value
from cordee.trials.trial import OPEN, Site, Status, Trial

EXPLAINED = 20
"""How many of the first trials get their proof and their sites."""

OPEN_SITE: frozenset[Status] = frozenset({"recruiting", "not-yet-recruiting", "by-invitation", "unknown"})


class ArmMatch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One way into a trial. `met`, `unknown`, `unmet` count its conditions; `to_settle` is what would decide the unknown
    ones; `proof` stands for the first trials only."""

    id: str
    name: str = ""
    drugs: str = ""
    verdict: Answer
    met: int
    unknown: int
    unmet: int
    to_settle: tuple[Settle, ...] = ()
    proof: Proof | None = None


class TrialMatch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A trial for this person: its arms that take people in, the best first (the best alone beyond the first trials);
    `sites` open in the chosen countries."""

    id: str
    title: str
    phase: str
    status: Status
    verdict: Answer
    arms: tuple[ArmMatch, ...]
    sites: tuple[Site, ...] = ()
    updated: str = ""
    file: str = ""
    line: int = 1
    warnings: tuple[str, ...] = ()
    corrected: str = ""


class Matches(msgspec.Struct, frozen=True, kw_only=True):
    """`trials` that the person meets or may meet, ranked; how many were `considered`, `not_met`, and left out because
    they are `closed` or have no open site in the chosen countries (`elsewhere`)."""

    trials: tuple[TrialMatch, ...]
    considered: int
    not_met: int
    closed: int
    elsewhere: int


class TrialSource(Protocol):
    """Where trials are: the store, or a list in memory."""

    def index(self) -> TrialIndex:
        """Every trial, ready to be asked."""
        ...

    def get(self, id: str) -> Trial | None:
        """One trial in full."""
        ...

    def with_open_site(self, countries: Collection[str]) -> Collection[str]:
        """Ids of trials with an open site in one of `countries`, or with no site named at all."""
        ...


def trials_for(
    case: Case,
    source: TrialSource,
    terms: Terms,
    on: date,
    *,
    countries: Collection[str] = (),
    explained: int = EXPLAINED,
    closed: bool = False,
) -> Matches:
    """The trials of `source` that `case` meets or may meet on `on`, the nearest to certain first.

    `countries` (ISO alpha-2) keeps trials with an open site there; a trial that names no site is kept, since it may have
    one. `closed` also considers trials and arms that take nobody in. Only the first `explained` carry proofs and sites.
    """
    index = source.index()
    asking = Asking(index, CaseView(case, on, terms))
    shown = [e for e in index.entries if closed or e.status in OPEN]
    shut = len(index.entries) - len(shown)
    near = set(source.with_open_site(countries)) if countries else None
    here = [e for e in shown if near is None or e.id in near]
    ranked: list[tuple[tuple[int, ...], TrialEntry, list[AskedArm]]] = []
    for entry in here:
        arms = asking.arms(entry, closed=closed)
        if arms:
            ranked.append((arms[0].rank, entry, arms))
    ranked.sort(key=lambda r: (r[0], r[1].id))
    trials = tuple(
        _match(entry, arms, source.get(entry.id) if i < explained else None, countries, asking)
        for i, (_, entry, arms) in enumerate(ranked)
    )
    return Matches(
        trials=trials,
        considered=len(here),
        not_met=len(here) - len(ranked),
        closed=shut,
        elsewhere=len(shown) - len(here),
    )


def _match(
    entry: TrialEntry, arms: list[AskedArm], trial: Trial | None, countries: Collection[str], asking: Asking
) -> TrialMatch:
    made = tuple(_arm_match(arm, trial, asking) for arm in (arms if trial is not None else arms[:1]))
    match = TrialMatch(
        id=entry.id,
        title=entry.title,
        phase=entry.phase,
        status=entry.status,
        verdict=made[0].verdict,
        arms=made,
    )
    if trial is None:
        return match
    return msgspec.structs.replace(
        match,
        sites=open_sites(trial.sites, countries),
        updated=trial.updated,
        file=trial.file,
        line=trial.line,
        warnings=trial.warnings,
        corrected=trial.corrected,
    )


def _arm_match(arm: AskedArm, trial: Trial | None, asking: Asking) -> ArmMatch:
    values = arm.values
    match = ArmMatch(
        id=arm.entry.id,
        verdict=ANSWERS[min(values, default=YES)],
        met=values.count(YES),
        unknown=values.count(UNKNOWN),
        unmet=values.count(NO),
    )
    if trial is None:
        return match
    full = next(a for a in trial.arms if a.id == arm.entry.id)
    return msgspec.structs.replace(
        match,
        name=full.name,
        drugs=full.drugs,
        to_settle=asking.to_settle(arm),
        proof=explain(asked(trial, full), asking.view),
    )


def match_one(
    case: Case, trial: Trial, terms: Terms, on: date, countries: Collection[str] = ()
) -> TrialMatch:
    """One trial for this person with every arm, also those that are not for them: why, or why not."""
    index = TrialIndex.of([trial])
    asking = Asking(index, CaseView(case, on, terms))
    (entry,) = index.entries
    arms = []
    for arm in entry.asked.arms:
        conditions = entry.asked.shared + arm.conditions
        values = [value(condition, asking.leaf) for condition in conditions]
        rank = (values.count(NO), values.count(UNKNOWN), -values.count(YES))
        arms.append(AskedArm(arm, conditions, values, rank))
    arms.sort(key=lambda a: a.rank)
    return _match(entry, arms, trial, countries, asking)


class TrialList:
    """Trials in memory as a source."""

    def __init__(self, trials: Iterable[Trial]) -> None:
        self._trials = {trial.id: trial for trial in trials}
        self._index: TrialIndex | None = None

    def index(self) -> TrialIndex:
        """Every trial, ready to be asked; made once."""
        if self._index is None:
            self._index = TrialIndex.of(self._trials.values())
        return self._index

    def get(self, id: str) -> Trial | None:
        """One trial in full."""
        return self._trials.get(id)

    def with_open_site(self, countries: Collection[str]) -> Collection[str]:
        """Ids of trials with an open site in one of `countries`, or with no site named at all."""
        wanted = set(countries)
        return {t.id for t in self._trials.values() if not t.sites or open_sites(t.sites, wanted)}


def open_sites(sites: Iterable[Site], countries: Collection[str] = ()) -> tuple[Site, ...]:
    """Sites that may take people in, in `countries` (everywhere when none is chosen)."""
    return tuple(s for s in sites if s.status in OPEN_SITE and (not countries or s.country in countries))
