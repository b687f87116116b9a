"""Best, typical and worst case as lines: ranges, never one number."""

from __future__ import annotations

from cordee.plan.document import Item
from cordee.plan.figures import sourced
from cordee.plan.model import Plan
from cordee.terms import Words


def time_items(plan: Plan, numbers: dict[str, int]) -> tuple[Item, ...]:
    """Best, typical and worst case, in months."""
    t = plan.survival
    if t is None:
        return ()

    def months(value: float) -> Words:
        return Words(f"{value:g} mois".replace(".", ","), f"{value:g} months")

    rows = (
        Words("au mieux (1 personne sur 10)\u202f: plus de ", "best case (1 person in 10): more than ")
        + months(t.best[0]),
        Words("le plus souvent (la moitié)\u202f: de ", "typical (half of people): from ")
        + months(t.typical[0])
        + Words(" à ", " to ")
        + months(t.typical[1]),
        Words("au pire (1 personne sur 10)\u202f: moins de ", "worst case (1 person in 10): less than ")
        + months(t.worst[1]),
    )
    return tuple(Item(text=sourced(words, t.sources, numbers)) for words in rows)
