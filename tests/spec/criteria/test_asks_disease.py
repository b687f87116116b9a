"""Terms form a tree: a record that names a narrower word answers a wider question, never the reverse. The 180 days
for a stage without spread are our own working bound.
"""

title = "Cancer, histology, stage, spread at all"
order = 2
reads = "conditions"


def test_a_narrower_cancer_answers_a_wider_question(spec):
    """A cancer is what is asked when it is that term or stands below it; a wider word in the record leaves it open"""
    spec(
        """
        primaries         condition
        colorectal.colon  cancer: colorectal
        colorectal        cancer: colorectal.colon
        breast            cancer: colorectal
        breast            cancer: [colorectal, breast]
        -                 cancer: breast
        """,
        answer=["yes", "not known", "no", "yes", "not known"],
        to_settle=["", "state the exact tumour type", "", "", "state the primary cancer"],
    )


def test_histology(spec):
    """Histology is the stated one; without it, the record does not say"""
    spec(
        """
        primaries                         condition
        nsclc, histology: adenocarcinoma  histology: adenocarcinoma
        nsclc, histology: adenocarcinoma  histology: squamous
        nsclc                             histology: adenocarcinoma
        """,
        answer=["yes", "no", "not known"],
    )


def test_stage_covers_its_substages(spec):
    """Stage III covers IIIA to IIIC; a stage recorded without its letter leaves the letter open"""
    spec(
        """
        primaries           condition
        nsclc, stage: IIIB  stage: III
        nsclc, stage: IIIB  stage: IIIA
        nsclc, stage: III   stage: IIIA
        nsclc, stage: III   stage: [IIIA, IV]
        nsclc               stage: III
        """,
        answer=["yes", "no", "not known", "not known", "not known"],
    )


def test_a_distant_metastasis_is_stage_four(spec):
    """The stage at diagnosis is not rewritten when the illness spreads: a distant metastasis is stage IV today"""
    spec(
        """
        primaries                     metastases           condition
        colorectal.colon, stage: II   liver                stage: IV
        colorectal.colon, stage: II   liver                stage: II
        colorectal.colon, stage: III  regional-lymph-node  stage: IV
        """,
        answer=["yes", "no", "no"],
        note=[
            "distant metastasis present: stage IV illness",
            "distant metastasis present: stage IV illness",
            "",
        ],
    )


def test_metastatic(spec):
    """Metastatic: a present distant metastasis, stage IV or M1. Regional lymph nodes are not distant"""
    spec(
        """
        primaries                     metastases           condition
        colorectal.colon              liver                metastatic: true
        colorectal.colon, stage: IVB  -                    metastatic: true
        colorectal.colon, m: 1a       -                    metastatic: true
        colorectal.colon              regional-lymph-node  metastatic: true
        colorectal.colon              -                    metastatic: true
        """,
        answer=["yes", "yes", "yes", "not known", "not known"],
        to_settle=["", "", "", "restage the illness", "restage the illness"],
    )


def test_not_metastatic_needs_a_recent_stage(spec):
    """'Not metastatic' needs a stage without spread no older than 180 days, for every primary; MX says nothing"""
    spec(
        """
        primaries                                                  condition
        colorectal.colon, stage: II, stage_on: 100 d ago           metastatic: true
        colorectal.colon, m: 0, stage_on: 100 d ago                metastatic: true
        colorectal.colon, stage: II, stage_on: 200 d ago           metastatic: true
        colorectal.colon, stage: II                                metastatic: true
        colorectal.colon, m: X, stage_on: 100 d ago                metastatic: true
        colorectal.colon, stage: II, stage_on: 100 d ago ; breast  metastatic: true
        """,
        answer=["no", "no", "not known", "not known", "not known", "not known"],
        shows=["stage II", "M0", "stage II", "stage II", "MX", "stage II"],
    )


def test_a_lymph_node_may_be_regional_or_distant(spec):
    """A lymph node that is not said to be regional or distant leaves the spread open: it depends on the tumour"""
    spec(
        """
        primaries  metastases           condition
        breast     axillary-lymph-node  metastatic: true
        breast     distant-lymph-node   metastatic: true
        breast     regional-lymph-node  metastatic: true
        """,
        answer=["not known", "yes", "not known"],
        shows=["axillary lymph node", "distant lymph node", ""],
    )
