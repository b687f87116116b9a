"""What the entries say, held against the curated records they name, word for word and number for number."""

from __future__ import annotations

import re

import pytest
from curated_exceptions import DERIVED, OTHER_DRUGS, OTHER_PMID, OTHER_YEAR
from curated_records import (
    CIVIC,
    civic,
    civic_ids,
    curated,
    figures,
    indication_ids,
    indications,
    numbers_in,
    options,
    record_text,
    sources,
)

from cordee.terms import load_terms
from cordee.terms.lookup import normal

pytestmark = pytest.mark.skipif(
    not CIVIC.exists(), reason=f"reference data missing: {CIVIC} (set CORDEE_TEST_DATA)"
)


@pytest.mark.parametrize(
    ("seen", "items"),
    [
        ("CIViC evidence 12264", ("12264",)),
        ("CIViC evidence 2948 (complete response of one person) and 2949", ("2948", "2949")),
        ("CIViC evidence 58, 59 and 60; page read: PubMed abstract 23775962", ("58", "59", "60")),
        ("CIViC evidence 2115 (resistance); CIViC evidence 816, PMID 25989278", ("2115", "816")),
        ("page read: the url", ()),
    ],
)
def test_every_way_of_naming_a_civic_item_is_read(seen: str, items: tuple[str, ...]) -> None:
    assert civic_ids(seen) == items


@pytest.mark.parametrize(
    ("seen", "named"),
    [
        ("moalmanac ind:fda.akeega:1 (FDA label of 2025-12-12)", ("ind:fda.akeega:1",)),
        ("ind:ema.vectibix:0, :1 and :2", ("ind:ema.vectibix:0", "ind:ema.vectibix:1", "ind:ema.vectibix:2")),
        ("ind:fda.erbitux:1 to :3", ("ind:fda.erbitux:1", "ind:fda.erbitux:2", "ind:fda.erbitux:3")),
        ("ind:hse.00746:abc (document of 2024-05-29)", ("ind:hse.00746:abc",)),
    ],
)
def test_every_way_of_naming_an_indication_is_read(seen: str, named: tuple[str, ...]) -> None:
    assert indication_ids(seen) == named


def test_numbers_are_read_however_they_are_printed() -> None:
    read = numbers_in("5·6 months (95% CI: 4.2–6.3), HR .48, n=1,200; p < 0·0001")
    assert {5.6, 95, 4.2, 6.3, 0.48, 1200, 0.0001} <= read
    assert 56 not in read


def test_a_source_that_names_curated_data_names_a_record() -> None:
    vague = [
        key
        for key, s in sources().items()
        if ("CIViC evidence" in s.seen or "moalmanac" in s.seen) and not curated(s)
    ]
    assert vague == []


def test_every_civic_item_exists_with_the_publication_that_is_cited() -> None:
    wrong = []
    for key, source in sources().items():
        for id in civic_ids(source.seen):
            item = civic().get(id)
            if item is None:
                wrong.append(f"{key}: no item {id}")
            elif source.pmid is not None and item["citation_id"] != str(source.pmid):
                if OTHER_PMID.get(key, ("",))[0] != id:
                    wrong.append(f"{key}: {id} cites {item['citation_id']}, not {source.pmid}")
            elif source.abstract is not None and item["asco_abstract_id"] not in source.abstract:
                wrong.append(f"{key}: {id} is abstract {item['asco_abstract_id']}, not {source.abstract}")
    assert wrong == []


def test_the_trial_of_a_source_is_the_trial_of_its_items() -> None:
    wrong = []
    for key, source in sources().items():
        items = [civic()[id] for id in civic_ids(source.seen)]
        known = {n for item in items for n in item["nct_ids"].split(",") if n}
        if source.trial and known and source.trial not in known:
            wrong.append(f"{key}: {source.trial}, items say {sorted(known)}")
    assert wrong == []


def test_a_civic_level_is_the_level_of_an_item_that_supports_it() -> None:
    wrong = []
    for option, of_file in options():
        for evidence in option.evidence:
            items = [civic()[id] for id in civic_ids(of_file[evidence.source].seen)]
            if evidence.scale == "CIViC" and evidence.level not in {i["evidence_level"] for i in items}:
                wrong.append(f"{option.id}: {evidence.source} is not level {evidence.level}")
    assert wrong == []


def test_every_indication_exists_is_in_force_and_has_the_dates_that_are_cited() -> None:
    wrong = []
    for key, source in sources().items():
        for id in indication_ids(source.seen):
            known = indications().get(id)
            if known is None:
                wrong.append(f"{key}: no indication {id}")
                continue
            if known.status != "Active":
                wrong.append(f"{key}: {id} is {known.status}")
            document = re.search(r"(?:document|information|label) of (\d{4}-\d\d-\d\d)", source.seen)
            if document and document[1] != known.document_date:
                wrong.append(f"{key}: document of {document[1]}, record {known.document_date}")
            dated = re.search(r"indication dated (\d{4}-\d\d-\d\d)", source.seen)
            if dated and dated[1] != known.approved:
                wrong.append(f"{key}: dated {dated[1]}, record {known.approved}")
    assert wrong == []


def test_an_approval_is_of_the_agency_and_year_of_the_indication() -> None:
    wrong = []
    for option, of_file in options():
        for approval in option.approvals:
            known = [indications()[id] for id in indication_ids(of_file[approval.source].seen)]
            if not known:
                continue
            if approval.agency not in {i.agency for i in known}:
                wrong.append(f"{option.id}: {approval.agency} is not the agency of {approval.source}")
            years = {i.approved[:4] for i in known if i.approved}
            said = approval.year is None or str(approval.year) in years
            if not said and (option.id, approval.agency) not in OTHER_YEAR:
                wrong.append(f"{option.id}: {approval.agency} {approval.year}, records {sorted(years)}")
    assert wrong == []


def test_an_accelerated_approval_says_so() -> None:
    wrong = []
    for option, of_file in options():
        for approval in option.approvals:
            known = [indications()[id] for id in indication_ids(of_file[approval.source].seen)]
            accelerated = known and all("accelerated approval" in i.label for i in known)
            levels = [e.level or "" for e in option.evidence if e.source == approval.source]
            if accelerated and not any("accelerated" in level for level in levels):
                wrong.append(f"{option.id}: {approval.agency} {approval.year} ({approval.source})")
    assert wrong == []


def test_every_figure_is_in_the_record_it_is_given_to() -> None:
    stated = figures()
    assert len(stated) > 300
    absent = {
        (f.option, f.place, f.value) for f in stated if f.value not in numbers_in(record_text(f.source))
    }
    assert sorted(absent - set(DERIVED)) == []
    assert sorted(set(DERIVED) - absent) == [], "no longer needed: the record says it, or the entry is gone"


def test_the_drugs_of_an_option_are_those_of_a_record_it_leans_on() -> None:
    wrong = []
    for option, of_file in options():
        leans_on = {e.source for e in (*option.evidence, *option.approvals, *option.benefit)}
        texts = [record_text(of_file[key]) for key in leans_on if curated(of_file[key])]
        if not texts or not option.drugs:
            continue
        missing = min((_not_named(option.drugs, text) for text in texts), key=len)
        if missing != OTHER_DRUGS.get(option.id, (set(), ""))[0]:
            wrong.append(f"{option.id}: {sorted(missing)}")
    assert wrong == []


def _not_named(drugs: tuple[str, ...], text: str) -> set[str]:
    said = f" {normal(text)} "
    terms = load_terms()
    missing = set()
    for id in drugs:
        term = terms.get("drug", id)
        assert term is not None, id
        if not any(f" {normal(word)} " in said for word in (id, term.name.en, *term.synonyms)):
            missing.add(id)
    return missing
