"""A value is compared in its analyte's unit (UCUM), or to the limits of the laboratory that measured it. Which value
is fresh enough is the condition's to say; 90 days otherwise, our own working bound.
"""

title = "Laboratory values and serum markers"
order = 5
reads = "conditions"


def test_limits_are_read_in_any_unit_of_the_analyte(spec):
    """A limit may be written in any unit of its analyte: 10 g/dL is 100 g/L"""
    spec(
        """
        labs                       condition
        haemoglobin, 104, 5 d ago  lab: {analyte: haemoglobin, at_least: 10 g/dL}
        haemoglobin, 104, 5 d ago  lab: {analyte: haemoglobin, at_least: 100 g/L}
        haemoglobin, 100, 5 d ago  lab: {analyte: haemoglobin, at_least: 100 g/L}
        haemoglobin, 100, 5 d ago  lab: {analyte: haemoglobin, above: 100 g/L}
        haemoglobin, 104, 5 d ago  lab: {analyte: haemoglobin, at_least: 90 g/L, at_most: 100 g/L}
        """,
        answer=["yes", "yes", "yes", "no", "no"],
    )


def test_times_the_laboratory_s_own_limit(spec):
    """'2.5 x ULN' is measured against the limits of the laboratory that reported; without them it is not known"""
    spec(
        """
        labs                               condition
        bilirubin, 40, high: 17, 5 d ago   lab: {analyte: bilirubin, at_most: 2.5 x ULN}
        bilirubin, 43, high: 17, 5 d ago   lab: {analyte: bilirubin, at_most: 2.5 x ULN}
        bilirubin, 40, 5 d ago             lab: {analyte: bilirubin, at_most: 2.5 x ULN}
        magnesium, 0.6, low: 0.7, 5 d ago  lab: {analyte: magnesium, below: LLN}
        magnesium, 0.7, low: 0.7, 5 d ago  lab: {analyte: magnesium, below: LLN}
        """,
        answer=["yes", "no", "not known", "yes", "no"],
        note=["", "", "the laboratory's limits are missing", "", ""],
    )


def test_a_stale_value_is_not_known(spec):
    """The latest value counts; older than the condition allows, or undated, it is shown and not believed"""
    spec(
        """
        labs                                                    condition
        neutrophils, 1.8, 28 d ago                              lab: {analyte: neutrophils, at_least: 1.5 G/L, within: 28 d}
        neutrophils, 1.8, 29 d ago                              lab: {analyte: neutrophils, at_least: 1.5 G/L, within: 28 d}
        neutrophils, 1.8, 91 d ago                              lab: {analyte: neutrophils, at_least: 1.5 G/L}
        neutrophils, 1.8                                        lab: {analyte: neutrophils, at_least: 1.5 G/L}
        neutrophils, 1.8, 20 d ago ; neutrophils, 0.9, 2 d ago  lab: {analyte: neutrophils, at_least: 1.5 G/L}
        -                                                       lab: {analyte: neutrophils, at_least: 1.5 G/L}
        """,
        answer=["yes", "not known", "not known", "not known", "no", "not known"],
        to_settle=[
            "",
            "measure: neutrophils",
            "measure: neutrophils",
            "measure: neutrophils",
            "",
            "measure: neutrophils",
        ],
        note=[
            "",
            "last measured 29 days ago: repeat",
            "last measured 91 days ago: repeat",
            "result without a date",
            "",
            "",
        ],
    )


def test_a_result_that_is_a_bound(spec):
    """'< 5' is anything below 5: it answers where all of that lies on one side"""
    spec(
        """
        labs                              condition
        psa, 0.1, comparator: <, 5 d ago  lab: {analyte: psa, below: 0.2 ng/mL}
        psa, 5, comparator: <, 5 d ago    lab: {analyte: psa, at_least: 5 ng/mL}
        psa, 5, comparator: <, 5 d ago    lab: {analyte: psa, below: 2 ng/mL}
        psa, 100, comparator: >, 5 d ago  lab: {analyte: psa, above: 50 ng/mL}
        """,
        answer=["yes", "no", "not known", "yes"],
    )


def test_two_values_of_one_day(spec):
    """Two values of one day answer when both lie on the same side, and otherwise ask to be checked"""
    spec(
        """
        labs                                                   condition
        neutrophils, 1.8, 2 d ago ; neutrophils, 1.6, 2 d ago  lab: {analyte: neutrophils, at_least: 1.5 G/L}
        neutrophils, 1.8, 2 d ago ; neutrophils, 0.9, 2 d ago  lab: {analyte: neutrophils, at_least: 1.5 G/L}
        """,
        answer=["yes", "not known"],
        note=["", "the latest results disagree: check them"],
    )


def test_an_incomplete_date_leaves_open_what_it_may_hide(spec):
    """A value known by its month may be older than its month's end, and may or may not be the last: both must agree"""
    spec(
        """
        labs                                                      condition
        neutrophils, 1.8, 2026-11                                 lab: {analyte: neutrophils, at_least: 1.5 G/L, within: 28 d}
        neutrophils, 1.8, 2026-10                                 lab: {analyte: neutrophils, at_least: 1.5 G/L, within: 28 d}
        neutrophils, 1.8, 2026-11 ; neutrophils, 0.9, 2026-11-10  lab: {analyte: neutrophils, at_least: 1.5 G/L}
        neutrophils, 1.8, 2026-10 ; neutrophils, 0.9, 2026-11-10  lab: {analyte: neutrophils, at_least: 1.5 G/L}
        """,
        answer=["yes", "not known", "not known", "no"],
        note=["", "last measured 20–50 days ago: repeat", "the latest results disagree: check them", ""],
    )


def test_a_marker_that_rises(spec):
    """A rise is counted from the lowest value before, in per cent and in steps; 'confirmed' asks for it twice in a row"""
    spec(
        """
        labs                                                            condition
        psa, 4, 2026-01-05 ; psa, 2, 2026-03-05 ; psa, 5, 2026-06-05    rising: {analyte: psa, percent: 25, and: 2 ng/mL}
        psa, 4, 2026-01-05 ; psa, 2, 2026-03-05 ; psa, 3, 2026-06-05    rising: {analyte: psa, percent: 25, and: 2 ng/mL}
        psa, 2, 2026-03-05 ; psa, 5, 2026-06-05 ; psa, 6, 2026-09-05    rising: {analyte: psa, percent: 25, and: 2 ng/mL, confirmed: true}
        psa, 2, 2026-03-05 ; psa, 5, 2026-06-05 ; psa, 2.1, 2026-09-05  rising: {analyte: psa, percent: 25, and: 2 ng/mL, confirmed: true}
        psa, 2, 2026-03-05 ; psa, 2.1, 2026-06-05 ; psa, 6, 2026-09-05  rising: {analyte: psa, percent: 25, and: 2 ng/mL, confirmed: true}
        psa, 2, 2026-03-05 ; psa, 5, 2026-06-05                         rising: {analyte: psa, percent: 25, and: 2 ng/mL, confirmed: true}
        psa, 5, 2026-06-05                                              rising: {analyte: psa, percent: 25}
        """,
        answer=["yes", "no", "yes", "no", "no", "not known", "not known"],
        reads=[
            "prostate-specific antigen (PSA) rising ≥ 25% and ≥ 2 ng/mL",
            "prostate-specific antigen (PSA) rising ≥ 25% and ≥ 2 ng/mL",
            "prostate-specific antigen (PSA) rising ≥ 25% and ≥ 2 ng/mL, twice in a row",
            "prostate-specific antigen (PSA) rising ≥ 25% and ≥ 2 ng/mL, twice in a row",
            "prostate-specific antigen (PSA) rising ≥ 25% and ≥ 2 ng/mL, twice in a row",
            "prostate-specific antigen (PSA) rising ≥ 25% and ≥ 2 ng/mL, twice in a row",
            "prostate-specific antigen (PSA) rising ≥ 25%",
        ],
    )
