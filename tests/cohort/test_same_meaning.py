"""A sweep says what `explain` says: of slices, of leaves, of trees, person by person."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from drawn_people import FORMS, criteria, people
from generated_case import TODAY
from generated_condition import LEAF_FORMS, parsed
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.case import Alteration, Case, Lab, LineOfTherapy, PartialDate
from cordee.cohort import Cohort, sweep
from cordee.cohort.aspect import slice_of
from cordee.cohort.aspects import ASPECTS, aspect
from cordee.cohort.index import index
from cordee.cohort.narrowing import NARROWINGS
from cordee.cohort.slice_view import SliceView
from cordee.criteria import CaseView, answer, explain
from cordee.criteria.tree import LEAVES


def quick(examples: int) -> settings:
    # A drawn cohort is large: looking for a smaller one that fails would take longer than reading the first.
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )


def cohort_of(cases: list[Case]) -> Cohort:
    return Cohort.from_cases(((f"p{i}", case) for i, case in enumerate(cases)), TODAY, chunk=64)


def test_every_family_says_what_it_looks_at() -> None:
    assert set(ASPECTS) == set(LEAVES) == set(LEAF_FORMS)


@pytest.mark.parametrize("family", sorted(LEAVES))
@seed(3)
@quick(6)
@given(st.data())
def test_a_slice_holds_all_that_a_condition_looks_at(family: str, data: st.DataObject) -> None:
    cases = data.draw(people(40))
    for leaf in [parsed({family: data.draw(FORMS[family])}) for _ in range(6)]:
        what = aspect(leaf)
        for case in cases:
            view = CaseView(case, TODAY, TINY)
            small = SliceView(slice_of(view.case, what, TODAY, TINY), TODAY, TINY)
            assert leaf.find(small).answer is leaf.find(view).answer


@pytest.mark.parametrize("family", sorted(LEAVES))
@seed(4)
@quick(4)
@given(st.data())
def test_an_index_groups_people_by_their_slices(family: str, data: st.DataObject) -> None:
    cases = data.draw(people(90))
    cohort = cohort_of(cases)
    for leaf in [parsed({family: data.draw(FORMS[family])}) for _ in range(3)]:
        what = aspect(leaf)
        made = index(cohort, what, TINY)
        for p, case in enumerate(cases):
            expected = slice_of(CaseView(case, TODAY, TINY).case, what, TODAY, TINY)
            (view,) = (made.views[v] for v in made.values_of(p, cohort.chunk))
            if (
                what.own is not None and what.own.feature
            ):  # one person stands for others with the same features
                assert leaf.find(view).answer is leaf.find(SliceView(expected, TODAY, TINY)).answer
            else:
                assert view.case == unsourced(expected)


@pytest.mark.parametrize("family", sorted(NARROWINGS))
@seed(6)
@quick(10)
@given(st.data())
def test_asking_one_of_facts_alike_answers_for_all(family: str, data: st.DataObject) -> None:
    cohort = cohort_of(data.draw(people(90)))
    for leaf in [parsed({family: data.draw(FORMS[family])}) for _ in range(6)]:
        made = index(cohort, aspect(leaf), TINY)
        codes = {"unknown": 0, "yes": 1, "no": 2}
        assert made.answers(leaf).tolist() == [codes[leaf.find(view).answer.value] for view in made.views]


def unsourced(case: Case) -> Case:
    """Slices hold no sources: they stand here so that a comparison that meets one fails."""
    assert all(fact.source.ref == "" for fact in case.facts() if fact is not case.person)
    return case


def test_a_day_more_than_the_limit_is_another_slice() -> None:
    """Default freshness of a laboratory value is 90 days (`DEFAULT_FRESHNESS_DAYS`)."""
    ages = (0, 1, 89, 90, 91, 92, 400)
    cases = [
        Case(labs=(Lab(analyte="psa", value=4.0, on=PartialDate.of(TODAY - timedelta(age))),)) for age in ages
    ]
    answers = sweep(cohort_of(cases), [parsed({"lab": {"analyte": "psa", "at_least": "3 ng/mL"}})], TINY)
    assert [answers.answer(0, p).value for p in range(len(ages))] == ["yes"] * 4 + ["unknown"] * 3


def test_a_line_of_other_drugs_tells_when_an_undated_one_began() -> None:
    """Line 5 has no date; line 6, of another drug, began in 2019: so line 5 came before 2020 and is not the last."""
    lines = (
        LineOfTherapy(drugs=("paclitaxel",), number=1, on=PartialDate("2020"), best_response="CR"),
        LineOfTherapy(drugs=("paclitaxel",), number=5, best_response="PD"),
        LineOfTherapy(drugs=("cisplatin",), number=6, on=PartialDate("2019"), best_response="SD"),
    )
    leaf = parsed({"response": {"best": "CR", "drug": "paclitaxel"}})
    assert sweep(cohort_of([Case(lines=lines)]), [leaf], TINY).answer(0, 0).value == "yes"
    assert sweep(cohort_of([Case(lines=lines[:2])]), [leaf], TINY).answer(0, 0).value == "no"


def test_families_that_share_an_index_are_asked_apart() -> None:
    """'alteration' and 'wild_type' look at the same slices; what is kept between leaves must not pass from one to the other."""
    kinds = ("mutation", "amplification", "fusion", "deletion", "skipping", None)
    found = [
        Case(alterations=(Alteration(gene="EGFR", kind=kind, origin=origin, protein_change=change),))
        for kind in kinds
        for origin in (None, "germline")
        for change in (None, "L858R", "T790M")
    ]
    asked = [parsed({"wild_type": "EGFR"}), parsed({"alteration": {"gene": "EGFR"}})]
    for leaves in (asked, asked[::-1]):
        answers = sweep(cohort_of(found), leaves, TINY)
        for p, case in enumerate(found):
            view = CaseView(case, TODAY, TINY)
            assert [answers.answer(t, p) for t in (0, 1)] == [leaf.find(view).answer for leaf in leaves]


@seed(8)
@quick(6)
@given(st.data())
def test_what_one_gene_was_told_answers_for_another_only_where_all_is_alike(data: st.DataObject) -> None:
    cases = data.draw(people(90))
    cohort = cohort_of(cases)
    drawn = [data.draw(FORMS["alteration"]) for _ in range(2)]
    kinds = [{"kind": ["mutation"]}, {"origin": "germline"}, {"pathogenic": True}, {"exon": 19}]
    forms = [{}, *kinds, *drawn, *({**one, **form} for one in drawn for form in kinds)]
    genes = sorted({a.gene for case in cases for a in case.alterations})
    for form in forms:
        for gene in genes:
            leaf = parsed({"alteration": {**form, "gene": gene}})
            made = index(cohort, aspect(leaf), TINY)
            codes = {"unknown": 0, "yes": 1, "no": 2}
            assert made.answers(leaf).tolist() == [codes[leaf.find(view).answer.value] for view in made.views]


PAIRS: Counter[str] = Counter()


@seed(3)
@quick(45)
@given(st.data())
def test_a_sweep_answers_as_explain_does(data: st.DataObject) -> None:
    cases, trees = data.draw(people(130)), data.draw(criteria(120))
    answers = sweep(cohort_of(cases), trees, TINY)
    for p, case in enumerate(cases):
        view = CaseView(case, TODAY, TINY)
        for t, tree in enumerate(trees):
            said = answer(tree, view)
            assert answers.answer(t, p) is said
            PAIRS[said.value] += 1
            if (p + t) % 16 == 0:
                assert explain(tree, view).answer is said


def test_more_than_a_hundred_thousand_pairs_were_compared() -> None:
    assert sum(PAIRS.values()) >= 100_000
    assert min(PAIRS[a] for a in ("yes", "no", "unknown")) >= 10_000
