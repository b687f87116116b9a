"""NICE CG75 for the public, Royal National Orthopaedic Hospital, Marie Curie: back pain with weakness, numbness or a
change of bladder or bowel points to compression of the spinal cord; pain alone is to be assessed within 24 hours.
"""

title = "Back, legs, bladder"
order = 3
reads = "reports"


def test_spinal_cord(spec):
    """Back pain with weak legs, numbness or bladder change is red, whatever the record says"""
    spec(
        """
        report
        back-and-legs: back-pain + weak-legs
        back-and-legs: back-pain + numb-below
        back-and-legs: back-pain + bladder-bowel
        """,
        level=["red", "red", "red"],
        causes=["spine", "spine", "spine"],
    )


def test_legs_without_pain(spec):
    """Weak legs without pain are red with bone metastases or when the record does not say; back pain alone is amber"""
    spec(
        """
        metastases                       report
        bone, 2026-10-01                 back-and-legs: weak-legs
        -                                back-and-legs: weak-legs
        bone, 2026-10-01                 back-and-legs: back-pain
        -                                back-and-legs: back-pain
        """,
        level=["red", "red", "amber", "amber"],
        raises=[
            "legs-with-bone-metastases, legs-or-bladder",
            "legs-with-bone-metastases, legs-or-bladder",
            "back-pain",
            "back-pain",
        ],
        to_settle=["", "restage the illness", "", "restage the illness"],
    )
