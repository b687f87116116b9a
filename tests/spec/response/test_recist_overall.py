"""RECIST 1.1, non-targets, new lesions, overall response. Eisenhauer 2009, PMID 19097774, tables 1 and 2
(seen at second hand); lesions that come back: recist.eortc.org/faq."""

title = "Overall response: targets, non-targets and new lesions together"
order = 2
reads = "recist"


def test_complete_response_needs_non_targets_gone(spec):
    """Targets gone, non-targets still there: a partial response"""
    spec(
        """
        visit      target liver (mm)   non-target bone   new lesion
        baseline        30                present        no
        week 8          absent            present        no
        week 16         absent            absent         no
        """,
        overall=["", "PR", "CR"],
        non_target=["", "NON-CR/NON-PD", "CR"],
    )


def test_targets_gone_and_non_targets_not_looked_at(spec):
    """Targets gone, non-targets not evaluated: a partial response"""
    spec(
        """
        visit      target liver (mm)   non-target bone
        baseline        30                present
        week 8          absent            -
        """,
        overall=["", "PR"],
        non_target=["", "NE"],
    )


def test_non_targets_not_evaluated_leave_partial_and_stable(spec):
    """Partial response and stable disease stand even if the non-targets were not all looked at"""
    spec(
        """
        visit      target liver (mm)   non-target bone
        baseline        30                present
        week 8          29                -
        week 16         20                not evaluable
        """,
        overall=["", "SD", "PR"],
    )


def test_unequivocal_progression_of_non_targets_is_progression(spec):
    """Unequivocal growth of non-targets is progression, whatever the targets do"""
    spec(
        """
        visit      target liver (mm)   non-target ascites
        baseline        30                present
        week 8          15                grown
        """,
        overall=["", "PD"],
        target=["", "PR"],
    )


def test_a_new_lesion_is_progression(spec):
    """A new lesion beyond doubt is progression, even when all else responds"""
    spec(
        """
        visit      target liver (mm)   new lesion brain
        baseline        30                no
        week 8          10                present
        """,
        overall=["", "PD"],
    )


def test_a_new_lesion_shows_even_if_targets_are_missing(spec):
    """A new lesion is progression even when the targets could not be measured"""
    spec(
        """
        visit      target liver (mm)   new lesion brain
        baseline        30                no
        week 8          -                 present
        """,
        overall=["", "PD"],
        target=["", "NE"],
    )


def test_a_doubtful_new_lesion_is_not_progression(spec):
    """A doubtful new lesion is not progression; once certain, progression counts from its first sight"""
    spec(
        """
        visit      target liver (mm)   new lesion lung
        baseline        30                no
        week 8          30                doubtful
        week 16         30                present
        """,
        overall=["", "SD", "PD"],
        progression_counts_from=["", "", "2026-03-02"],
    )


def test_a_doubtful_lesion_can_go(spec):
    """A doubtful new lesion that is gone leaves no trace"""
    spec(
        """
        visit      target liver (mm)   new lesion lung
        baseline        30                no
        week 8          30                doubtful
        week 16         30                gone
        """,
        overall=["", "SD", "SD"],
        rules=[[], ["target-sd", "doubtful-new-lesion"], ["target-sd"]],
    )


def test_a_new_lesion_stays_until_it_is_said_to_be_gone(spec):
    """A new lesion not mentioned again is still there"""
    spec(
        """
        visit      target liver (mm)   new lesion lung
        baseline        30                no
        week 8          30                present
        week 16         30                -
        week 24         30                gone
        """,
        overall=["", "PD", "PD", "SD"],
    )


def test_non_targets_alone(spec):
    """Without targets: gone, still there, grown, or not evaluated"""
    spec(
        """
        visit      non-target bone   non-target pleura
        baseline      present           present
        week 8        present           absent
        week 16       absent            absent
        """,
        overall=["", "NON-CR/NON-PD", "CR"],
    )
    spec(
        """
        visit      non-target bone   non-target pleura
        baseline      present           present
        week 8        present           -
        week 16       grown             -
        """,
        overall=["", "NE", "PD"],
    )


def test_no_lesion_at_baseline(spec):
    """Nothing at baseline: nothing to respond, but a new lesion is progression"""
    spec(
        """
        visit      new lesion liver
        baseline      no
        week 8        no
        week 16       present
        """,
        overall=["", "NE", "PD"],
    )


def test_a_lesion_back_after_a_complete_response_is_progression(spec):
    """After a complete response any lesion back is progression; the earlier reading is to be checked"""
    spec(
        """
        visit      target liver (mm)   target lung (mm)
        baseline        30                  20
        week 8          absent              absent
        week 16         3                   absent
        """,
        overall=["", "CR", "PD"],
        warnings=[[], [], ["was-cr-certain"]],
    )


def test_a_lesion_back_after_a_partial_response_is_measured_on(spec):
    """Without a complete response, a lesion that comes back only adds to the sum"""
    spec(
        """
        visit      target liver (mm)   target lung (mm)
        baseline        30                  20
        week 8          20                  absent
        week 16         20                  3
        """,
        overall=["", "PR", "PR"],
    )


def test_a_node_comes_back_only_from_ten_millimetres(spec):
    """A node is back from 10 mm only"""
    spec(
        """
        visit      target liver (mm)   node axilla (mm)
        baseline        30                  20
        week 8          absent              6
        week 16         absent              9
        week 24         absent              10
        """,
        overall=["", "CR", "CR", "PD"],
    )
