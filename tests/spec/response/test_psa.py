"""PSA by PCWG3. Scher 2016, PMID 26903579 (seen at second hand). Never alone a reason to change treatment."""

title = "PSA: progression and response"
order = 5
reads = "psa"


def test_a_rise_of_a_quarter_and_two_confirmed(spec):
    """25% and 2 ng/mL above the lowest value, seen again 3 weeks later"""
    spec(
        """
        day       PSA
        day -7    20
        week 8    8
        week 16   10
        week 19   11
        """,
        progression=["yes"],
        progression_on=["2026-04-27"],
    )


def test_a_rise_not_yet_confirmed_is_not_known(spec):
    """A rise waiting for its confirmation is neither yes nor no"""
    spec(
        """
        day       PSA
        day -7    20
        week 8    8
        week 16   10
        day 120   11
        """,
        progression=["unknown"],
    )


def test_a_rise_that_goes_away_is_no_progression(spec):
    """A rise that does not last is no progression"""
    spec(
        """
        day       PSA
        day -7    20
        week 8    8
        week 16   10
        week 20   8
        """,
        progression=["no"],
    )


def test_a_quarter_of_a_small_value_is_not_enough(spec):
    """25% of a small value, under 2 ng/mL, is no progression"""
    spec(
        """
        day       PSA
        day -7    20
        week 8    0.4
        week 16   2.3
        week 20   2.3
        """,
        progression=["no"],
    )


def test_two_of_a_large_value_is_not_enough(spec):
    """2 ng/mL on a large value, under 25%, is no progression"""
    spec(
        """
        day       PSA
        day -7    100
        week 8    110
        week 16   112
        """,
        progression=["no"],
    )


def test_a_value_under_the_limit_of_detection(spec):
    """A lowest value given as '<0.1' counts as at most that"""
    spec(
        """
        day       PSA
        day -7    20
        week 8    <0.1
        week 16   2.1
        week 20   2.4
        """,
        progression=["yes"],
    )


def test_one_value_says_nothing(spec):
    """One value alone says nothing"""
    spec(
        """
        day       PSA
        day -7    20
        """,
        progression=["unknown"],
        response=["unknown"],
    )


def test_half_and_confirmed_is_a_response(spec):
    """A fall by half, seen again 4 weeks later"""
    spec(
        """
        day       PSA
        day -7    20
        week 8    10
        week 12   9
        """,
        response=["yes"],
        progression=["no"],
    )


def test_a_limit_of_detection_is_not_a_rise(spec):
    """A value given as 'less than' is never a rise"""
    spec(
        """
        day       PSA
        day -7    20
        week 8    0.1
        week 16   <4
        week 20   <4
        """,
        progression=["no"],
    )


def test_an_early_rise_is_said_to_be_early(spec):
    """A rise in the first 12 weeks is marked as early: not enough without another sign (PMID 18309951)"""
    spec(
        """
        day       PSA
        day -7    20
        week 4    26
        week 8    30
        """,
        progression=["yes"],
        rules=["psa-progression", "psa-early-rise"],
    )
