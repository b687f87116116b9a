"""Three weeks of a small team; the whole year is `make chaos YEAR=1`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from xml.etree import ElementTree

import pytest
from chaos.year.picture import picture
from chaos.year.staff import Turn, turn_at
from chaos.year.tally import Story, Tally, at_least, by_week
from chaos.year.words import minutes

from cordee.service.chain.models import Level
from tests.service.chain.chaos_run import run_on_the_tests_database

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def story(level: Level, opened: datetime, answered: float, closed: float | None) -> Story:
    """An alert answered and closed so many minutes after it was opened."""
    return Story(
        id=UUID(int=0),
        level=level,
        cause="pain",
        begins=opened,
        opened_at=opened,
        closed_at=None if closed is None else opened + timedelta(minutes=closed),
        outcome="" if closed is None else "called",
        answered=opened + timedelta(minutes=answered),
        stands="climbing, rung 1" if closed is None else "",
    )


def year_of(*stories: Story) -> Tally:
    """Three weeks."""
    return Tally(days=21, stories=list(stories))


def test_three_weeks_of_a_team_leave_no_alert_without_a_human_or_a_next_step():
    run, last = run_on_the_tests_database("--year", "--short", "--seed", "11")
    found = re.fullmatch(
        r"(\d+) alerts: (\d+) closed by a named human with an outcome, (\d+) open with a next step, "
        r"lost 0, unheard 0, findings of the watchman 0",
        last,
    )
    assert found, run.stdout + run.stderr
    assert int(found[1]) == int(found[2]) + int(found[3]) >= 5
    assert run.returncode == 0, run.stderr
    assert "left the team on 2026-01-12" in run.stdout


def test_the_picture_is_an_svg_that_says_in_words_what_it_shows():
    tally = year_of(
        story(Level.RED, MONDAY, 4, 30),
        story(Level.RED, MONDAY + timedelta(days=5, hours=16), 25, 80),
        story(Level.AMBER, MONDAY + timedelta(days=8), 200, None),
    )
    root = ElementTree.fromstring(picture(tally))
    title, described = root[0], root[1]
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert "between 0 and 2 alerts opened in a week" in str(described.text)
    assert "half of all red alerts within 4 min and half of all amber alerts within 3.3 h" in str(
        described.text
    )
    cells = [part.get("class") for part in root if part.get("height") == "46.0"]
    assert len(cells) == 2 * 168
    # A red on Monday at ten in Paris was answered within five minutes, one on Sunday at two in the morning within an hour.
    assert (cells[10], cells[6 * 24 + 2], cells[168 + 24 + 10]) == ("w0", "w3", "w4")
    assert cells.count("none") == 2 * 168 - 3


def test_a_week_counts_what_was_opened_and_closed_in_it_and_what_is_left():
    tally = year_of(
        story(Level.RED, MONDAY, 4, 30),
        story(Level.AMBER, MONDAY, 60, 5 * 24 * 60),
        story(Level.AMBER, MONDAY + timedelta(days=4), 60, None),
    )
    # Weeks begin with the year, on a Thursday: (ambers, reds, closed, left).
    assert by_week(tally) == [(1, 1, 1, 1), (1, 0, 1, 1), (0, 0, 0, 1)]


def test_what_is_lost_is_counted():
    good, bad = story(Level.RED, MONDAY, 4, 30), story(Level.RED, MONDAY, 4, None)
    bad.is_kept = False
    assert year_of(good, bad).lost == [bad]


@pytest.mark.parametrize(
    ("at", "turn"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), Turn("line", date(2026, 3, 28), is_night=True)),
        (
            datetime(2026, 3, 29, 6, 30, tzinfo=UTC),
            Turn("line", date(2026, 3, 29), is_night=False),
        ),
        (
            datetime(2026, 10, 25, 6, 30, tzinfo=UTC),
            Turn("line", date(2026, 10, 24), is_night=True),
        ),
        (
            datetime(2026, 10, 25, 7, 30, tzinfo=UTC),
            Turn("line", date(2026, 10, 25), is_night=False),
        ),
    ],
)
def test_turns_change_at_eight_by_the_clock_also_when_the_clock_changes(at, turn):
    assert turn_at("line", at) == turn
    assert turn.starts <= at < turn.ends


def test_the_night_in_which_the_clock_goes_forward_is_an_hour_short():
    night = Turn("line", date(2026, 3, 28), is_night=True)
    assert night.ends - night.starts == timedelta(hours=11)


@pytest.mark.parametrize(("part", "least"), [(0.5, 5), (0.9, 9), (0.99, 10), (1.0, 10)])
def test_the_least_value_that_so_many_do_not_exceed(part, least):
    assert at_least([float(n) for n in range(10, 0, -1)], part) == least


@pytest.mark.parametrize(("value", "said"), [(7.4, "7 min"), (204.0, "3.4 h"), (3024.0, "2.1 d")])
def test_times_are_said_in_the_unit_one_thinks_in(value, said):
    assert minutes(value) == said
