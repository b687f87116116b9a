"""What the two articles ask, row by row, as far as the plan goes: one test a row, on people anybody can open.

M: the article on metastatic cancer; C: the one on what to do when chemotherapy fails. Rows that live elsewhere (follow-up
at home, alerts, meetings, the registry of trials) are held by the tests of their own rooms.
"""

from __future__ import annotations

import msgspec
import pytest
from example_plans import EXAMPLES, ON, WISHES_TO_KNOW, case_from, case_of, every_plan, plan_of, with_facts
from orphans import leaf_proofs

from cordee import make_plan
from cordee.case import Case, PartialDate
from cordee.case.answer import Answer
from cordee.plan import Plan
from cordee.plan.cited import texts_of
from cordee.plan.document import Document
from cordee.plan.model import PlanOption
from cordee.plan.voices import Audience, document_for

KRAS = "colorectal-kras-g12c"
LIVER = "colorectal-liver-only"


def read(name: str, voice: Audience, section: str | None = None) -> str:
    """What that reader sees, in French and in English."""
    document: Document = document_for(plan_of(name), case_of(name), voice)
    parts = document.sections if section is None else [s for s in document.sections if s.id == section]
    return "\n".join(f"{t.words.fr}\n{t.words.en}" for t in texts_of(tuple(parts)))


def option(plan: Plan, id: str) -> PlanOption:
    return next(o for o in plan.options if o.id == id)


def test_m1_the_illness_as_it_is_and_in_plain_words() -> None:
    s = plan_of(KRAS).situation
    assert s.illness[0].words.en.startswith("colon cancer, adenocarcinoma, stage IV, diagnosed")
    assert s.illness[0].words.en.endswith("18 March 2024")
    assert [x.words.en for x in s.spread] == [
        "liver, since 18 March 2024",
        "peritoneum, since 10 February 2026",
    ]
    assert all(f.on for x in (*s.illness, *s.spread) for f in x.facts)
    told = read(KRAS, "person", "where")
    assert "Votre maladie\u202f: cancer du côlon." in told
    assert "Elle s’est étendue à d’autres endroits du corps\u202f: foie et" in told


def test_m1_what_was_looked_for_and_not_found_is_said_apart_from_what_nobody_looked_for() -> None:
    (absent,) = [x for x in plan_of("lung-egfr").situation.spread if x.id.startswith("metastasis.absent")]
    assert absent.words.en.startswith("brain: ")
    assert "brain" not in "".join(s.words.en for s in plan_of(KRAS).situation.spread)


def test_m2_systemic_and_local_treatments_each_with_aim_benefit_burden_and_evidence() -> None:
    families = {o.family for name in EXAMPLES for o in plan_of(name).options}
    assert families >= {
        "surgery", "ablation", "radiotherapy", "chemotherapy", "endocrine", "targeted", "immunotherapy", "radioligand",
        "antibody-drug-conjugate", "trial", "no-tumour-directed-treatment",
    }  # fmt: skip
    bone = option(plan_of("prostate-brca2"), "local.bone.radiotherapy-pain")
    assert (bone.verdict, bone.aim, bone.family) == (Answer.YES, "relieve", "radiotherapy")
    assert any(b.endpoint == "pain-relief" for b in bone.benefit)
    g12c = option(plan_of(KRAS), "colorectal.kras-g12c.sotorasib-panitumumab")
    assert g12c.aim == "control"
    assert any(b.endpoint == "progression-free-survival" and b.against for b in g12c.benefit)
    assert g12c.burden is not None
    assert g12c.evidence


def test_m3_no_treatment_of_the_tumour_is_a_full_option_with_its_own_plan() -> None:
    for name, plan in every_plan().items():
        (alone,) = [o for o in plan.options if o.family == "no-tumour-directed-treatment"]
        assert alone.verdict is Answer.YES, name
        assert len(alone.offers) >= 5, "a plan, not an empty list"
        assert alone.benefit, "what it brings is measured too"
        assert alone.ask, "whom to ask for it"
    frail = make_plan(case_of("lung-frail-86"), on=ON, priority="comfort")
    assert [o.id for o in frail.options][:3].count("best-supportive-care.alone") == 1


def test_m4_the_door_to_cure_is_found_and_says_what_to_ask_whom() -> None:
    plan = plan_of(LIVER)
    door = next(e for e in plan.exceptions if e.id == "exception.colorectal.liver-resectable")
    assert door.verdict is Answer.UNKNOWN
    open_ = [p for p in leaf_proofs(door.proof) if p.answer is Answer.UNKNOWN]
    assert [p.settle.key for p in open_ if p.settle] == ["judged:liver-metastases-resectable"]
    assert "chirurgien du foie" in door.ask.fr
    assert door.name.fr in read(LIVER, "person", "possible")
    assert "judged:liver-metastases-resectable" in {f.key for f in plan.to_find_out}


def test_m4_a_door_is_never_left_open_by_mistake() -> None:
    """Twelve bone lesions and nodes from a prostate: nothing here is few or removable."""
    assert plan_of("prostate-brca2").exceptions == ()


def test_m5_survival_is_a_range_from_the_clinicians_median_and_only_when_the_person_wishes() -> None:
    wishing = with_facts(case_of(KRAS), WISHES_TO_KNOW)
    assert make_plan(case_of(KRAS), on=ON, median_months=12).survival is None
    assert make_plan(wishing, on=ON).survival is None
    shown = make_plan(wishing, on=ON, median_months=12).survival
    assert shown is not None
    assert shown.worst[1] < shown.typical[0] < shown.typical[1] < shown.best[0]


@pytest.mark.parametrize("median", [0, -3, 601, float("nan"), float("inf")])
def test_m5_a_median_that_is_none_is_refused(median: float) -> None:
    with pytest.raises(ValueError, match="median"):
        make_plan(Case(), on=ON, median_months=median)


def test_m6_questions_for_the_next_talk_are_this_persons_own() -> None:
    asked = {name: [q.id for q in plan_of(name).questions] for name in EXAMPLES}
    assert all(asked.values())
    assert asked[KRAS][:6] != asked["prostate-brca2"][:6]
    told = read(KRAS, "person", "questions")
    assert "fourmillements" in told, "her fingers are numb"
    assert "fourmillements" not in read("lung-kras", "person", "questions")


def test_m7_support_in_four_dimensions_for_everyone() -> None:
    for name in EXAMPLES:
        met = {s.dimension for s in plan_of(name).support if s.verdict is Answer.YES}
        assert met == {"physical", "emotional", "social", "spiritual"}, name
    needs = [s for s in plan_of(KRAS).support if s.facts]
    assert any("fatigue" in f.words.en for s in needs for f in s.facts), (
        "a need that she told of comes with her words"
    )


def test_m9_wishes_goals_and_steps_of_planning_ahead_stand_where_they_count() -> None:
    name = "lung-frail-86"
    wishes = [w.words.fr for w in plan_of(name).situation.wishes]
    assert "confort avant tout" in wishes
    assert any(w.startswith("personne de confiance désignée") for w in wishes)
    assert any(w.startswith("lieu de vie souhaité exprimé") for w in wishes)
    told = read(name, "person", "matters").lower()
    assert all(wish.lower() in told for wish in wishes)
    header = document_for(plan_of(name), case_of(name), "clinician").facts
    assert "confort avant tout" in "\n".join(t.words.fr for t in texts_of(header))
    silent = plan_of("mcode-record")
    assert silent.situation.wishes[0].unknown
    assert any(t.calls_for == "advance-care-planning" and t.verdict is Answer.YES for t in silent.triggers)


def test_m10_published_triggers_call_palliative_care_in_early() -> None:
    met = {t.id: t for t in plan_of(KRAS).triggers if t.verdict is Answer.YES}
    second = met["palliative.progression-after-second-line"]
    assert (second.kind, second.calls_for) == ("major", "palliative-care")
    assert second.sources
    facts = [f for leaf in leaf_proofs(second.proof) for f in leaf.facts]
    assert facts
    assert "palliative.progression-after-second-line" not in {
        t.id for t in plan_of("lung-kras").triggers if t.verdict is Answer.YES
    }, "one line only"


def test_c1_failure_is_recognised_line_by_line_with_its_evidence() -> None:
    failures = plan_of(KRAS).failures
    assert failures.chemotherapy_failed is Answer.YES
    assert [(line.number, line.failed) for line in failures.lines] == [(1, Answer.YES), (2, Answer.YES)]
    evidence = " ".join(e.words.en for e in failures.lines[1].evidence)
    assert "PD, 12 November 2026" in evidence
    assert "+31.2% / nadir" in evidence
    assert plan_of(KRAS).situation.progression.words.en == "the illness is progressing (12 November 2026)"
    assert "Ce n’est pas votre faute." in read(KRAS, "person", "done")
    assert plan_of("incomplete-record").failures.chemotherapy_failed is Answer.UNKNOWN
    assert plan_of(LIVER).failures.chemotherapy_failed is Answer.NO


def test_c2_a_toxicity_is_graded_linked_to_its_drug_and_weighed() -> None:
    """A colitis of grade 4 on ipilimumab: every option of the kind warns of it, citing it, and none is open."""
    plan = plan_of("melanoma-colitis")
    said = [x.words.en for x in plan.situation.condition if x.id.startswith("toxicity")]
    assert any("colitis" in words and "4" in words and "ipilimumab" in words for words in said)
    warned = [
        o for o in plan.options
        if any(
            "colitis" in f.words.en
            for c in o.cautions if c.verdict is Answer.YES for leaf in leaf_proofs(c.proof) for f in leaf.facts
        )
    ]  # fmt: skip
    assert {o.family for o in warned} >= {"immunotherapy"}
    assert all(o.verdict is not Answer.YES for o in plan.options if o.family == "immunotherapy")
    assert [line.outcomes[0] for line in plan.failures.lines] == ["toxicity"]
    assert "ses effets étaient trop lourds" in read("melanoma-colitis", "person", "done")


def test_c3_what_the_meeting_should_look_at_again_is_in_one_list() -> None:
    """Every option of the illness, open or closed, is there for the meeting, and what is missing comes heaviest first."""
    plan = plan_of(KRAS)
    assert {o.verdict for o in plan.options} == {Answer.YES, Answer.NO, Answer.UNKNOWN}
    shown = read(KRAS, "clinician", "options")
    assert all(o.name.fr in shown for o in plan.options)
    assert plan.to_find_out[0].weight == max(f.weight for f in plan.to_find_out)


def test_c4_local_treatments_come_with_their_conditions() -> None:
    local = [o for o in plan_of(LIVER).options if o.family in ("surgery", "ablation", "radiotherapy")]
    assert any(o.aim == "cure" and o.verdict is Answer.UNKNOWN for o in local)
    for o in local:
        assert list(leaf_proofs(o.proof)), o.id


def test_c5_an_anomaly_opens_its_therapies_and_a_missing_test_says_which_door_it_would_open() -> None:
    opened = {o.id for o in plan_of("prostate-brca2").options if o.verdict is Answer.YES}
    assert {"prostate.mcrpc.brca.olaparib", "prostate.mcrpc.brca.rucaparib"} <= opened
    untested = msgspec.structs.replace(case_of("prostate-brca2"), alterations=(), panels=())
    plan = make_plan(untested, on=ON)
    olaparib = option(plan, "prostate.mcrpc.brca.olaparib")
    assert (olaparib.verdict, olaparib.to_settle) == (Answer.UNKNOWN, ("gene",))
    gene = next(f for f in plan.to_find_out if f.key == "gene")
    assert olaparib.id in gene.opens
    assert "BRCA2" in " ".join(w.en for w in gene.details)
    assert all(e.source in {s.id for s in plan.sources} for e in olaparib.evidence)


def test_c6_trials_are_options_and_an_empty_store_is_said() -> None:
    plan = plan_of(KRAS)
    assert plan.trials == ()
    assert any(o.family == "trial" and o.verdict is Answer.YES for o in plan.options)
    assert "Aucun registre d’essais n’est chargé." in read(KRAS, "clinician", "trials")


def test_c7_the_persons_priority_orders_the_view_and_a_refusal_is_kept() -> None:
    name = "breast-refusal"
    refused = [o for o in plan_of(name).options if o.refused]
    assert refused
    assert all(o.refused and o.refused.words.fr == "ne souhaite pas\u202f: chimiothérapie" for o in refused)
    by_mouth = make_plan(case_of(name), on=ON, priority="staying-home")
    first = next(o for o in by_mouth.options if not o.refused)
    assert first.burden is not None
    assert set(first.burden.route) <= {"oral", "none"}


def test_c8_symptoms_bring_their_support_and_self_care() -> None:
    case = case_from(
        """
        person: {born: 1961-05-02, sex: female, country: FR}
        primary: {cancer: colorectal.colon, diagnosed: 2024-03-18}
        symptoms:
          - {symptom: pain, score: 7, reporter: person, on: 2026-11-18}
          - {symptom: fatigue, score: 6, reporter: person, on: 2026-11-18}
        """
    )
    pain = [s for s in make_plan(case, on=ON).support if any("pain" in f.words.en for f in s.facts)]
    tired = [s for s in make_plan(case, on=ON).support if any("fatigue" in f.words.en for f in s.facts)]
    assert pain
    assert tired
    assert any(s.self_care for s in tired)
    without = make_plan(msgspec.structs.replace(case, symptoms=()), on=ON)
    told_of = {s.id for s in (*pain, *tired)}
    assert not [s.id for s in without.support if s.id in told_of and s.verdict is Answer.YES and s.facts]
    assert any(s.name for s in without.support if s.verdict is Answer.YES), "offered to everyone all the same"


def test_an_old_plan_is_made_of_what_was_known_then() -> None:
    """On 1 April 2025 her second line had just begun: no second failure, no spread to the peritoneum."""
    plan = make_plan(case_of(KRAS), on=PartialDate("2025-04-01").earliest)
    assert plan.failures.lines[0].failed is Answer.YES
    assert plan.failures.lines[1].failed is not Answer.YES
    assert "peritoneum" not in " ".join(s.words.en for s in plan.situation.spread)
