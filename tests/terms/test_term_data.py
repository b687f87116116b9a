"""The term files themselves: complete in both languages, well typed, unambiguous, each medicine in a family."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from cordee.terms import LANGS, Term, TermKind, Words, load_terms, normal
from cordee.terms.load import FILES

KINDS: list[TermKind] = list(FILES)
FAMILIES = {
    "chemotherapy",
    "endocrine-therapy",
    "targeted-therapy",
    "immunotherapy",
    "radioligand",
    "antibody-drug-conjugate",
    "supportive-medicine",
}
KEBAB = re.compile(r"[a-z0-9+]+(?:[.-][a-z0-9+]+)*\Z")
HGNC = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*\Z")
# The shape of each code system's codes.
SHAPES = {
    "oncotree": r"[A-Z0-9_]{2,10}",
    "icd10": r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?",
    "icdo3-topography": r"C\d\d(?:\.\d)?",
    "icdo3-morphology": r"\d{4}/[0-36]",
    "snomed": r"\d{6,18}",
    "loinc": r"(?:LA)?\d{1,7}-\d",
    "rxnorm": r"\d{3,7}",
    "atc": r"[A-Z]\d\d[A-Z]{2}\d\d",
    "hgnc": r"(?:HGNC:)?\d{1,5}",
    "ncit": r"C\d+",
    "meddra": r"\d{8}",
}


def words(term: Term) -> Iterator[Words]:
    yield term.name
    yield from (value.name for value in term.values)
    yield from (text for text in (term.plain, term.asked_of) if text is not None)


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_has_terms_with_words_in_both_languages(kind: TermKind) -> None:
    terms = list(load_terms().all(kind))
    assert terms
    for term in terms:
        for text in words(term):
            assert all(text.to(lang).strip() == text.to(lang) != "" for lang in LANGS), term.id


@pytest.mark.parametrize("kind", KINDS)
def test_french_is_typed_as_french_and_english_as_english(kind: TermKind) -> None:
    for term in load_terms().all(kind):
        for text in words(term):
            assert not re.search(r"[^\u202f][;:!?%»](?:\s|$)", text.fr), (
                f"{term.id}: a narrow space is missing"
            )
            assert "'" not in text.fr, f"{term.id}: the apostrophe is ’"
            assert "\u202f" not in text.en, f"{term.id}: English has no space before a mark"
            assert "..." not in text.fr + text.en, term.id


@pytest.mark.parametrize("kind", KINDS)
def test_no_written_name_means_two_terms(kind: TermKind) -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for term in load_terms().all(kind):
        for text in (term.id, term.name.fr, term.name.en, *term.synonyms):
            assert normal(text), f"{term.id}: '{text}' can't be compared"
            meant[normal(text)].add(term.id)
    assert {text: ids for text, ids in meant.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_no_code_means_two_terms(kind: TermKind) -> None:
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term in load_terms().all(kind):
        for system, codes in term.codes.items():
            for code in codes:
                assert re.fullmatch(SHAPES[system], code), f"{term.id}: {system} {code}"
                meant[system, code].add(term.id)
    assert {code: ids for code, ids in meant.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_ids_have_the_house_form(kind: TermKind) -> None:
    form = HGNC if kind == "gene" else KEBAB
    assert [term.id for term in load_terms().all(kind) if not form.match(term.id)] == []


def test_no_value_of_a_marker_has_two_meanings() -> None:
    for marker in load_terms().all("marker"):
        meant: dict[str, set[str]] = defaultdict(set)
        for value in marker.values:
            for text in (value.id, value.name.fr, value.name.en, *value.synonyms):
                meant[normal(text)].add(value.id)
        assert {text: ids for text, ids in meant.items() if len(ids) > 1} == {}, marker.id


def test_the_name_of_a_marker_is_none_of_its_values() -> None:
    for marker in load_terms().all("marker"):
        for text in (marker.id, marker.name.fr, marker.name.en, *marker.synonyms):
            assert load_terms().marker_value(marker, text) is None, f"{marker.id}: '{text}'"


def test_a_marker_has_values_or_a_unit() -> None:
    assert [m.id for m in load_terms().all("marker") if not m.values and m.unit is None] == []


def test_every_family_has_no_parent_and_nothing_else_stands_alone() -> None:
    alone = {term.id for term in load_terms().all("drug") if not term.parents}
    assert alone == FAMILIES


def test_every_medicine_and_class_reaches_a_family_through_classes_only() -> None:
    terms = load_terms()
    for drug in terms.all("drug"):
        assert terms.ancestors("drug", drug.id) & FAMILIES, drug.id
        for parent in drug.parents:
            above = terms.get("drug", parent)
            assert above is not None
            assert above.is_class, f"{drug.id} stands below {parent}, which is no class"


def test_every_class_has_a_medicine() -> None:
    terms = load_terms()
    used = {a for d in terms.all("drug") if not d.is_class for a in terms.ancestors("drug", d.id)}
    assert [t.id for t in terms.all("drug") if t.is_class and t.id not in used] == []


def test_every_judgement_says_who_answers_and_asks_in_everyday_words() -> None:
    for judgement in load_terms().all("judgement"):
        assert judgement.asked_of is not None, judgement.id
        assert judgement.plain is not None, judgement.id
        assert judgement.plain.fr.endswith("\u202f?"), judgement.id
        assert judgement.plain.en.endswith("?"), judgement.id


def test_every_cancer_is_of_a_solid_organ_or_of_the_blood_but_for_in_situ_and_benign() -> None:
    terms = load_terms()
    tops = {"solid-tumour", "haematological"}
    astray = [c.id for c in terms.all("cancer") if not terms.ancestors("cancer", c.id) & tops]
    assert sorted(astray) == [
        "breast-dcis",
        "breast-lcis",
        "cervix-adenocarcinoma-in-situ",
        "colon-tubular-adenoma",
        "inverted-urothelial-papilloma",
        "urothelial-papilloma",
    ]


def test_lymph_nodes_are_marked_and_nothing_else_is() -> None:
    terms = load_terms()
    for site in terms.all("site"):
        assert site.node == terms.is_a("site", site.id, "lymph-node"), site.id
