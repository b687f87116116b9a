"""Sites, counts and the brain. One to five lesions: ESTRO-ASTRO consensus (Lievens 2020, PMID 32388150, abstract
seen). Which organs routine imaging shows is our own cautious choice: never brain, meninges, peritoneum or marrow.
"""

title = "Where the illness has gone"
order = 3
reads = "conditions"


def test_a_site_nobody_looked_at_is_not_known(spec):
    """A site is involved when it is recorded; free when stated so or when later imaging lists the others"""
    spec(
        """
        metastases         imaging         condition
        liver              -               metastases: {site: liver}
        liver              -               metastases: {site: lung}
        lung, absent       -               metastases: {site: lung}
        liver, 2026-09-01  SD, 2026-10-01  metastases: {site: lung}
        liver, 2026-09-01  SD, 2026-08-01  metastases: {site: lung}
        liver, 2026-09-01  SD, 2026-10-01  metastases: {site: brain}
        liver, 2026-09-01  SD, 2026-10-01  metastases: {site: peritoneum}
        """,
        answer=["yes", "not known", "no", "no", "not known", "not known", "not known"],
        to_settle=[
            "",
            "restage the illness",
            "",
            "",
            "restage the illness",
            "brain MRI",
            "restage the illness",
        ],
    )


def test_gone_metastases_are_not_present(spec):
    """A metastasis that was removed or has disappeared is no longer there; one found again is"""
    spec(
        """
        metastases                                                      condition
        liver, 2024-03-01, gone: 2026-08-10                             metastases: {site: liver}
        liver, 2024-03-01 ; liver, absent, 2026-08-10                   metastases: {site: liver}
        liver, 2024-03-01, gone: 2026-08-10 ; liver, 2026-10-10         metastases: {site: liver}
        brain, 2024-03-01 ; central-nervous-system, absent, 2026-08-10  metastases: {site: brain}
        """,
        answer=["no", "no", "yes", "no"],
    )


def test_several_sites_each_stated_free(spec):
    """Of several sites, one involved is enough for yes; no needs a statement about each"""
    spec(
        """
        metastases                    condition
        lung                          metastases: {site: [liver, lung]}
        liver, absent ; lung, absent  metastases: {site: [liver, lung]}
        liver, absent                 metastases: {site: [liver, lung]}
        """,
        answer=["yes", "no", "not known"],
    )


def test_nowhere_else(spec):
    """'Only there' needs imaging since: the record's silence about other sites is not enough"""
    spec(
        """
        metastases                            imaging         condition
        liver, 2026-09-01                     SD, 2026-10-01  metastases: {site: liver, only: true}
        liver, 2026-09-01                     -               metastases: {site: liver, only: true}
        liver, 2026-09-01 ; lung, 2026-09-01  -               metastases: {site: liver, only: true}
        """,
        answer=["yes", "not known", "no"],
    )


def test_a_wider_word_leaves_the_site_open(spec):
    """A site recorded by a wider word may be the one asked; regional nodes are not 'elsewhere', other nodes may be"""
    spec(
        """
        metastases                                           imaging         condition
        lymph-node, 2026-09-01                               SD, 2026-10-01  metastases: {site: pelvic-lymph-node}
        liver, 2026-09-01 ; regional-lymph-node, 2026-09-01  SD, 2026-10-01  metastases: {site: liver, only: true}
        liver, 2026-09-01 ; pelvic-lymph-node, 2026-09-01    SD, 2026-10-01  metastases: {site: liver, only: true}
        """,
        answer=["not known", "yes", "not known"],
    )


def test_organs_and_lesions(spec):
    """Recorded organs and lesions are a least number; imaging since makes it the whole number"""
    spec(
        """
        metastases                                        imaging         condition
        liver, 2026-09-01 ; lung, 2026-09-01              SD, 2026-10-01  metastases: {organs: "<=2"}
        liver, 2026-09-01 ; lung, 2026-09-01              -               metastases: {organs: "<=2"}
        liver, 2026-09-01 ; lung, 2026-09-01              -               metastases: {organs: ">=2"}
        bone, lesions: 3                                  -               metastases: {site: bone, lesions: "<=3"}
        bone                                              -               metastases: {site: bone, lesions: "<=3"}
        bone, lesions: 4                                  -               metastases: {site: bone, lesions: "<=3"}
        liver, lesions: 2, 2026-09-01 ; lung, 2026-09-01  SD, 2026-10-01  metastases: {lesions: "<=5"}
        """,
        answer=["yes", "not known", "yes", "yes", "not known", "no", "not known"],
        to_settle=[
            "",
            "restage the illness",
            "",
            "",
            "count the metastases on imaging",
            "",
            "count the metastases on imaging",
        ],
    )


def test_oligometastatic(spec):
    """One to five distant lesions in all, counted and imaged; six known lesions are too many whatever else there is"""
    spec(
        """
        metastases                                              imaging         condition
        liver, lesions: 2, 2026-09 ; lung, lesions: 3, 2026-09  PR, 2026-10-01  oligometastatic: true
        liver, lesions: 2, 2026-09 ; lung, lesions: 3, 2026-09  -               oligometastatic: true
        liver, lesions: 6                                       -               oligometastatic: true
        liver, lesions: 4, 2026-09-01                           PR, 2026-10-01  oligometastatic: {oligometastatic: true, max_lesions: 3}
        -                                                       -               oligometastatic: true
        """,
        answer=["yes", "not known", "no", "no", "not known"],
    )


def test_the_brain(spec):
    """A brain nobody looked at is not known; 'none' needs a statement that it was looked at"""
    spec(
        """
        metastases                                  condition
        -                                           brain_metastases: none
        brain, absent, 2026-10-01                   brain_metastases: none
        brain, absent, 2026-10-01                   brain_metastases: any
        central-nervous-system, absent, 2026-10-01  brain_metastases: none
        brain                                       brain_metastases: any
        brain                                       brain_metastases: none
        """,
        answer=["not known", "yes", "no", "yes", "yes", "no"],
        to_settle=["brain MRI", "", "", "", "", ""],
    )


def test_free_long_ago_is_not_free_today(spec):
    """A site looked at and free more than 180 days ago is to be looked at again"""
    spec(
        """
        metastases                          condition
        brain, absent, 180 d ago            brain_metastases: none
        brain, absent, 181 d ago            brain_metastases: none
        brain, absent                       brain_metastases: none
        brain, 2025-01-10, gone: 200 d ago  brain_metastases: none
        lung, absent, 181 d ago             metastases: {site: lung}
        """,
        answer=["yes", "not known", "yes", "not known", "not known"],
        note=[
            "",
            "looked for more than 180 days ago: look again",
            "",
            "looked for more than 180 days ago: look again",
            "looked for more than 180 days ago: look again",
        ],
    )


def test_brain_metastases_treated_and_stable(spec):
    """Treated and stable needs both to be said; a later treatment of the brain counts as treated"""
    spec(
        """
        metastases                          local_treatments                              condition
        brain, treated: true, stable: true  -                                             brain_metastases: treated-stable
        brain, treated: true                -                                             brain_metastases: treated-stable
        brain, treated: false               -                                             brain_metastases: treated-stable
        brain, stable: true, 2026-03-01     stereotactic-radiotherapy, brain, 2026-04-01  brain_metastases: treated-stable
        brain, stable: true, 2026-03-01     stereotactic-radiotherapy, brain, 2024-04-01  brain_metastases: treated-stable
        brain, treated: false               -                                             brain_metastases: untreated
        brain, symptomatic: true            -                                             brain_metastases: symptomatic
        brain                               -                                             brain_metastases: symptomatic
        """,
        answer=["yes", "not known", "no", "yes", "not known", "yes", "yes", "not known"],
    )
