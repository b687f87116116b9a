"""Keytruda's counselling information: call at once for new or worse cough, breathlessness, diarrhoea, also after
treatment stopped; Clatterbridge and Royal Surrey: until twelve months after immunotherapy. Tagrisso's and Enhertu's
warnings: lung. Scottish Palliative Care Guidelines: signs of too strong an opioid.
"""

title = "Signs that a treatment makes grave"
order = 4
reads = "reports"


def test_breathing_on_a_checkpoint_inhibitor(spec):
    """One step more cough or breathlessness than in the last check-in is red on a checkpoint inhibitor, and for a year after"""
    spec(
        """
        lines  treatment_history  before  report
        pembrolizumab, 2026-08-01, ongoing  -  7 d ago: -  breathlessness: a-little
        pembrolizumab, 2026-08-01, ongoing  -  7 d ago: cough: a-little  cough: moderately
        pembrolizumab, 2026-08-01, ongoing  -  7 d ago: cough: moderately  cough: moderately
        pembrolizumab, ended_on: 300 d ago, ended: completed  complete, 1 d ago  7 d ago: -  breathlessness: a-little
        pembrolizumab, ended_on: 400 d ago, ended: completed  complete, 1 d ago  7 d ago: -  breathlessness: a-little
        """,
        level=["red", "red", "green", "red", "green"],
        raises=["lung-on-immunotherapy", "lung-on-immunotherapy", "", "lung-on-immunotherapy", ""],
    )


def test_breathing_when_the_record_is_silent(spec):
    """Not known to have had immunotherapy: moderate new breathlessness is red, a little leaves the report not known"""
    spec(
        """
        lines  before      report
        -      7 d ago: -  breathlessness: a-little
        -      7 d ago: -  breathlessness: moderately
        -      -           breathlessness: moderately
        """,
        level=["unknown", "red", "red"],
        raises=[
            "",
            "breathless-perhaps-on-immunotherapy, worse.breathlessness",
            "breathless-perhaps-on-immunotherapy",
        ],
    )


def test_what_was_not_asked_is_not_asked_back(spec):
    """Cough is only asked on some treatments: when it could matter, the person is told so, not sent back to answer"""
    spec(
        """
        before     report
        7 d ago: -  tiredness: a-lot, breathlessness: a-little
        7 d ago: -  breathlessness: ?
        """,
        level=["amber", "unknown"],
        missing=["cough", "breathlessness, cough"],
        told_first=[
            "Noted: tiredness.",
            (
                "An answer is missing: breathlessness. Without it we can't say whether all is well. "
                "You can go back and give it, or call."
            ),
        ],
        told_last=[
            "We did not ask you about this: cough. If it is new to you, or worse than before, call.",
            "We did not ask you about this: cough. If it is new to you, or worse than before, call.",
        ],
    )


def test_diarrhoea_on_a_checkpoint_inhibitor(spec):
    """Four more stools a day (grade 2) is red on a checkpoint inhibitor, amber without (CTCAE 5.0)"""
    spec(
        """
        lines                               treatment_history    report
        pembrolizumab, 2026-08-01, ongoing  -                    diarrhoea: 1
        pembrolizumab, 2026-08-01, ongoing  -                    diarrhoea: 2
        fluorouracil, 2026-08-01, ongoing   complete, 1 d ago    diarrhoea: 2
        fluorouracil, 2026-08-01, ongoing   complete, 1 d ago    diarrhoea: 3
        """,
        level=["green", "red", "amber", "red"],
        raises=[
            "",
            "diarrhoea-on-immunotherapy, diarrhoea",
            "diarrhoea",
            "severe-diarrhoea, diarrhoea",
        ],
    )


def test_immune_signs(spec):
    """Drooping lids, weak muscles, blood in stools, blistering skin: red; liver and gland signs: amber"""
    spec(
        """
        lines                               report
        pembrolizumab, 2026-08-01, ongoing  immune-signs: drooping-eyelids
        pembrolizumab, 2026-08-01, ongoing  immune-signs: blood-in-stools
        pembrolizumab, 2026-08-01, ongoing  immune-signs: great-thirst
        pembrolizumab, 2026-08-01, ongoing  immune-signs: ?
        """,
        level=["red", "red", "amber", "unknown"],
    )


def test_lung_on_targeted_treatment(spec):
    """More cough or breathlessness than before is red on an EGFR inhibitor or trastuzumab deruxtecan; a first check-in can't say"""
    spec(
        """
        lines                                         treatment_history  before      report
        osimertinib, 2026-08-01, ongoing              complete, 1 d ago  7 d ago: -  cough: a-little
        trastuzumab-deruxtecan, 2026-08-01, ongoing   complete, 1 d ago  7 d ago: -  breathlessness: a-little
        osimertinib, 2026-08-01, ongoing              complete, 1 d ago  -           cough: a-little
        """,
        level=["red", "red", "unknown"],
        raises=["lung-on-targeted", "lung-on-targeted", ""],
    )


def test_opioids(spec):
    """Hard to wake or slow breathing on an opioid is red, jerks or visions amber"""
    spec(
        """
        exposures        report
        morphine, given  opioid-signs: hard-to-wake
        morphine, given  opioid-signs: jerks
        morphine, given  pain: moderately, relief: no
        morphine, given  pain: moderately, relief: yes
        """,
        level=["red", "amber", "amber", "green"],
        raises=["too-strong-opioid", "opioid-effects", "pain-not-relieved", ""],
    )
