"""A stated absence is a fact; silence is not. Grades are CTCAE grades as recorded. The 30 days of freshness for a
symptom's score are our own working bound.
"""

title = "Toxicity, other illnesses, symptoms"
order = 10
reads = "conditions"


def test_toxicity(spec):
    """The worst recorded grade of that toxicity; one nobody assessed is not known"""
    spec(
        """
        toxicities                   condition
        diarrhoea, 1 ; diarrhoea, 3  toxicity: {toxicity: diarrhoea, grade: ">=2"}
        diarrhoea, 1                 toxicity: {toxicity: diarrhoea, grade: ">=2"}
        diarrhoea, 0                 toxicity: diarrhoea
        colitis, 3                   toxicity: {toxicity: immune-related, grade: ">=3"}
        -                            toxicity: {toxicity: diarrhoea, grade: ">=2"}
        """,
        answer=["yes", "no", "no", "yes", "not known"],
        to_settle=["", "", "", "", "assess: diarrhoea"],
    )


def test_toxicity_of_a_drug(spec):
    """Attributed to a drug or its class; a toxicity whose cause nobody stated leaves it open"""
    spec(
        """
        toxicities                                          condition
        colitis, 3, attributed_to: pembrolizumab            toxicity: {attributed_to: checkpoint-inhibitor, grade: ">=3"}
        colitis, 3, attributed_to: docetaxel                toxicity: {attributed_to: checkpoint-inhibitor, grade: ">=3"}
        colitis, 3                                          toxicity: {attributed_to: checkpoint-inhibitor, grade: ">=3"}
        rash, 1, attributed_to: pembrolizumab ; colitis, 3  toxicity: {attributed_to: checkpoint-inhibitor, grade: ">=3"}
        """,
        answer=["yes", "not known", "not known", "not known"],
    )


def test_ongoing_toxicity(spec):
    """'Ongoing' looks at the latest statement about each toxicity: resolved is over, another one is not"""
    spec(
        """
        toxicities                                                   condition
        colitis, 3, 2026-03-01 ; colitis, 3, 2026-05-01, resolved    toxicity: {toxicity: colitis, grade: ">=2", ongoing: true}
        colitis, 3, 2026-03-01                                       toxicity: {toxicity: colitis, grade: ">=2", ongoing: true}
        colitis, 3, 2026-03-01 ; hepatitis, 2, 2026-05-01, resolved  toxicity: {toxicity: [colitis, hepatitis], grade: ">=2", ongoing: true}
        """,
        answer=["no", "yes", "yes"],
    )


def test_conditions(spec):
    """Another illness is there when recorded, absent when stated; a narrower word answers a wider question"""
    spec(
        """
        conditions                         condition
        interstitial-lung-disease          condition: lung-disease
        lung-disease                       condition: interstitial-lung-disease
        lung-disease, absent               condition: interstitial-lung-disease
        interstitial-lung-disease, absent  condition: lung-disease
        -                                  condition: interstitial-lung-disease
        """,
        answer=["yes", "not known", "no", "not known", "not known"],
        to_settle=[
            "",
            "ask about: interstitial lung disease",
            "",
            "ask about: lung disease",
            "ask about: interstitial lung disease",
        ],
    )


def test_the_latest_statement_about_a_condition_counts(spec):
    """What was stated last counts, over is absent; a day that says both settles nothing"""
    spec(
        """
        conditions                                                        condition
        diabetes, 2020-01-10 ; diabetes, absent, 2025-01-10               condition: diabetes
        diabetes, absent, 2020-01-10 ; diabetes, 2025-01-10               condition: diabetes
        diabetes, 2020-01-10, until: 2024-01-10                           condition: diabetes
        diabetes, 2025-01-10 ; diabetes, absent, 2025-01-10               condition: diabetes
        hormone-sensitive, 2022-01-10 ; castration-resistant, 2025-01-10  condition: hormone-sensitive
        hormone-sensitive, 2022-01-10 ; castration-resistant, 2025-01-10  condition: castration-resistant
        """,
        answer=["no", "yes", "no", "not known", "no", "yes"],
    )


def test_one_of_several_conditions(spec):
    """Of a list, one present is yes even when another is later stated absent; no needs a statement about each"""
    spec(
        """
        conditions                                     condition
        asthma, 2020-01-10 ; copd, absent, 2025-01-10  condition: [asthma, copd]
        asthma, absent ; copd, absent                  condition: [asthma, copd]
        copd, absent                                   condition: [asthma, copd]
        """,
        answer=["yes", "no", "not known"],
    )


def test_sex_and_states_of_women(spec):
    """A man is not pregnant; 'female' answers nothing about menopause"""
    spec(
        """
        person  condition
        male    condition: pregnancy
        female  condition: pregnancy
        female  condition: postmenopausal
        -       condition: pregnancy
        """,
        answer=["no", "not known", "not known", "not known"],
        note=["male: not pregnant, not breastfeeding, no menopause", "", "", ""],
    )


def test_symptoms(spec):
    """The latest score counts for 30 days unless the condition says otherwise; the worst of one day counts"""
    spec(
        """
        symptoms                                  condition
        pain, 8, 3 d ago                          symptom: {symptom: pain, score: ">=7"}
        pain, 8, 9 d ago ; pain, 2, 3 d ago       symptom: {symptom: pain, score: ">=7"}
        pain, 8, 3 d ago ; bone-pain, 2, 3 d ago  symptom: {symptom: pain, score: ">=7"}
        pain, 8, 31 d ago                         symptom: {symptom: pain, score: ">=7"}
        pain, 8, 15 d ago                         symptom: {symptom: pain, score: ">=7", within: 14 d}
        pain, 0, 3 d ago                          symptom: pain
        -                                         symptom: pain
        """,
        answer=["yes", "no", "yes", "not known", "not known", "no", "not known"],
    )
