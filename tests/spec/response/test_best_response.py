"""Best overall response. Eisenhauer 2009, PMID 19097774 (confirmation at 4 weeks: its table 3, PMC2755245,
seen). The tables use a least duration of 6 weeks for stable disease, which a protocol chooses.
"""

title = "Best overall response, confirmed and not"
order = 3
reads = "recist"


def test_a_partial_response_is_confirmed_after_four_weeks(spec):
    """A partial response seen again 4 weeks later is confirmed"""
    spec(
        """
        visit      target liver (mm)
        baseline        100
        week 8           60
        week 12          60
        """,
        best=["PR"],
    )


def test_too_early_a_confirmation_does_not_count(spec):
    """Seen again after 27 days it is not: stable disease remains"""
    spec(
        """
        visit      target liver (mm)
        baseline        100
        day 56           60
        day 83           60
        """,
        best=["SD"],
        best_unconfirmed=["PR"],
    )


def test_progression_between_ends_the_count(spec):
    """Nothing after the first progression counts"""
    spec(
        """
        visit      target liver (mm)   new lesion lung
        baseline        100               no
        week 2           95               present
        week 8           50               gone
        week 16          50               gone
        """,
        best=["PD"],
    )


def test_one_visit_not_evaluable_does_not_undo_a_response(spec):
    """One visit that can't be judged may stand between a response and its confirmation"""
    spec(
        """
        visit      target liver (mm)
        baseline        100
        week 8           60
        week 12          -
        week 16          60
        """,
        best=["PR"],
    )


def test_stable_disease_must_last(spec):
    """Stable disease seen too early, then progression: progression is the best response"""
    spec(
        """
        visit      target liver (mm)
        baseline        100
        week 3          100
        week 6          130
        """,
        best=["PD"],
    )


def test_a_month_alone_does_not_prove_four_weeks(spec):
    """When a date leaves the interval open, its fewest days count"""
    spec(
        """
        visit        target liver (mm)
        2026-01-05        100
        2026-03-02         60
        2026-03            60
        """,
        best=["SD"],
    )


def test_nothing_evaluable(spec):
    """Nothing that can be judged: not evaluable, never stable"""
    spec(
        """
        visit      target liver (mm)
        baseline        100
        week 8          -
        """,
        best=["NE"],
    )
