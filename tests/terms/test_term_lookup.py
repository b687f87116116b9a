"""Finding a term by what records hold: codes, displays, names in either language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordee.terms import CodeSystem, TermKind, Words, load_terms, normal


@pytest.mark.parametrize(
    ("kind", "system", "code", "id"),
    [
        ("cancer", "snomed", "254637007", "nsclc"),
        ("cancer", "snomed", "254837009", "breast"),
        ("cancer", "snomed", "408643008", "breast-ductal"),
        ("cancer", "oncotree", "LUAD", "nsclc-adenocarcinoma"),
        ("cancer", "oncotree", "READ", "colorectal.rectum"),
        ("site", "snomed", "94222008", "bone"),
        ("site", "snomed", "94391008", "lung"),
        ("site", "icd10", "C78.7", "liver"),
        ("gene", "hgnc", "HGNC:8975", "PIK3CA"),
        ("drug", "rxnorm", "198240", "tamoxifen"),
        ("drug", "rxnorm", "1946828", "abemaciclib"),
        ("drug", "atc", "L01XA03", "oxaliplatin"),
        ("marker", "loinc", "85337-4", "er"),
        ("lab", "loinc", "718-7", "haemoglobin"),
        ("condition", "snomed", "59621000", "hypertension"),
        ("symptom", "loinc", "72514-3", "pain"),
    ],
)
def test_by_code(kind: TermKind, system: CodeSystem, code: str, id: str) -> None:
    found = load_terms().by_code(kind, system, code)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    ("code", "id"),
    [
        ("C34", "lung"),
        ("C34.1", "lung"),
        ("C3411", "lung"),
        ("c34.11", "lung"),
        ("C50.911", "breast"),
        ("C18.1", "appendix"),
        ("C18.9", "colorectal.colon"),
        ("C20", "colorectal.rectum"),
        ("C22.0", "hepatocellular"),
        ("C22.7", "liver"),
        ("C43.59", "melanoma-cutaneous"),
        ("C4A.9", "merkel"),
        ("C49.A2", "gist"),
        ("C61", "prostate"),
    ],
)
def test_icd10_is_matched_by_its_longest_known_prefix(code: str, id: str) -> None:
    found = load_terms().by_code("cancer", "icd10", code)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    ("kind", "code"), [("cancer", "C3"), ("cancer", "Z99.9"), ("site", "C34"), ("site", "C78.8")]
)
def test_an_unknown_code_is_no_near_match(kind: TermKind, code: str) -> None:
    assert load_terms().by_code(kind, "icd10", code) is None


@pytest.mark.parametrize(
    ("kind", "text", "id"),
    [
        ("cancer", "Non-small cell lung cancer (disorder)", "nsclc"),
        ("cancer", "cancer du côlon", "colorectal.colon"),
        ("cancer", "Cancer de l'oesophage", "oesophagus"),
        ("cancer", "CANCER DE L’ŒSOPHAGE", "oesophagus"),
        ("cancer", "Primary malignant neoplasm of breast (disorder)", "breast"),
        ("cancer", "Lung Adenocarcinoma", "nsclc-adenocarcinoma"),
        ("site", "Secondary malignant neoplasm of liver (disorder)", "liver"),
        ("site", "métastases cérébrales", "brain"),
        ("gene", "HER2", "ERBB2"),
        ("gene", "pd-l1", "CD274"),
        ("drug", "T-DXd", "trastuzumab-deruxtecan"),
        ("drug", "trastuzumab déruxtécan", "trastuzumab-deruxtecan"),
        ("drug", "leucovorin", "folinic-acid"),
        ("drug", "5-FU", "fluorouracil"),
        ("drug", "Pluvicto", "177lu-psma-617"),
        ("drug", "KRAS G12C inhibitor", "kras-g12c-inhibitor"),
        ("marker", "TPS", "pd-l1-tps"),
        ("toxicity", "neuropathie sensitive périphérique", "peripheral-sensory-neuropathy"),
        ("condition", "HTA", "hypertension"),
        ("role", "médecin traitant", "family-doctor"),
    ],
)
def test_by_text(kind: TermKind, text: str, id: str) -> None:
    found = load_terms().by_text(kind, text)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    ("kind", "id", "ancestor", "answer"),
    [
        ("cancer", "nsclc", "lung", True),
        ("cancer", "nsclc-squamous", "solid-tumour", True),
        ("cancer", "lung", "nsclc", False),
        ("cancer", "colorectal.rectum", "colorectal", True),
        ("cancer", "myeloma", "solid-tumour", False),
        ("site", "brain", "central-nervous-system", True),
        ("site", "spine", "bone", True),
        ("site", "axillary-lymph-node", "lymph-node", True),
        ("drug", "oxaliplatin", "platinum", True),
        ("drug", "cisplatin", "oxaliplatin-based", False),
        ("drug", "trastuzumab-deruxtecan", "her2-directed", True),
        ("drug", "trastuzumab-deruxtecan", "antibody-drug-conjugate", True),
        ("drug", "trastuzumab-deruxtecan", "chemotherapy", False),
        ("drug", "osimertinib", "egfr-tki", True),
        ("drug", "nivolumab", "anti-pd-1-or-pd-l1", True),
        ("drug", "atezolizumab", "anti-pd-1", False),
        ("drug", "sotorasib", "kras-g12c-inhibitor", True),
        ("drug", "fulvestrant", "serd", True),
        ("drug", "abiraterone", "androgen-receptor-pathway-inhibitor", True),
        ("drug", "tebentafusp", "immunotherapy", True),
        ("drug", "amivantamab", "immunotherapy", False),
        ("alteration_class", "v600e", "class-1", True),
    ],
)
def test_is_a(kind: TermKind, id: str, ancestor: str, answer: bool) -> None:
    assert load_terms().is_a(kind, id, ancestor) is answer


@pytest.mark.parametrize(
    ("marker", "text", "value"),
    [
        ("er", "Positive (qualifier value)", "positive"),
        ("er", "10828004", "positive"),
        ("er", "LA6577-6", "negative"),
        ("her2-ihc", "2+", "2+"),
        ("her2-ihc", "IHC 0", "0"),
        ("her2", "HER2-low", "low"),
        ("mmr", "dMMR", "deficient"),
        ("msi", "MSI-H", "msi-high"),
        ("msi", "stable", "mss"),
        ("psma-pet", "positive", "positive"),
    ],
)
def test_marker_values(marker: str, text: str, value: str) -> None:
    terms = load_terms()
    term = terms.get("marker", marker)
    assert term is not None
    found = terms.marker_value(term, text)
    assert found is not None
    assert found.id == value


@pytest.mark.parametrize("text", ["maybe", "", "HER2", "?"])
def test_a_word_that_says_nothing_is_no_value(text: str) -> None:
    terms = load_terms()
    her2 = terms.get("marker", "her2")
    assert her2 is not None
    assert terms.marker_value(her2, text) is None


@given(st.text())
def test_normal_is_stable(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.sampled_from([cancer.name for cancer in load_terms().all("cancer")]))
def test_case_and_accents_never_matter(name: Words) -> None:
    terms = load_terms()
    for text in (name.fr, name.en):
        assert terms.by_text("cancer", text.upper()) is terms.by_text("cancer", text) is not None
