"""Lines of therapy. 'Resistant': Davis 2014, PMID 24607285; 'refractory' by 4 weeks: seen at second hand.
The same review calls these definitions flawed, so the interval is always given beside the word.
"""

title = "Why a line ended, and how long the illness stayed away"
order = 7
reads = "lines"


def test_never_held(spec):
    """Progression as the best response: the line never held the illness"""
    spec(
        """
        cancer   drugs       from         to           ended         first scan     second scan
        ovary    docetaxel   2026-01-10   2026-03-05   progression   2026-03-01 PD  -
        """,
        outcomes=[["refractory", "progressed"]],
        failed=["yes"],
    )


def test_held_then_progressed(spec):
    """A response first, then progression"""
    spec(
        """
        cancer   drugs       from         to           ended         first scan     second scan
        ovary    docetaxel   2026-01-10   2026-06-05   progression   2026-03-01 PR  2026-06-01 PD
        """,
        outcomes=[["progressed"]],
        failed=["yes"],
    )


def test_platinum_intervals(spec):
    """Platinum in ovarian cancer: by 28 days refractory, under 6 months resistant; the days are shown"""
    spec(
        """
        cancer   drugs         from         to           ended       first scan     second scan
        ovary    carboplatin   2025-10-01   2026-01-31   completed   2026-01-01 PR  2026-02-28 PD
        ovary    carboplatin   2025-10-01   2026-01-31   completed   2026-01-01 PR  2026-03-01 PD
        ovary    carboplatin   2025-10-01   2026-01-31   completed   2026-01-01 PR  2026-07-31 PD
        ovary    carboplatin   2025-10-01   2026-01-31   completed   2026-01-01 PR  2026-08-15 PD
        """,
        outcomes=[
            ["refractory", "progressed", "completed"],
            ["resistant", "completed", "progressed-later"],
            ["resistant", "completed", "progressed-later"],
            ["completed", "progressed-later"],
        ],
        interval=[(28, 28), (29, 29), (181, 181), (196, 196)],
    )


def test_platinum_words_are_for_ovarian_cancer(spec):
    """In other cancers the interval is given without a word"""
    spec(
        """
        cancer   drugs         from         to           ended       first scan     second scan
        colon    carboplatin   2025-10-01   2026-01-31   completed   2026-01-01 PR  2026-02-28 PD
        colon    carboplatin   2025-10-01   2026-01-31   completed   2026-01-01 PR  2026-03-01 PD
        """,
        outcomes=[["progressed", "completed"], ["completed", "progressed-later"]],
        interval=[(28, 28), (29, 29)],
    )


def test_a_month_leaves_the_interval_open(spec):
    """A date without its day leaves a range, and no word is chosen that the range does not carry"""
    spec(
        """
        cancer   drugs         from         to        ended       first scan     second scan
        ovary    carboplatin   2025-10-01   2026-01   completed   2026-01-01 PR  2026-07-10 PD
        """,
        outcomes=[["completed", "progressed-later"]],
        interval=[(160, 190)],
    )


def test_side_effects_choice_and_silence(spec):
    """Side effects, choice and silence are three different things"""
    spec(
        """
        cancer   drugs       from         to           ended      first scan   second scan
        ovary    docetaxel   2026-01-10   2026-03-05   toxicity   -            -
        ovary    docetaxel   2026-01-10   2026-03-05   choice     -            -
        ovary    docetaxel   2026-01-10   2026-03-05   -          -            -
        """,
        outcomes=[["toxicity"], ["choice"], ["not-known"]],
        failed=["yes", "unknown", "unknown"],
    )
