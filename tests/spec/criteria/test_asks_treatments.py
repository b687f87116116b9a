"""Only a list of treatments stated complete, or a treatment stated never given, lets silence mean 'never': law 2 of
the house. A line numbered n says that there were n (our assumption, shown where it is used).
"""

title = "Treatments before and now"
order = 8
reads = "conditions"


def test_never_needs_a_statement(spec):
    """Given when a line holds it; never only when the list is stated complete or the treatment stated never given"""
    spec(
        """
        lines                   treatment_history  exposures               condition
        cisplatin + paclitaxel  -                  -                       prior: {class: platinum}
        paclitaxel              -                  -                       prior: {class: platinum}
        paclitaxel              complete           -                       prior: {class: platinum}
        -                       complete           -                       prior: {systemic: true}
        -                       -                  platinum, never given   prior: {drug: cisplatin}
        -                       -                  cisplatin, never given  prior: {class: platinum}
        -                       -                  cisplatin, given        prior: {class: platinum}
        -                       -                  -                       prior: {class: platinum}
        """,
        answer=["yes", "not known", "no", "no", "no", "not known", "yes", "not known"],
        shows=[
            "cisplatin + paclitaxel",
            "",
            "treatment list stated complete",
            "treatment list stated complete",
            "platinum-based chemotherapy: never received, stated",
            "",
            "cisplatin",
            "",
        ],
    )


def test_a_later_statement_takes_completeness_back(spec):
    """A list stated complete, then not complete, is not complete"""
    spec(
        """
        treatment_history                                condition
        complete, 2025-01-10 ; not complete, 2026-01-10  prior: {class: platinum}
        not complete, 2025-01-10 ; complete, 2026-01-10  prior: {class: platinum}
        """,
        answer=["not known", "no"],
    )


def test_a_drug_nobody_recognised_may_be_the_one(spec):
    """A drug that no term matched may be the one asked: even a complete list does not say never"""
    spec(
        """
        lines                        treatment_history  condition
        paclitaxel, unmapped: XR-17  complete           prior: {class: platinum}
        paclitaxel, unmapped: XR-17  complete           prior: {class: taxane}
        """,
        answer=["not known", "yes"],
        to_settle=["identify the drug not recognised", ""],
    )


def test_how_a_line_ended(spec):
    """Every detail must hold in one and the same line; a line that does not say how it ended leaves it open"""
    spec(
        """
        lines                                                       treatment_history  condition
        docetaxel, ended: progression                               -                  prior: {class: taxane, outcome: progressed}
        docetaxel, ended: toxicity                                  -                  prior: {class: taxane, outcome: progressed}
        docetaxel, ended: toxicity                                  complete           prior: {class: taxane, outcome: progressed}
        docetaxel                                                   complete           prior: {class: taxane, outcome: progressed}
        docetaxel, ongoing                                          complete           prior: {class: taxane, outcome: progressed}
        docetaxel, ended: toxicity ; cisplatin, ended: progression  complete           prior: {class: taxane, outcome: progressed}
        docetaxel, best_response: PR                                -                  prior: {class: taxane, outcome: response}
        docetaxel, best_response: NE                                -                  prior: {class: taxane, outcome: response}
        """,
        answer=["yes", "not known", "no", "not known", "no", "no", "yes", "not known"],
    )


def test_setting_and_times(spec):
    """Setting, time since the last dose, duration: a numbered line was metastatic; a month without its day leaves days open"""
    spec(
        """
        lines                                     condition
        cisplatin, setting: adjuvant              prior: {class: platinum, setting: [adjuvant, neoadjuvant]}
        cisplatin, number: 1                      prior: {class: platinum, setting: metastatic}
        cisplatin                                 prior: {class: platinum, setting: metastatic}
        cisplatin, ended_on: 200 d ago            prior: {class: platinum, since: ">=6 mo"}
        cisplatin, ended_on: 2026-05              prior: {class: platinum, since: ">=6 mo"}
        cisplatin                                 prior: {class: platinum, since: ">=6 mo"}
        cisplatin, 200 d ago, ended_on: 10 d ago  prior: {class: platinum, lasted: ">=6 mo"}
        cisplatin, 200 d ago, ongoing             prior: {class: platinum, lasted: ">=6 mo"}
        """,
        answer=["yes", "yes", "not known", "yes", "not known", "not known", "yes", "yes"],
    )


def test_counts(spec):
    """A count of lines is a least number until the list is complete; stated never given, it is none"""
    spec(
        """
        lines                   treatment_history  exposures            condition
        docetaxel ; paclitaxel  -                  -                    prior: {class: taxane, count: ">=2"}
        docetaxel               -                  -                    prior: {class: taxane, count: ">=2"}
        docetaxel               complete           -                    prior: {class: taxane, count: ">=2"}
        docetaxel               complete           -                    prior: {class: taxane, count: "<=1"}
        -                       -                  taxane, never given  prior: {class: taxane, count: "<=1"}
        """,
        answer=["yes", "not known", "no", "yes", "yes"],
    )


def test_lines(spec):
    """Lines count in the metastatic setting; a line numbered 3 says that there were three. 'any' adds those before"""
    spec(
        """
        lines                                                treatment_history  condition
        docetaxel, number: 3                                 -                  lines: ">=3"
        docetaxel, number: 3                                 -                  lines: "<=2"
        docetaxel, setting: metastatic                       -                  lines: ">=2"
        docetaxel, setting: metastatic                       complete           lines: ">=2"
        docetaxel, setting: adjuvant                         complete           lines: "0"
        docetaxel                                            complete           lines: "1"
        cisplatin, setting: adjuvant ; docetaxel, number: 2  -                  lines: {count: ">=3", setting: any}
        """,
        answer=["yes", "no", "not known", "no", "yes", "not known", "yes"],
        note=[
            "line numbered n: n lines received",
            "line numbered n: n lines received",
            "",
            "",
            "",
            "",
            "line numbered n: n lines received",
        ],
    )


def test_being_given_now(spec):
    """Being given now: when the record says so. Another treatment recorded as running lists all that is given"""
    spec(
        """
        lines                                treatment_history  condition
        pembrolizumab, ongoing               -                  current: {class: checkpoint-inhibitor}
        docetaxel, ongoing                   -                  current: {class: checkpoint-inhibitor}
        docetaxel, ongoing, unmapped: XR-17  -                  current: {class: checkpoint-inhibitor}
        pembrolizumab                        -                  current: {class: checkpoint-inhibitor}
        pembrolizumab, ended_on: 2026-01-10  -                  current: {class: checkpoint-inhibitor}
        pembrolizumab, ended_on: 2026-01-10  complete           current: {class: checkpoint-inhibitor}
        -                                    -                  current: {systemic: true}
        """,
        answer=["yes", "no", "not known", "not known", "not known", "no", "not known"],
        note=["", "a treatment is recorded as being given: no other is", "", "", "", "", ""],
    )
