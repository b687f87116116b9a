"""IDSA (Freifeld 2011): fever is 38.3 °C once, or above 38.0 °C for an hour. Leeds, The Christie: call at 38 °C or
shivers, antibiotics within the hour. Clatterbridge, Royal Surrey: until six weeks after treatment. The rule takes 38.0;
a team may choose from 37.5 to 38.3.
"""

title = "Fever"
order = 2
reads = "reports"


def test_fever_after_chemotherapy(spec):
    """38.0 °C or more, or shivers, within six weeks of chemotherapy is red; any other fever is amber"""
    spec(
        """
        lines                                                          treatment_history    report
        carboplatin, 2026-08-01, ongoing                               -                    fever: yes, temperature: 38.0
        carboplatin, 2026-08-01, ongoing                               -                    fever: yes, temperature: 37.9
        carboplatin, 2026-08-01, ongoing                               -                    fever: yes, temperature: 37.2, shivers: yes
        carboplatin, 2026-06-01, ended_on: 40 d ago, ended: completed  complete, 1 d ago    fever: yes, temperature: 38.4
        carboplatin, 2026-06-01, ended_on: 50 d ago, ended: completed  complete, 1 d ago    fever: yes, temperature: 38.4
        """,
        level=["red", "amber", "red", "red", "amber"],
        raises=[
            "fever-after-chemotherapy, fever-on-treatment, fever",
            "fever",
            "fever-after-chemotherapy, fever-on-treatment, fever",
            "fever-after-chemotherapy, fever-on-treatment, fever",
            "fever",
        ],
    )


def test_fever_without_a_thermometer(spec):
    """Fever with no temperature taken counts as fever"""
    spec(
        """
        lines                             report
        carboplatin, 2026-08-01, ongoing  fever: yes, temperature: ?
        """,
        level=["red"],
        raises=["fever-after-chemotherapy, fever"],
    )


def test_fever_when_the_record_is_silent(spec):
    """When the record does not say whether chemotherapy was given, the rule alerts all the same, and says what to settle"""
    spec(
        """
        lines  report
        -      fever: yes, temperature: 38.6
        """,
        level=["red"],
        raises=["fever-after-chemotherapy, fever-on-treatment, fever"],
        to_settle=["say which treatment is being given; confirm the complete list of treatments received"],
        told_first=[
            (
                "If you had chemotherapy in the last six weeks, fever must be treated within the hour. Call now, even at "
                "night, even if you feel well. Take no paracetamol before you have called."
            )
        ],
    )
