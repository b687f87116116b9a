"""iRECIST. Seymour 2017, PMID 28271869 (its table 2 seen, PMC5648544); recist.eortc.org/faq."""

title = "iRECIST: progression waits for its confirmation"
order = 4
reads = "irecist"


def test_first_progression_is_unconfirmed_then_confirmed(spec):
    """Targets that grow 5 mm further, 4 to 8 weeks later, confirm"""
    spec(
        """
        visit      target liver (mm)
        baseline        50
        week 8          65
        week 12         70
        week 16         50
        """,
        immune=["", "iUPD", "iCPD", "iCPD"],
    )


def test_less_than_five_millimetres_more_does_not_confirm(spec):
    """Less than 5 mm more does not confirm; growth adds up over visits"""
    spec(
        """
        visit      target liver (mm)
        baseline        50
        week 8          65
        week 12         69
        week 16         71
        """,
        immune=["", "iUPD", "iUPD", "iCPD"],
    )


def test_a_scan_before_four_weeks_can_not_confirm(spec):
    """A scan before 4 weeks can't confirm"""
    spec(
        """
        visit      target liver (mm)
        day 0           50
        day 56          65
        day 83          80
        day 84          80
        """,
        immune=["", "iUPD", "iUPD", "iCPD"],
        rules=[[], ["unconfirmed-progression"], ["too-early-to-confirm"], ["targets-grew"]],
    )


def test_shrinking_sets_the_course_back(spec):
    """Growth, then shrinking: the next progression is unconfirmed again"""
    spec(
        """
        visit      target liver (mm)
        baseline        50
        week 8          65
        week 12         30
        week 20         40
        week 24         46
        """,
        immune=["", "iUPD", "iPR", "iUPD", "iCPD"],
    )


def test_another_new_lesion_confirms(spec):
    """A further new lesion confirms; the same one unchanged does not"""
    spec(
        """
        visit      target liver (mm)   new lesion lung   new lesion bone
        baseline        50               no                no
        week 8          50               8                 no
        week 12         50               8                 no
        week 16         50               8                 present
        """,
        immune=["", "iUPD", "iUPD", "iCPD"],
    )


def test_new_lesions_that_grow_confirm(spec):
    """New lesions that grow by 5 mm confirm"""
    spec(
        """
        visit      target liver (mm)   new lesion lung
        baseline        50               no
        week 8          50               12
        week 12         50               17
        """,
        immune=["", "iUPD", "iCPD"],
        rules=[[], ["unconfirmed-progression"], ["new-lesions-grew"]],
    )


def test_progression_elsewhere_confirms(spec):
    """Progression of another kind of lesion confirms"""
    spec(
        """
        visit      target liver (mm)   non-target pleura
        baseline        50               present
        week 8          65               present
        week 12         65               grown
        """,
        immune=["", "iUPD", "iCPD"],
    )


def test_a_visit_that_can_not_be_judged_changes_nothing(spec):
    """A visit that can't be judged neither confirms nor sets back"""
    spec(
        """
        visit      target liver (mm)
        baseline        50
        week 8          65
        week 12         -
        week 14         75
        """,
        immune=["", "iUPD", "NE", "iCPD"],
    )
