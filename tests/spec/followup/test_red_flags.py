"""Signs that need no score. Royal Surrey and Barts Health: chest pain, trouble breathing, a fit, confusion, heavy
bleeding call for the emergency number. Macmillan: signs from the brain. OncoLink: signs of a clot. Each rule of
`followup/content/rules_red.yaml` names its sources and how they were seen.
"""

title = "Signs that call for a call now"
order = 1
reads = "reports"


def test_any_danger_sign_is_red(spec):
    """One danger sign is red, whatever the rest"""
    spec(
        """
        report
        -
        danger: breathless-at-rest
        danger: chest-pain
        danger: bleeding-not-stopping
        danger: seizure
        danger: one-side
        danger: headache-vomiting
        danger: confusion
        danger: face-swelling
        danger: one-leg-swollen
        danger: nothing-stays-down
        danger: no-stools-no-wind
        """,
        level=["green", "red", "red", "red", "red", "red", "red", "red", "red", "red", "red", "red"],
        raises=[
            "", "breathing", "chest-pain", "bleeding", "brain", "brain", "brain", "confusion", "face-swelling",
            "clot", "nothing-stays-down", "blocked-bowel",
        ],
    )  # fmt: skip


def test_a_danger_question_left_out_is_never_green(spec):
    """A danger question left unanswered is not known, never green; what is wrong besides still counts"""
    spec(
        """
        report
        danger: ?
        danger: ?, pain: a-lot
        danger: ?, pain: unbearable
        back-and-legs: ?
        fever: ?
        sadness: ?
        """,
        level=["unknown", "amber", "red", "unknown", "unknown", "unknown"],
        missing=[
            "warning signs",
            "warning signs",
            "warning signs",
            "back and legs",
            "fever or shivers",
            "sadness",
        ],
    )


def test_bleeding_that_goes_on(spec):
    """Heavy bleeding that goes on is red; repeated, or heavy and over, amber (Leeds Cancer Centre)"""
    spec(
        """
        report
        bleeding: 1
        bleeding: 2
        bleeding: 3
        bleeding: 4
        """,
        level=["green", "amber", "amber", "red"],
        raises=["", "some-bleeding", "some-bleeding", "bleeding, some-bleeding"],
    )


def test_thoughts_of_ending_ones_life(spec):
    """The question is put when sadness is moderate or more; yes is red, with numbers to call day and night"""
    spec(
        """
        report
        sadness: moderately, wish-to-die: no
        sadness: moderately, wish-to-die: yes
        sadness: moderately, wish-to-die: ?
        """,
        level=["green", "red", "unknown"],
        raises=["", "wish-to-die", ""],
        missing=["", "", "thought of ending one's life"],
        told_first=[
            "Thank you, this is noted.",
            (
                "Thank you for saying so. You can speak of it now, day and night: in France 3114, in Belgium "
                "0800 32 123. Stay near someone. Immediate danger: 112."
            ),
            (
                "An answer is missing: thought of ending one's life. Without it we can't say whether all is well. "
                "You can go back and give it, or call."
            ),
        ],
    )
