"""The trials of one person among ten thousand, warm, the first twenty explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.main_job import Figure
from benchmarks.timing import interleaved, plain_loop
from benchmarks.varied_trials import shared_trials, varied
from cordee.fhir.read_case import read_case
from cordee.terms import load_terms
from cordee.trials import Arm, Site, Trial, TrialList, trials_for
from cordee.trials.simplify import simplify

COUNT = 10_000
ON = date(2026, 11, 20)
EXAMPLES = Path(__file__).parents[1] / "examples"
PEOPLE = ("lung-egfr", "colorectal-kras-g12c", "incomplete-record")


def trials_figures(runs: int = 15) -> list[Figure]:
    """One figure a person: the slowest is the incomplete record, since most trials stay open for it."""
    terms = load_terms()
    trees, origin = shared_trials(terms)
    source = TrialList(
        Trial(
            id=f"T-{i:05d}",
            title=f"Varied trial {i}",
            status="recruiting",
            arms=(Arm(id="A", criterion=simplify(tree)),),
            sites=(Site("FR" if i % 3 else "BE", "Somewhere", status="recruiting"),),
        )
        for i, tree in enumerate(varied(trees, COUNT, terms))
    )
    leaves = len(source.index().leaves)
    cases = [read_case(EXAMPLES / f"{name}.json", on=ON).case for name in PEOPLE]
    loop, *taken = interleaved(
        [plain_loop, *(lambda case=case: trials_for(case, source, terms, ON) for case in cases)], runs
    )
    return [
        Figure(
            f"trials for {name}, warm, {COUNT:,} trials, {leaves:,} leaves ({origin}, varied)",
            f"{seconds * 1000:.0f} ms",
            f"10⁶ additions {loop * 1000:.0f} ms",
            "≤ 100 ms",
            seconds <= 0.1,
        )
        for name, seconds in zip(PEOPLE, taken, strict=True)
    ]
