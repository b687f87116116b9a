"""Tests of genes: which ones count, and what to ask for. Some changes appear under treatment (EGFR T790M, ESR1): a test made
before it can't say that they are not there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cordee.case import Fact
from cordee.criteria.finding import Settle
from cordee.terms import Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView


def last_line_began(view: CaseView) -> date | None:
    """The first day of the last systemic line begun; None when no line is dated."""
    return max((line.on.earliest for line in view.case.lines if line.on is not None), default=None)


def made_since(fact: Fact, since: date | None) -> bool:
    """Whether a test was made on `since` or later. An undated one was not known to be; no `since`, any test counts."""
    return since is None or (fact.on is not None and fact.on.latest >= since)


def settle_gene(genes: tuple[str, ...], anew: bool = False) -> Settle:
    """Test it; `anew` when a test made before the last line of therapy can't tell."""
    listed = ", ".join(sorted(genes))
    if anew:
        return Settle(
            f"gene:{','.join(sorted(genes))}:anew",
            Words(
                f"nouveau test moléculaire, sur la maladie d’aujourd’hui\u202f: {listed}",
                f"new molecular test, on today's illness: {listed}",
            ),
        )
    return Settle(
        f"gene:{','.join(sorted(genes))}",
        Words(f"test moléculaire\u202f: {listed}", f"molecular test: {listed}"),
    )
