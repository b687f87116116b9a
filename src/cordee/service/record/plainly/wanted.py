"""What the person wants and does not want, and what is arranged: in their own words where they stand."""

from __future__ import annotations

from cordee.case import Case
from cordee.criteria.leaves.people import GOAL_WORDS, STEP_WORDS
from cordee.plan.families import FAMILIES
from cordee.response.figures import on_day
from cordee.service.record.plainly.row import NOTHING, PlainSection, newest_first, row
from cordee.terms import Terms, Words


def wanted(case: Case, terms: Terms) -> PlainSection:
    """Wishes, goals agreed, refusals, planning ahead; the newest of each first."""
    rows = [
        row(f, Words(f"«\u202f{f.text}\u202f»", f"“{f.text}”"))
        for f in sorted(case.wishes, key=newest_first, reverse=True)
    ]
    for goal in sorted(case.care_goals, key=newest_first, reverse=True):
        reached = Words("atteint", "reached") if goal.achieved else NOTHING
        words = Words("but décidé ensemble\u202f: ", "agreed goal: ") + GOAL_WORDS[goal.goal]
        rows.append(row(goal, words, Words.same(goal.text or ""), reached))
    for refusal in sorted(case.refusals, key=newest_first, reverse=True):
        known = terms.get("drug", refusal.of)
        of = (known.plain or known.name) if known else FAMILIES.get(refusal.of, Words.same(refusal.of))
        changed = (
            Words("choix changé ", "choice changed ") + on_day(refusal.withdrawn)
            if refusal.withdrawn
            else NOTHING
        )
        words = Words("pas souhaité\u202f: ", "not wanted: ") + of
        rows.append(row(refusal, words, Words.same(refusal.text or ""), changed))
    for step in sorted(case.advance_care, key=newest_first, reverse=True):
        rows.append(row(step, STEP_WORDS[step.step], Words.same(step.text or "")))
    return PlainSection(
        "wanted",
        Words("Ce qui compte, ce qui est voulu ou non", "What matters, what is wanted and what is not"),
        tuple(rows),
        Words("Rien n’est noté encore. L’équipe aimerait le savoir.", "Nothing is noted yet. The team would like to know."),
    )  # fmt: skip
