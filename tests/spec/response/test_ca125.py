"""CA-125 by GCIG. Rustin 2011, PMID 21270624 (its abstract seen; its thresholds seen at second hand)."""

title = "CA-125: progression and response"
order = 6
reads = "ca125"


def test_back_to_normal_then_twice_the_limit(spec):
    """Raised, back to normal, then twice the upper limit on two occasions a week apart"""
    spec(
        """
        day       CA-125   upper limit
        day -7    200      35
        week 12   20       35
        week 24   70       35
        week 25   80       35
        """,
        progression=["yes"],
        progression_on=["2026-06-22"],
    )


def test_never_normal_counts_from_the_lowest_value(spec):
    """Raised and never normal: twice the lowest value"""
    spec(
        """
        day       CA-125   upper limit
        day -7    400      35
        week 12   60       35
        week 24   119      35
        week 30   120      35
        week 31   130      35
        """,
        progression=["yes"],
        progression_on=["2026-08-03"],
    )


def test_normal_before_treatment_counts_from_the_limit(spec):
    """Normal before treatment: twice the upper limit"""
    spec(
        """
        day       CA-125   upper limit
        day -7    10       35
        week 12   60       35
        week 24   69       35
        """,
        progression=["no"],
    )


def test_a_single_value_waits(spec):
    """One value over the threshold waits for the second"""
    spec(
        """
        day       CA-125   upper limit
        day -7    10       35
        week 12   80       35
        """,
        progression=["unknown"],
    )


def test_without_the_upper_limit_nothing_is_said(spec):
    """Without the laboratory's upper limit nothing is said"""
    spec(
        """
        day       CA-125   upper limit
        day -7    10       -
        week 12   800      -
        week 14   900      -
        """,
        progression=["unknown"],
    )


def test_halved_for_four_weeks_is_a_response(spec):
    """Twice the limit before, halved, still so 28 days later"""
    spec(
        """
        day       CA-125   upper limit
        day -7    200      35
        week 6    100      35
        week 10   90       35
        """,
        response=["yes"],
        progression=["no"],
    )


def test_too_low_or_too_old_a_start_can_not_show_a_response(spec):
    """Under twice the limit, or measured more than two weeks before: a response can't be judged"""
    spec(
        """
        day       CA-125   upper limit
        day -7    60       35
        week 6    20       35
        week 10   20       35
        """,
        response=["unknown"],
    )
    spec(
        """
        day       CA-125   upper limit
        day -15   200      35
        week 6    20       35
        week 10   20       35
        """,
        response=["unknown"],
    )


def test_two_values_must_be_a_week_apart(spec):
    """Two values less than a week apart are not yet two occasions"""
    spec(
        """
        day       CA-125   upper limit
        day -7    10       35
        day 84    80       35
        day 90    80       35
        """,
        progression=["unknown"],
    )
    spec(
        """
        day       CA-125   upper limit
        day -7    10       35
        day 84    80       35
        day 91    80       35
        """,
        progression=["yes"],
    )
