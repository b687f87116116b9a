"""The team's figures over the last three months: a table, a small picture of the same. Nobody is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import log10

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordee.plan.render.svg import element, safe, text
from cordee.service.chain.answer_times import Course, by_level_and_hour, courses_of, silence
from cordee.service.chain.models import Level
from cordee.service.chain.policy_words import minutes_words
from cordee.service.chain.team_rights import team_of
from cordee.service.people.request import SignedIn, signed_in

LOOK_BACK = timedelta(days=90)
_MARKS = (1, 10, 60, 600, 6000)


@require_safe
@signed_in
def team_figures(request: SignedIn) -> HttpResponse:
    """Time to 'I have it' and to the outcome, by level and part of the day; silence."""
    team = team_of(request.user)
    since = request.at - LOOK_BACK
    found = courses_of(team, since, request.at)
    rows = [
        (
            level,
            block,
            one,
            [_said(m) for m in (one.to_taken, one.worst_taken, one.to_outcome, one.worst_outcome)],
        )
        for level, block, one in by_level_and_hour(found)
        if block is None or one.count
    ]
    context = {
        "team": team, "place": "figures", "rows": rows, "since": since, "count": len(found),
        "silence": silence(team, since, request.at), "picture": _picture(found),
    }  # fmt: skip
    return render(request, "chain/figures.html", context)


def _said(minutes: float | None) -> str:
    return "–" if minutes is None else _("under 1 min") if minutes < 1 else minutes_words(round(minutes))


def _picture(found: Sequence[Course]) -> SafeString:
    """Each alert by the hour it opened and the time until somebody had it; the height is a logarithm, with its marks."""
    shown = [one for one in found if one.to_taken is not None]
    if not shown:
        return SafeString("")
    width, left, top, foot = 640.0, 84.0, 12.0, 190.0

    def y(minutes: float) -> float:
        return foot - (foot - top) * min(log10(max(minutes, 1.0)) / log10(_MARKS[-1]), 1.0)

    def x(hour: float) -> float:
        return left + 10 + (width - left - 20) * hour / 24

    parts = [
        element("line", x1=left, x2=width, y1=y(m), y2=y(m), stroke="line", stroke_width=1)
        + text(minutes_words(m), left - 8, y(m) + 4, size=12.0, fill="quiet", anchor="end")
        for m in _MARKS
    ]
    parts += [
        text(
            f"{hour}:00",
            x(hour),
            foot + 18,
            size=12.0,
            fill="quiet",
            anchor="end" if hour == 24 else "middle",
        )
        for hour in range(0, 25, 6)
    ]
    for one in shown:
        says = f"{Level(one.level).label}, {one.hour}:00, {_said(one.to_taken)}"
        at = (x(one.hour + 0.5), y(one.to_taken or 0))
        if one.level == Level.RED:
            parts.append(
                element("rect", x=at[0] - 4, y=at[1] - 4, width=8, height=8, fill="alarm", says=says)
            )
        else:
            parts.append(element("circle", cx=at[0], cy=at[1], r=4, fill="amber", says=says))
    title = _("Time until somebody had each alert, by the hour it came; the table says the same.")
    return mark_safe(  # nosec B308 B703: made of escaped parts
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {foot + 26:g}" role="img" '
        f'aria-label="{safe(title)}">{"".join(parts)}</svg>'
    )
