"""What only people can say: a meeting's judgement, a refusal, a goal, a relative's illness, planning ahead. No
judgement is never 'no'; a refusal is an act, so none recorded sets nothing aside.
"""

title = "Judgements, refusals, goals, family, planning ahead"
order = 11
reads = "conditions"


def test_judged(spec):
    """Only the meeting or the specialist asked can answer; two answers of one day ask again"""
    spec(
        """
        judgements                                                          condition
        biopsy-possible, yes                                                judged: biopsy-possible
        biopsy-possible, no                                                 judged: {question: biopsy-possible, is: no}
        biopsy-possible, yes, 2025-01-10 ; biopsy-possible, no, 2026-01-10  judged: biopsy-possible
        biopsy-possible, yes, 2026-01-10 ; biopsy-possible, no, 2026-01-10  judged: biopsy-possible
        -                                                                   judged: biopsy-possible
        """,
        answer=["yes", "yes", "no", "not known", "not known"],
        to_settle=[
            "",
            "",
            "",
            "opinion: new biopsy (interventional radiologist or organ specialist)",
            "opinion: new biopsy (interventional radiologist or organ specialist)",
        ],
    )


def test_refusal(spec):
    """A refusal covers all below it and nothing above; a change of mind lifts it from that day"""
    spec(
        """
        refusals                             condition
        chemotherapy                         refusal: docetaxel
        docetaxel                            refusal: chemotherapy
        chemotherapy, withdrawn: 2026-10-01  refusal: chemotherapy
        chemotherapy, withdrawn: 2026-12-01  refusal: chemotherapy
        -                                    refusal: chemotherapy
        """,
        answer=["yes", "no", "no", "yes", "no"],
    )


def test_goals(spec):
    """A goal is agreed when it is recorded; once goals are recorded, others were not chosen"""
    spec(
        """
        care_goals   condition
        comfort      care_goal: comfort
        longer-life  care_goal: comfort
        -            care_goal: comfort
        """,
        answer=["yes", "no", "not known"],
        to_settle=["", "", "talk about goals of care"],
    )


def test_family_and_planning_ahead(spec):
    """A silent record never says that no relative was ill or that nothing was planned"""
    spec(
        """
        family_history  advance_care    condition
        mother, breast  -               family_history: breast
        mother, breast  -               family_history: ovary
        -               -               family_history: breast
        -               trusted-person  advance_care: trusted-person
        -               trusted-person  advance_care: advance-directives
        """,
        answer=["yes", "not known", "not known", "yes", "not known"],
    )


def test_what_no_leaf_can_ask(spec):
    """A condition in its author's own words is never met and never dropped: someone has to look"""
    spec(
        """
        person  condition
        female  stated: adequate organ function
        female  none: [{stated: another active cancer}]
        """,
        answer=["not known", "not known"],
    )
