"""Refractory: progression during the treatment or within 4 weeks of its last dose (the older platinum definition,
PMID 24607285). Resistant: within the time the condition gives.
"""

title = "How the illness answered"
order = 9
reads = "conditions"


def test_refractory(spec):
    """Refractory: the line ended for progression, or the illness grew within 28 days of its last dose"""
    spec(
        """
        lines                                        imaging         condition
        cisplatin, ended: progression                -               refractory: {class: platinum}
        cisplatin, 2026-01-05, ended_on: 2026-05-01  PD, 2026-05-29  refractory: {class: platinum}
        cisplatin, 2026-01-05, ended_on: 2026-05-01  PD, 2026-05-30  refractory: {class: platinum}
        cisplatin, 2026-01-05, ended_on: 2026-05     PD, 2026-05-28  refractory: {class: platinum}
        cisplatin, 2026-01-05, ended_on: 2026-05     PD, 2026-05-30  refractory: {class: platinum}
        cisplatin, 2026-01-05, ended_on: 2026-05-01  SD, 2026-06-15  refractory: {class: platinum}
        cisplatin, 2026-01-05, ended_on: 2026-05-01  SD, 2026-05-15  refractory: {class: platinum}
        cisplatin, 2026-01-05, ended_on: 2026-05-01  -               refractory: {class: platinum}
        """,
        answer=["yes", "yes", "no", "yes", "not known", "no", "not known", "not known"],
        to_settle=[
            "",
            "",
            "",
            "",
            "date the progression and the last dose",
            "",
            "date the progression and the last dose",
            "date the progression and the last dose",
        ],
    )


def test_refractory_while_it_is_given(spec):
    """During the treatment: growth says yes, a response or stability no, and nothing seen is not known"""
    spec(
        """
        lines                           imaging         condition
        cisplatin, 2026-08-05, ongoing  PD, 2026-11-02  refractory: {class: platinum}
        cisplatin, 2026-08-05, ongoing  SD, 2026-11-02  refractory: {class: platinum}
        cisplatin, 2026-08-05, ongoing  PD, 2026-07-02  refractory: {class: platinum}
        cisplatin, 2026-08-05, ongoing  -               refractory: {class: platinum}
        """,
        answer=["yes", "no", "not known", "not known"],
    )


def test_resistant_asks_for_its_own_time(spec):
    """Resistant: the same within the time that is asked; never given is no, and silence about it not known"""
    spec(
        """
        lines                                        imaging         treatment_history  condition
        cisplatin, 2025-01-05, ended_on: 2025-05-01  PD, 2025-09-15  -                  resistant: {class: platinum, within: 6 mo}
        cisplatin, 2025-01-05, ended_on: 2025-05-01  PD, 2026-01-15  -                  resistant: {class: platinum, within: 6 mo}
        docetaxel                                    -               complete           resistant: {class: platinum, within: 6 mo}
        docetaxel                                    -               -                  resistant: {class: platinum, within: 6 mo}
        """,
        answer=["yes", "no", "no", "not known"],
        to_settle=["", "", "", "confirm the complete list of treatments received"],
    )


def test_given_in_no_recorded_line(spec):
    """A treatment stated given, in no recorded line, does not say how it went"""
    spec(
        """
        exposures              condition
        cisplatin, given       refractory: {class: platinum}
        platinum, never given  refractory: {class: platinum}
        """,
        answer=["not known", "no"],
        shows=["cisplatin", "platinum-based chemotherapy: never received, stated"],
    )


def test_progression_now(spec):
    """Progressing now: the latest assessment says so and nothing was begun since; older than 90 days it does not say"""
    spec(
        """
        lines                                      imaging         condition
        cisplatin, 2026-01-05, ended: progression  -               progression: now
        -                                          PD, 2026-11-02  progression: now
        -                                          SD, 2026-11-02  progression: now
        -                                          SD, 2026-07-02  progression: now
        cisplatin, 2026-11-10, ongoing             PD, 2026-11-02  progression: now
        -                                          -               progression: now
        """,
        answer=["yes", "yes", "no", "not known", "not known", "not known"],
    )


def test_best_response(spec):
    """The best response of the last line, or of the last line with that class; lines are ordered by date, then number"""
    spec(
        """
        lines                                                                                    condition
        docetaxel, 2025-01, best_response: PR ; cisplatin, 2026-01-05, best_response: PD         response: {best: [CR, PR]}
        docetaxel, 2025-01, best_response: PR ; cisplatin, 2026-01-05, best_response: PD         response: {best: [CR, PR], class: taxane}
        docetaxel, number: 1, best_response: PR ; cisplatin, 2026, number: 2, best_response: PD  response: PD
        docetaxel, 2025-01-05, best_response: NE                                                 response: {best: [CR, PR]}
        docetaxel, 2025-01-05                                                                    response: {best: [CR, PR]}
        -                                                                                        response: {best: [CR, PR]}
        """,
        answer=["no", "yes", "yes", "not known", "not known", "not known"],
    )


def test_local_treatments(spec):
    """A local treatment that is recorded was done; one that is not recorded is not known"""
    spec(
        """
        local_treatments                  condition
        surgery, liver                    local: {kind: surgery, site: liver}
        stereotactic-radiotherapy, brain  local: {kind: radiotherapy, site: brain}
        radiotherapy, brain               local: {kind: stereotactic-radiotherapy}
        surgery                           local: {kind: surgery, site: liver}
        surgery, target: primary          local: {target: primary}
        -                                 local: {kind: surgery}
        """,
        answer=["yes", "yes", "not known", "not known", "yes", "not known"],
    )
