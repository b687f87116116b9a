"""STAR (Basch 2016) and PRO-TECT (Basch 2022, PMID 35661856; 2025): severe or worsening symptoms alert the team. Two
steps of five, the last two check-ins, three in a row, six weeks back: our own working choices, which a team may change.
"""

title = "Severe, worse, lasting, several"
order = 5
reads = "reports"


def test_severe(spec):
    """'A lot' is amber, 'unbearable' red for what can't wait"""
    spec(
        """
        report
        pain: moderately
        pain: a-lot
        pain: unbearable
        tiredness: unbearable
        sadness: unbearable, wish-to-die: no
        pain-0-10: 6
        pain-0-10: 7
        """,
        level=["green", "amber", "red", "amber", "amber", "green", "amber"],
        raises=[
            "",
            "severe.pain",
            "unbearable.pain, severe.pain",
            "severe.tiredness",
            "severe.sadness",
            "",
            "pain-on-ten",
        ],
    )


def test_vomiting(spec):
    """Two to five times a day is amber, six or more red (St George's)"""
    spec(
        """
        report
        vomiting: 1
        vomiting: 2
        vomiting: 3
        """,
        level=["green", "amber", "red"],
        raises=["", "vomiting", "nothing-stays-down, vomiting"],
    )


def test_worse(spec):
    """Two steps more than the better of the last two check-ins is amber; the first check-in has nothing to compare with"""
    spec(
        """
        before                                           report
        7 d ago: -                                       nausea: moderately
        7 d ago: nausea: a-little                        nausea: moderately
        14 d ago: -; 7 d ago: nausea: a-little           nausea: moderately
        21 d ago: -; 14 d ago: nausea: a-little; 7 d ago: nausea: a-little  nausea: moderately
        43 d ago: -                                      nausea: moderately
        -                                                nausea: moderately
        """,
        level=["amber", "green", "amber", "green", "green", "green"],
        raises=["worse.nausea", "", "worse.nausea", "", "", ""],
    )


def test_persistent(spec):
    """Moderate in three check-ins in a row is amber; one better answer between ends the row"""
    spec(
        """
        before                                                          report
        14 d ago: sleep: moderately; 7 d ago: sleep: moderately         sleep: moderately
        14 d ago: sleep: moderately; 7 d ago: sleep: a-little           sleep: moderately
        14 d ago: sleep: a-lot; 7 d ago: sleep: moderately              sleep: a-little
        7 d ago: sleep: moderately                                      sleep: moderately
        """,
        level=["amber", "green", "green", "green"],
        raises=["persistent.sleep", "", "", ""],
    )


def test_several_ambers(spec):
    """Two severe signs, or three with those that worsened, make a red (UKONS); what only lasts does not count"""
    spec(
        """
        before      report
        7 d ago: -  pain: a-lot, nausea: a-lot
        7 d ago: -  pain: moderately, nausea: moderately
        7 d ago: -  pain: moderately, nausea: moderately, mouth: moderately
        7 d ago: -  alone: a-lot, money: a-lot, meaning: a-lot
        14 d ago: same; 7 d ago: same  tiredness: moderately, appetite: moderately, sleep: moderately
        """,
        level=["red", "amber", "red", "amber", "amber"],
        causes=[
            "several, pain, nausea",
            "pain, nausea",
            "several, pain, nausea, mouth",
            "alone, money, meaning",
            "tiredness, appetite, sleep",
        ],
    )


def test_weight(spec):
    """More than 5 % of weight lost in six months is amber (Fearon 2011, GLIM 2019); a week without scales is held against nobody"""
    spec(
        """
        before                                          report
        90 d ago: weight: 70; 30 d ago: weight: 68      weight: 66.4
        90 d ago: weight: 70; 30 d ago: weight: 68      weight: 66.5
        200 d ago: weight: 80; 30 d ago: weight: 68     weight: 66
        90 d ago: weight: 70                            weight: ?
        """,
        level=["amber", "green", "green", "green"],
        raises=["weight-lost", "", "", ""],
    )


def test_falls_and_bed(spec):
    """A fall is amber; so is more than half of the day in bed or in a chair, as in ECOG 3 (Oken 1982)"""
    spec(
        """
        report
        falls: yes
        in-bed: 2
        in-bed: 3
        """,
        level=["amber", "green", "amber"],
        raises=["fall", "", "in-bed"],
    )


def test_needs(spec):
    """A strong need of the heart, of the people around or of meaning is amber; so is a wish to be called"""
    spec(
        """
        report
        alone: moderately
        alone: a-lot
        help-at-home: yes
        someone-spiritual: yes
        """,
        level=["green", "amber", "amber", "amber"],
        raises=["", "needs.alone", "asks-for.help-at-home", "asks-for.someone-spiritual"],
    )
