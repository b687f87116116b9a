"""The trials of a plan: the nearest of those that may be for the person, each with what would settle it."""

from __future__ import annotations

from datetime import date

from cordee.case import Case
from cordee.case.answer import Answer
from cordee.plan.model import PlanSource, PlanTrial
from cordee.terms import Terms, Words
from cordee.terms.words import join_words
from cordee.trials.asked import UNREAD
from cordee.trials.match import Matches, TrialMatch, TrialSource, trials_for

SHOWN = 5
"""How many a plan names. `cordee trials for` ranks them all."""

MAX_ASKED = 3


def plan_trials(
    case: Case, source: TrialSource, terms: Terms, on: date
) -> tuple[tuple[PlanTrial, ...], dict[str, PlanSource], int]:
    """The first trials, their sources by id, and how many more there are.

    Trials with an open site where the person lives, and those that name no site, are looked for first; only when there
    are none, trials anywhere.
    """
    country = case.as_of(on).person.country
    found = trials_for(
        case, source, terms, on, countries=(country.upper(),) if country else (), explained=SHOWN
    )
    if not found.trials and country:
        found = trials_for(case, source, terms, on, explained=SHOWN)
    shown = found.trials[:SHOWN]
    return (
        tuple(_trial(match) for match in shown),
        {_source_id(match): _source(match) for match in shown},
        _more(found),
    )


def _more(found: Matches) -> int:
    return max(0, len(found.trials) - SHOWN)


def _source_id(match: TrialMatch) -> str:
    return f"trial:{match.id}"


def _trial(match: TrialMatch) -> PlanTrial:
    best = match.arms[0]
    return PlanTrial(
        id=f"trial.{match.id}",
        words=_words(match),
        sources=(_source_id(match),),
        unknown=match.verdict is Answer.UNKNOWN,
        title=match.title,
        phase=match.phase,
        status=match.status,
        verdict=match.verdict,
        arm=best.id,
        met=best.met,
        not_known=best.unknown,
        to_settle=tuple(settle.asks for settle in best.to_settle),
        sites=tuple(", ".join(p for p in (s.name, s.city, s.country) if p) for s in match.sites),
    )


def _words(match: TrialMatch) -> Words:
    """'NCT…, phase 2 : titre. Conditions remplies : 3, à préciser : 2 (…). Lieux ouverts : …'"""
    best, title = match.arms[0], match.title.strip().rstrip(".")
    phase = Words.same(f", phase {match.phase}" if match.phase else "")
    words = Words.same(match.id) + phase + Words(f"\u202f: {title}. ", f": {title}. ")
    words += Words(f"Conditions remplies\u202f: {best.met}", f"Conditions met: {best.met}")
    if best.unknown:
        words += Words(f", à préciser\u202f: {best.unknown}", f", not known yet: {best.unknown}")
        asked = [s.asks for s in best.to_settle if s.key != f"stated:{UNREAD.text}"][:MAX_ASKED]
        if asked:
            words += Words(" (", " (") + join_words(asked, " ; ") + Words(")", ")")
    words += Words(".", ".")
    if match.sites:
        places = ", ".join(dict.fromkeys(s.city or s.name for s in match.sites))
        words += Words(f" Lieux ouverts\u202f: {places}.", f" Open sites: {places}.")
    return words


def _source(match: TrialMatch) -> PlanSource:
    registered = match.id.upper().startswith("NCT")
    updated = f", updated {match.updated}" if match.updated else ""
    return PlanSource(
        id=_source_id(match),
        title=match.title or match.id,
        reference=f"ClinicalTrials.gov {match.id}" if registered else match.id,
        seen=f"trial store{updated}",
        url=f"https://clinicaltrials.gov/study/{match.id}" if registered else None,
    )
