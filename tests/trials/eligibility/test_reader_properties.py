"""Whatever the text: no exception, spans that tile it, the same answer twice, time that grows with its length."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, leaves
from cordee.terms import load_terms
from cordee.trials.eligibility import EligibilityReading, read_eligibility

TERMS = load_terms()
# Words the grammar knows, so that drawn texts go deep into it.
KNOWN = """Inclusion Criteria:|Exclusion Criteria:|Key Exclusion Criteria (Cohort A):|Exclude - * |* |1. |- |\n|\n|; |. |, |:|(|)|/|
or|and|and/or|no|not|unless|except|if|without|with|of|the|patients|participants who|has|received|prior|previous|history of|known|
active|symptomatic|untreated|brain metastases|CNS|liver metastases|hepatitis B|HBV|HIV infection|ILD|pneumonitis|tests|s|
haemoglobin|ANC|platelets|AST|ALT|total bilirubin|creatinine clearance|ULN|≥|≤|>|<|at least|1.5 x ULN|100 x 10^9/L|9 g/dL|1,500/mm3|
ECOG|performance status|0|1|2|Karnofsky|70%|aged|18 years|28 days|within|of the first dose|whichever is longer|half-lives|
NSCLC|non-small cell lung cancer|melanoma|breast cancer|stage III|IV|metastatic|locally advanced|histologically|confirmed|
EGFR|KRAS|G12C|exon 19 deletion|L858R|mutation|fusion|HER2|-positive|-negative|PD-L1|TPS|MSI-H|dMMR|chemotherapy|platinum|
osimertinib|lines of therapy|progressed on|pregnant|breastfeeding|negative pregnancy test|grade 2|peripheral neuropathy|
the following:|one of the following:|Cohort B:|however|are eligible|is allowed|{cond:hiv}|{|}|@|~|\\|e.g.|i.e.""".replace(
    "|\n", "|"
).split("|")

texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(KNOWN), max_size=120).map(" ".join),
    st.lists(st.one_of(st.sampled_from(KNOWN), st.text(max_size=8)), max_size=80).map("".join),
)


@given(texts)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_any_text_is_read_and_its_spans_tile_it(text: str) -> None:
    reading = read_eligibility(text, TERMS)
    assert isinstance(reading, EligibilityReading)
    at = 0
    for span in reading.spans:
        assert span.start == at
        assert span.start < span.end
        assert span.text == text[span.start : span.end]
        at = span.end
    assert at == len(text)


@given(texts)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_same_text_is_read_the_same(text: str) -> None:
    assert read_eligibility(text, TERMS) == read_eligibility(text, load_terms())


def test_an_empty_text_asks_nothing() -> None:
    assert read_eligibility("", TERMS) == EligibilityReading((), All())


def test_what_is_not_read_is_asked_in_its_own_words() -> None:
    reading = read_eligibility(
        "Inclusion Criteria:\n* Able to hold a conversation about clouds\n* Age ≥ 18 years\n", TERMS
    )
    assert [leaf.text for leaf in leaves(reading.criterion) if isinstance(leaf, StatedLeaf)] == [
        "Able to hold a conversation about clouds"
    ]


def _seconds(text: str) -> float:
    """The best of three, so that a pause of the machine counts for little."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        read_eligibility(text, TERMS)
        times.append(time.perf_counter() - start)
    return min(times)


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    page = (
        "Exclusion Criteria:\n"
        + "* Known HIV infection, heart failure or ECOG performance status of 2\n" * 100
    )
    _seconds(page)
    assert _seconds(page * 8) < 8 * 3 * _seconds(page)


def test_a_text_that_repeats_words_of_the_grammar_is_no_trap() -> None:
    for word in [w + after for w in KNOWN for after in ("", " or", ",")]:
        line = (word.strip() + " ") * (1100 // (len(word) + 1))
        for text in (
            f"Inclusion Criteria:\n{line}x",
            f"Exclusion Criteria:\n{line}{{x",
            f"prior {line}HIV {line}zz",
        ):
            start = time.perf_counter()
            read_eligibility(text, TERMS)
            assert time.perf_counter() - start < 1, word
