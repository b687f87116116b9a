"""HER2 low is IHC 1+ or 2+ without amplification, ultralow IHC 0 with membrane staining (Bagegni 2025, Cancers,
article 4021, abstract seen). A breast cancer is hormone-receptor positive when either receptor is.
"""

title = "Markers of the tumour"
order = 7
reads = "conditions"


def test_the_latest_result_counts(spec):
    """The latest result counts; `any_time` accepts any result ever"""
    spec(
        """
        markers                                              condition
        er, positive, 2022-03-01 ; er, negative, 2026-05-04  marker: {marker: er, is: positive}
        er, positive, 2022-03-01 ; er, negative, 2026-05-04  marker: {marker: er, is: positive, any_time: true}
        er, negative, 2026-05-04                             marker: {marker: er, is: negative}
        -                                                    marker: {marker: er, is: positive}
        """,
        answer=["no", "yes", "yes", "not known"],
        to_settle=["", "", "", "test: oestrogen receptor"],
    )


def test_an_earlier_result_that_leaves_it_open(spec):
    """With `any_time`, an earlier 'negative' that may have been low keeps the question open"""
    spec(
        """
        markers                                                               condition
        her2, negative, 2019-03-01 ; her2, zero, 2026-05-04                   marker: {marker: her2, is: low, any_time: true}
        her2, negative, 2019-03-01 ; her2, zero, 2026-05-04                   marker: {marker: her2, is: low}
        her2, positive, 2019-03-01 ; her2, zero, 2026-05-04                   marker: {marker: her2, is: low, any_time: true}
        pd-l1-tps, number: 60, 2024-05-01 ; pd-l1-tps, number: 5, 2026-05-01  marker: {marker: pd-l1-tps, at_least: 50, any_time: true}
        """,
        answer=["not known", "no", "no", "yes"],
    )


def test_two_results_of_one_day(spec):
    """Two results of one day that disagree settle nothing, and say so"""
    spec(
        """
        markers                                              condition
        er, positive, 2026-05-04 ; er, negative, 2026-05-04  marker: {marker: er, is: positive}
        er, positive, 2026-05-04 ; er, negative, 2026-05-04  marker: {marker: er, is: [positive, negative]}
        """,
        answer=["not known", "yes"],
        note=[
            "the latest results disagree: check them",
            "the latest results disagree: check them",
        ],
    )


def test_her2_negative_alone_says_only_not_positive(spec):
    """HER2 'negative' says that it is not positive; low, ultralow and zero stay open"""
    spec(
        """
        markers         condition
        her2, negative  marker: {marker: her2, is: positive}
        her2, negative  marker: {marker: her2, is: negative}
        her2, negative  marker: {marker: her2, is: [negative, low, ultralow]}
        her2, negative  marker: {marker: her2, is: [low, ultralow, zero]}
        her2, negative  marker: {marker: her2, is: [low, ultralow]}
        her2, negative  marker: {marker: her2, is: zero}
        """,
        answer=["no", "yes", "yes", "yes", "not known", "not known"],
        to_settle=[
            "",
            "",
            "",
            "",
            "detailed HER2 score by immunohistochemistry (0, ultralow, 1+)",
            "detailed HER2 score by immunohistochemistry (0, ultralow, 1+)",
        ],
    )


def test_her2_low_is_also_negative(spec):
    """HER2 low, ultralow and zero are also 'negative', and each is only itself"""
    spec(
        """
        markers         condition
        her2, low       marker: {marker: her2, is: negative}
        her2, low       marker: {marker: her2, is: [low, ultralow]}
        her2, ultralow  marker: {marker: her2, is: low}
        her2, zero      marker: {marker: her2, is: [low, ultralow]}
        her2, positive  marker: {marker: her2, is: [negative, low, ultralow, zero]}
        """,
        answer=["yes", "yes", "no", "no", "no"],
    )


def test_her2_by_immunohistochemistry_and_in_situ_hybridisation(spec):
    """HER2 is read from IHC and ISH: 3+ or amplified is positive; 1+, or 2+ not amplified, is low; 2+ alone is open"""
    spec(
        """
        markers                                 condition
        her2-ihc, 3+                            marker: {marker: her2, is: positive}
        her2-ihc, 2+ ; her2-ish, amplified      marker: {marker: her2, is: positive}
        her2-ihc, 2+ ; her2-ish, not-amplified  marker: {marker: her2, is: low}
        her2-ihc, 2+                            marker: {marker: her2, is: positive}
        her2-ihc, 2+                            marker: {marker: her2, is: zero}
        her2-ihc, 1+                            marker: {marker: her2, is: [low, ultralow]}
        her2-ihc, negative                      marker: {marker: her2, is: positive}
        her2-ihc, negative                      marker: {marker: her2, is: low}
        her2-ish, not-amplified                 marker: {marker: her2, is: positive}
        """,
        answer=["yes", "yes", "yes", "not known", "no", "yes", "no", "not known", "not known"],
    )


def test_her2_zero_by_immunohistochemistry(spec):
    """IHC 0 is negative and not low; whether ultralow stays open until it is stated"""
    spec(
        """
        markers                       condition
        her2-ihc, 0                   marker: {marker: her2, is: low}
        her2-ihc, 0                   marker: {marker: her2, is: ultralow}
        her2-ihc, 0                   marker: {marker: her2, is: [low, ultralow]}
        her2-ihc, 0                   marker: {marker: her2, is: negative}
        her2-ihc, 0 ; her2, ultralow  marker: {marker: her2, is: ultralow}
        her2-ihc, 0 ; her2, zero      marker: {marker: her2, is: ultralow}
        """,
        answer=["no", "not known", "not known", "yes", "yes", "no"],
    )


def test_her2_detail_narrows_the_stated_word(spec):
    """IHC narrows a stated 'negative'; where they exclude each other the newer counts, and of one day neither does"""
    spec(
        """
        markers                                                condition
        her2, negative, 2026-01-05 ; her2-ihc, 1+, 2025-12-20  marker: {marker: her2, is: low}
        her2, negative, 2026-01-05 ; her2-ihc, 0, 2025-12-20   marker: {marker: her2, is: low}
        her2, positive, 2021-01-05 ; her2-ihc, 1+, 2025-12-20  marker: {marker: her2, is: low}
        her2, positive, 2026-01-05 ; her2-ihc, 1+, 2025-12-20  marker: {marker: her2, is: positive}
        her2, positive, 2026-01-05 ; her2-ihc, 1+, 2026-01-05  marker: {marker: her2, is: low}
        """,
        answer=["yes", "no", "yes", "yes", "not known"],
    )


def test_hormone_receptors_follow_from_er_and_pr(spec):
    """Hormone receptors are positive when ER or PR is, negative when both are, else not known"""
    spec(
        """
        markers                      condition
        er, positive                 marker: {marker: hormone-receptors, is: positive}
        er, negative ; pr, positive  marker: {marker: hormone-receptors, is: positive}
        er, negative ; pr, negative  marker: {marker: hormone-receptors, is: negative}
        er, negative                 marker: {marker: hormone-receptors, is: negative}
        er, negative                 marker: {marker: hormone-receptors, is: positive}
        -                            marker: {marker: hormone-receptors, is: positive}
        """,
        answer=["yes", "yes", "yes", "not known", "not known", "not known"],
        note=[
            "hormone receptors taken from ER and PR",
            "hormone receptors taken from ER and PR",
            "hormone receptors taken from ER and PR",
            "",
            "",
            "",
        ],
    )


def test_er_and_pr_from_an_overall_result(spec):
    """An overall 'negative' answers for both receptors; an overall 'positive' only when the other one is negative"""
    spec(
        """
        markers                                     condition
        hormone-receptors, negative                 marker: {marker: er, is: positive}
        hormone-receptors, negative                 marker: {marker: pr, is: negative}
        hormone-receptors, positive                 marker: {marker: er, is: positive}
        hormone-receptors, positive ; pr, negative  marker: {marker: er, is: positive}
        hormone-receptors, positive ; er, negative  marker: {marker: er, is: positive}
        hormone-receptors, positive                 marker: {marker: hormone-receptors, is: positive}
        """,
        answer=["no", "yes", "not known", "yes", "no", "yes"],
    )


def test_msi_and_mmr_answer_for_each_other(spec):
    """MSI is read from MMR and the reverse when the one asked was not measured; a measured result always wins"""
    spec(
        """
        markers                    condition
        mmr, deficient             marker: {marker: msi, is: msi-high}
        mmr, proficient            marker: {marker: msi, is: msi-high}
        msi, msi-high              marker: {marker: mmr, is: deficient}
        msi, mss ; mmr, deficient  marker: {marker: msi, is: msi-high}
        -                          marker: {marker: msi, is: msi-high}
        """,
        answer=["yes", "no", "yes", "no", "not known"],
        note=[
            "MSI status taken from MMR status",
            "MSI status taken from MMR status",
            "MSI status taken from MMR status",
            "",
            "",
        ],
    )


def test_scores(spec):
    """A score is asked with limits; a word without its figure leaves them open, a figure without its word too"""
    spec(
        """
        markers                condition
        pd-l1-tps, number: 60  marker: {marker: pd-l1-tps, at_least: 50}
        pd-l1-tps, number: 50  marker: {marker: pd-l1-tps, above: 50}
        pd-l1-tps, number: 0   marker: {marker: pd-l1-tps, below: 1}
        pd-l1-tps, number: 10  marker: {marker: pd-l1-tps, at_least: 1, at_most: 49}
        er, positive           marker: {marker: er, at_least: 10}
        er, number: 80         marker: {marker: er, is: positive}
        pd-l1-cps, number: 60  marker: {marker: pd-l1-tps, at_least: 50}
        """,
        answer=["yes", "no", "yes", "yes", "not known", "not known", "not known"],
    )
