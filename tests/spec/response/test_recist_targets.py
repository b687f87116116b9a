"""RECIST 1.1, target lesions. Eisenhauer 2009, Eur J Cancer 45:228, PMID 19097774; recist.eortc.org/faq."""

title = "Target lesions: what the sum of diameters says"
order = 1
reads = "recist"


def test_twenty_percent_alone_is_not_progression(spec):
    """Progression needs both 20% and 5 mm"""
    spec(
        """
        visit      target liver (mm)   new lesion
        baseline        20             no
        week 8          20             no
        week 16         24             no
        """,
        overall=["", "SD", "SD"],
    )


def test_five_millimetres_alone_is_not_progression(spec):
    """5 mm on a large sum is not progression"""
    spec(
        """
        visit      target liver (mm)   target lung (mm)
        baseline        60                  40
        week 8          65                  41
        """,
        overall=["", "SD"],
    )


def test_both_limits_reached_is_progression(spec):
    """20% and 5 mm, reached exactly, are progression"""
    spec(
        """
        visit      target liver (mm)
        baseline        25
        week 8          30
        """,
        overall=["", "PD"],
        rules=[[], ["target-pd"]],
    )


def test_progression_is_counted_from_the_smallest_sum(spec):
    """The nadir, not the baseline, is what growth is measured from"""
    spec(
        """
        visit      target liver (mm)
        baseline        100
        week 8           50
        week 16          61
        """,
        overall=["", "PR", "PD"],
        nadir_mm=[None, 100.0, 50.0],
    )


def test_the_baseline_can_be_the_nadir(spec):
    """The baseline counts as the nadir when it is the smallest sum"""
    spec(
        """
        visit      target liver (mm)
        baseline        50
        week 8          55
        week 16         60
        """,
        overall=["", "SD", "PD"],
        nadir_mm=[None, 50.0, 50.0],
    )


def test_partial_response_is_counted_from_the_baseline(spec):
    """30% less than at baseline is a partial response, and stays one until progression"""
    spec(
        """
        visit      target liver (mm)
        baseline        165
        week 8           63
        week 16          65
        """,
        overall=["", "PR", "PR"],
    )


def test_just_under_thirty_percent_is_stable(spec):
    """29% less is stable disease"""
    spec(
        """
        visit      target liver (mm)
        baseline        100
        week 8           71
        week 16          70
        """,
        overall=["", "SD", "PR"],
    )


def test_nodes_under_ten_millimetres_are_normal(spec):
    """Complete response: nodes below 10 mm, so the sum need not be zero"""
    spec(
        """
        visit      target liver (mm)   node axilla (mm)
        baseline        30                  20
        week 8          absent              9.9
        """,
        overall=["", "CR"],
        sum_mm=[50.0, 9.9],
    )


def test_a_node_of_ten_millimetres_is_not_normal(spec):
    """A node of 10 mm keeps the response partial"""
    spec(
        """
        visit      target liver (mm)   node axilla (mm)
        baseline        30                  20
        week 8          absent              10
        """,
        overall=["", "PR"],
    )


def test_normal_nodes_that_grow_are_still_normal(spec):
    """Nodes that grow without reaching 10 mm are not progression"""
    spec(
        """
        visit      node axilla (mm)
        baseline        20
        week 8          3
        week 16         9
        """,
        overall=["", "CR", "CR"],
    )


def test_too_small_to_measure_counts_five(spec):
    """Present but too small to measure counts 5 mm; a figure below 5 mm counts as it is"""
    spec(
        """
        visit      target liver (mm)   target lung (mm)
        baseline        30                  20
        week 8          too small           2
        """,
        overall=["", "PR"],
        sum_mm=[50.0, 7.0],
    )


def test_a_missing_target_can_not_be_judged(spec):
    """A target that was not measured leaves the response open: it is never called stable"""
    spec(
        """
        visit      target liver (mm)   target lung (mm)
        baseline        30                  20
        week 8          30                  -
        week 16         30                  not evaluable
        """,
        overall=["", "NE", "NE"],
        rules=[[], ["target-missing"], ["target-missing"]],
    )


def test_measured_targets_can_show_progression_alone(spec):
    """What was measured may already be progression, whatever the missing one is"""
    spec(
        """
        visit      target liver (mm)   target lung (mm)
        baseline        30                  20
        week 8          60                  -
        """,
        overall=["", "PD"],
        rules=[[], ["target-pd-measured-ones"]],
    )


def test_an_incomplete_sum_is_no_nadir(spec):
    """A sum with a target missing never becomes the nadir"""
    spec(
        """
        visit      target liver (mm)   target lung (mm)
        baseline        30                  20
        week 8          20                  -
        week 16         30                  21
        """,
        overall=["", "NE", "SD"],
        nadir_mm=[None, 50.0, 50.0],
    )


def test_without_a_baseline_measure_nothing_can_be_compared(spec):
    """A target not measured at baseline leaves no sum to compare with"""
    spec(
        """
        visit      target liver (mm)   target lung (mm)
        baseline        30                  not evaluable
        week 8          60                  30
        """,
        overall=["", "NE"],
    )


def test_the_choice_of_targets_is_checked(spec):
    """At most 5 targets, 2 per organ (all nodes are one organ), large enough: otherwise a warning"""
    spec(
        """
        visit      node neck (mm)   node axilla (mm)   node groin (mm)   target liver (mm)
        baseline        15              20                 14                9
        week 8          15              20                 14                9
        """,
        overall=["", "SD"],
        warnings=[["target-not-measurable", "target-not-measurable", "too-many-targets-in-organ"], []],
    )


def test_more_than_five_targets(spec):
    """More than 5 targets: a warning, and all are still summed"""
    spec(
        """
        visit      target a (mm)   target b (mm)   target c (mm)   target d (mm)   target e (mm)   target f (mm)
        baseline   10              10              10              10              10              10
        week 8     10              10              10              10              10              10
        """,
        overall=["", "SD"],
        sum_mm=[60.0, 60.0],
        warnings=[["too-many-targets"], []],
    )
