"""What must hold of RECIST for any course of visits."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cordee.case import Imaging, Lesion, PartialDate
from cordee.response.best_response import best_overall_response
from cordee.response.irecist import assess_immune
from cordee.response.recist import assess

DAY_0 = date(2026, 1, 5)
sizes = st.one_of(st.none(), st.integers(0, 80).map(float))
states = st.sampled_from(("present", "absent", "unequivocal-progression", "not-evaluable", None))


@st.composite
def courses(draw) -> tuple[Imaging, ...]:
    targets = [(f"T{i}", draw(st.booleans())) for i in range(draw(st.integers(0, 3)))]
    others = [f"N{i}" for i in range(draw(st.integers(0, 2)))]
    visits = []
    for i in range(draw(st.integers(1, 5))):
        lesions = [
            Lesion(
                lesion=name,
                role="target",
                node=node,
                diameter_mm=draw(st.integers(10, 80).map(float) if i == 0 else sizes),
            )
            for name, node in targets
        ]
        lesions += [
            Lesion(lesion=name, role="non-target", state="present" if i == 0 else draw(states))
            for name in others
        ]
        if i and draw(st.booleans()):
            state = draw(st.sampled_from(("present", "equivocal", "absent")))
            lesions.append(Lesion(lesion="X", role="new", state=state))
        visits.append(Imaging(on=PartialDate.of(DAY_0 + timedelta(days=42 * i)), lesions=tuple(lesions)))
    return tuple(visits)


def codes(course):
    return [visit.overall for visit in assess(course)]


@given(courses(), st.randoms(use_true_random=False))
def test_order_of_lesions_is_irrelevant(course, random):
    shuffled = []
    for visit in course:
        lesions = list(visit.lesions)
        random.shuffle(lesions)
        shuffled.append(msgspec.structs.replace(visit, lesions=tuple(lesions)))
    before = [msgspec.structs.replace(a, visit=Imaging()) for a in assess(course)]
    after = [msgspec.structs.replace(a, visit=Imaging()) for a in assess(shuffled)]
    assert before == after


@given(courses(), st.data())
def test_a_new_lesion_beyond_doubt_is_always_progression(course, data):
    if len(course) == 1:
        return
    i = data.draw(st.integers(1, len(course) - 1))
    added = msgspec.structs.replace(
        course[i], lesions=(*course[i].lesions, Lesion(lesion="added", role="new", state="present"))
    )
    assert assess((*course[:i], added, *course[i + 1 :]))[i].overall == "PD"


@given(courses())
def test_a_doubtful_new_lesion_changes_no_response(course):
    doubtful = Lesion(lesion="doubt", role="new", state="equivocal")
    with_doubt = [
        course[0],
        *[msgspec.structs.replace(v, lesions=(*v.lesions, doubtful)) for v in course[1:]],
    ]
    assert codes(course) == codes(with_doubt)


@given(courses())
def test_the_past_does_not_depend_on_the_future(course):
    whole = codes(course)
    assert all(codes(course[:n]) == whole[:n] for n in range(1, len(course) + 1))


@given(courses(), st.sampled_from((2.0, 4.0, 8.0)))
def test_larger_scale_keeps_percentages_and_never_undoes_progression(course, factor):
    """Percentages do not change with scale; only the absolute 5 mm can newly be reached. Nodes have limits in
    mm: none here.
    """
    plain = [
        msgspec.structs.replace(v, lesions=tuple(msgspec.structs.replace(x, node=False) for x in v.lesions))
        for v in course
    ]
    scaled = [
        msgspec.structs.replace(
            v,
            lesions=tuple(
                msgspec.structs.replace(
                    x, diameter_mm=None if x.diameter_mm is None else x.diameter_mm * factor
                )
                for x in v.lesions
            ),
        )
        for v in plain
    ]
    for before, after in zip(assess(plain), assess(scaled), strict=True):
        assert before.from_nadir_percent == after.from_nadir_percent
        assert before.target == after.target or (before.target, after.target) in {
            ("SD", "PD"),
            ("PR", "PD"),
            ("NE", "PD"),
        }


@given(courses())
def test_what_is_not_measured_is_never_stable(course):
    for visit in assess(course)[1:]:
        targets = {x.lesion for x in course[0].lesions if x.role == "target"}
        measured = {x.lesion for x in visit.visit.lesions if x.diameter_mm is not None}
        if targets - measured:
            assert visit.target in ("NE", "PD")
            assert visit.overall in ("NE", "PD")


@given(courses())
def test_best_response_is_no_better_when_confirmation_is_asked(course):
    order = ["CR", "PR", "SD", "NON-CR/NON-PD", "PD", "NE"]
    visits = assess(course)
    confirmed = best_overall_response(visits, min_sd_days=0).response
    free = best_overall_response(visits, min_sd_days=0, confirmation_days=None).response
    assert order.index(free) <= order.index(confirmed)


@given(courses())
def test_immune_progression_only_where_recist_sees_it_and_first_unconfirmed(course):
    immune = assess_immune(course)
    labels = [a.response for a in immune]
    first = next((i for i, label in enumerate(labels) if label in ("iUPD", "iCPD")), None)
    if first is not None:
        assert labels[first] == "iUPD"
        assert immune[first].recist.overall == "PD"
    if "iCPD" in labels:
        assert set(labels[labels.index("iCPD") :]) == {"iCPD"}


@given(courses())
def test_every_judged_visit_gives_its_reasons_in_both_languages(course):
    for visit in assess(course)[1:]:
        assert visit.reasons
        assert all(r.words.fr and r.words.en and r.source for r in (*visit.reasons, *visit.warnings))
