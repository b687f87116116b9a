"""The year as tables, in Markdown."""

from __future__ import annotations

from chaos.year.calendar import NIGHT, OFFICE, WEEKEND
from chaos.year.scene import Year
from chaos.year.tally import Story, Tally, at_least, silences
from cordee.service.chain.models import Level

_PARTS = (None, OFFICE, WEEKEND, NIGHT)
_WAITS = (("told", "first message"), ("answered", "a human's answer"), ("closed_at", "outcome"))


def tables(year: Year, tally: Tally) -> str:
    """Everything that was counted."""
    return "\n\n".join([_counts(tally), _waiting(tally), _ways(year, tally), _end(tally)])


def minutes(value: float) -> str:
    """'7 min', '3.4 h', '2.1 d'."""
    if value < 100:
        return f"{value:.0f} min"
    return f"{value / 60:.1f} h" if value < 48 * 60 else f"{value / 1440:.1f} d"


def verdict(year: Year, tally: Tally) -> str:
    """The last line."""
    still = sum(story.closed_at is None for story in tally.stories)
    wrong = sum(n for name, n in year.clock.found.items() if "as it was" not in name)
    return (
        f"{len(tally.stories)} alerts: {len(tally.stories) - still} closed by a named human with an outcome, {still} open with "
        f"a next step, lost {len(tally.lost)}, unheard {_unheard(tally)}, findings of the watchman {wrong}"
    )


def holds(year: Year, tally: Tally) -> bool:
    """Whether nothing was lost, every red was heard of, and the watchman found nothing but what was so."""
    wrong = any("as it was" not in name for name in year.clock.found)
    return not (tally.lost or _unheard(tally) or wrong)


def _unheard(tally: Tally) -> int:
    """Reds that nobody was told of and nobody answered."""
    return sum(s.told is None and s.answered is None for s in tally.of(Level.RED))


def _counts(tally: Tally) -> str:
    levels = ", ".join(f"{n:,} {level}" for level, n in tally.reports.most_common())
    by = ", ".join(f"{n:,} by the {who}" for who, n in tally.by.most_common())
    reds, ambers = tally.of(Level.RED), tally.of(Level.AMBER)
    expected = ", ".join(f"{n:,} {state}" for state, n in tally.expected.most_common())
    ended = ", ".join(f"{n:,} {how}" for how, n in silences(tally).most_common())
    return "\n".join(
        [
            "| What | How many |",
            "|---|---|",
            f"| Check-ins taken | {sum(tally.reports.values()):,}: {levels} |",
            f"| Typed in | {by} |",
            f"| Check-ins expected | {expected} |",
            f"| Alerts | {len(tally.stories):,}: {len(ambers):,} amber, {len(reds):,} red |",
            f"| Alerts of silence, and how they ended | {sum(silences(tally).values()):,}: {ended} |",
        ]
    )


def _waiting(tally: Tally) -> str:
    rows = [
        "| Time from an alert's beginning to | red: median | p90 | p99 | amber: median | p90 | p99 |",
        "|---|---|---|---|---|---|---|",
    ]
    for what, words in _WAITS:
        for part in _PARTS:
            cells = [
                cell for level in (Level.RED, Level.AMBER) for cell in _cells(tally.of(level, part), what)
            ]
            begun = f", begun: {part}" if part else ""
            rows.append(f"| {words}{begun} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cells(stories: list[Story], what: str) -> list[str]:
    values = [wait for story in stories if (wait := story.wait(what)) is not None]
    return [minutes(at_least(values, part)) if values else "–" for part in (0.5, 0.9, 0.99)]


def _ways(year: Year, tally: Tally) -> str:
    rungs = sorted(s.rungs for s in tally.of(Level.RED))
    ambers = sorted(s.rungs for s in tally.of(Level.AMBER))
    weeks = max(1, tally.days // 7)
    carers = len(year.humans.team.carers)
    each = sorted(year.humans.messages.values())
    did = ", ".join(f"{what}: {n:,}" for what, n in sorted(year.humans.did.items(), key=lambda w: -w[1]))
    found = ", ".join(f"{name}: {n}" for name, n in year.clock.found.items()) or "nothing"
    return "\n".join(
        [
            "| What | How many |",
            "|---|---|",
            f"| Rungs reached by a red (one is the first) | {_shares(rungs)} |",
            f"| Rungs reached by an amber | {_shares(ambers)} |",
            f"| Reopened: no outcome in time | {sum(s.reopened for s in tally.stories):,} times |",
            (
                f"| Messages outside the app to a professional in a week | {sum(each) / weeks / carers:.0f} on average, "
                f"{at_least([float(n) for n in each], 0.99):.0f} at most in 99 of 100 weeks that brought any |"
            ),
            f"| Messages sent | {', '.join(f'{n:,} {what}' for what, n in tally.messages.most_common())} |",
            f"| What humans did | {did} |",
            f"| Messages refused while SMS was out | {year.clock.refused:,} |",
            f"| Rounds of the watchman, and what it found | {year.clock.rounds:,}: {found} |",
        ]
    )


def _shares(counts: list[int]) -> str:
    """How many reached one, two, three, more."""
    named = [f"{sum(n == k for n in counts):,} × {k}" for k in (0, 1, 2, 3) if any(n == k for n in counts)]
    more = sum(n > 3 for n in counts)
    return ", ".join(named + ([f"{more:,} × more (at most {counts[-1]})"] if more else []))


def _end(tally: Tally) -> str:
    open_ = [story for story in tally.stories if story.closed_at is None]
    rows = ["| Open at the end | red | amber |", "|---|---|---|"]
    for stands in sorted({story.stands for story in open_}):
        reds, ambers = (
            sum(s.stands == stands and s.level == level for s in open_) for level in (Level.RED, Level.AMBER)
        )
        rows.append(f"| {stands} | {reds} | {ambers} |")
    return "\n".join(rows) if open_ else "Open at the end: none."
