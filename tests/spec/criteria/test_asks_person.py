"""Age, sex, country, performance status. ECOG and Karnofsky have no established correspondence: every value the known
tables give is kept (Prasad 2018, PMID 30425939). The 90 days of freshness are our own working bound.
"""

title = "The person"
order = 1
reads = "conditions"


def test_age_from_what_is_known_of_the_birth_date(spec):
    """Age is counted on the day of the plan (here 20 November 2026); a birth date known by its year leaves a year open"""
    spec(
        """
        person            condition
        born: 1961-11-20  age: ">=65"
        born: 1961-11-21  age: ">=65"
        born: 1961-11     age: ">=65"
        born: 1961        age: ">=64"
        born: 1961        age: "<65"
        female            age: ">=65"
        """,
        answer=["yes", "no", "not known", "yes", "not known", "not known"],
        to_settle=[
            "",
            "",
            "complete the date of birth",
            "",
            "complete the date of birth",
            "complete the date of birth",
        ],
    )


def test_sex_and_country(spec):
    """Recorded sex and country; nothing is guessed"""
    spec(
        """
        person       condition
        female       sex: female
        male         sex: female
        other        sex: female
        -            sex: female
        country: FR  country: fr
        country: BE  country: FR
        female       country: FR
        """,
        answer=["yes", "no", "no", "not known", "yes", "no", "not known"],
    )


def test_the_latest_performance_status_counts(spec):
    """The latest performance status counts while it is fresh: 90 days unless the condition says otherwise"""
    spec(
        """
        performance                             condition
        ecog: 3, 200 d ago ; ecog: 1, 10 d ago  ecog: "<=2"
        ecog: 1, 90 d ago                       ecog: "<=2"
        ecog: 1, 91 d ago                       ecog: "<=2"
        ecog: 1, 91 d ago                       ecog: {is: "<=2", within: 6 mo}
        ecog: 1                                 ecog: "<=2"
        -                                       ecog: "<=2"
        """,
        answer=["yes", "yes", "not known", "yes", "not known", "not known"],
        note=["", "", "last assessed 91 days ago: assess again", "", "assessment without a date", ""],
    )


def test_two_assessments_of_one_day(spec):
    """Two assessments of one day that fall on either side of the limit settle nothing"""
    spec(
        """
        performance                            condition
        ecog: 1, 10 d ago ; ecog: 2, 10 d ago  ecog: "<=1"
        ecog: 1, 10 d ago ; ecog: 2, 10 d ago  ecog: "<=2"
        """,
        answer=["not known", "yes"],
    )


def test_karnofsky_and_ecog_for_each_other(spec):
    """A Karnofsky index answers for ECOG, and the reverse, only as far as every known table agrees"""
    spec(
        """
        performance                    condition
        karnofsky: 100, today          ecog: "<=1"
        karnofsky: 70, today           ecog: "<=1"
        karnofsky: 70, today           ecog: "<=2"
        karnofsky: 50, today           ecog: "<=1"
        ecog: 1, today                 karnofsky: ">=70"
        ecog: 1, today                 karnofsky: ">=80"
        ecog: 2, karnofsky: 80, today  ecog: "<=1"
        """,
        answer=["yes", "not known", "yes", "no", "yes", "not known", "no"],
        note=[
            "ECOG and Karnofsky related",
            "ECOG and Karnofsky related",
            "ECOG and Karnofsky related",
            "ECOG and Karnofsky related",
            "ECOG and Karnofsky related",
            "ECOG and Karnofsky related",
            "",
        ],
    )
