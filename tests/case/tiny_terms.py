"""A handful of terms, enough to read and write every kind of fact without the shipped ones."""

from __future__ import annotations

from cordee.terms import MarkerValue, Term, Terms, Words


def _term(id: str, name: str = "", **more: object) -> Term:
    return Term(id=id, name=Words(name or id.replace("-", " "), name or id.replace("-", " ")), **more)  # type: ignore[arg-type]


_POSITIVE = MarkerValue(
    id="positive", name=Words("positif", "positive"), codes={"snomed": ("10828004",), "loinc": ("LA6576-8",)}
)
_NEGATIVE = MarkerValue(id="negative", name=Words("négatif", "negative"), codes={"snomed": ("260385009",)})

TINY = Terms(
    {
        "cancer": (
            _term("lung", "lung cancer", codes={"icd10": ("C34",)}),
            _term("nsclc", "non-small-cell lung cancer", parents=("lung",), codes={"snomed": ("254637007",)}),
            _term("breast", "breast cancer", codes={"icd10": ("C50",), "snomed": ("254837009",)}),
            _term("colon", "colon cancer", parents=()),
        ),
        "histology": (_term("adenocarcinoma"), _term("squamous")),
        "site": (
            _term("liver", codes={"icd10": ("C78.7",), "snomed": ("94381002",)}),
            _term("brain", codes={"icd10": ("C79.3",)}),
            _term("bone", codes={"snomed": ("94222008",)}),
            _term("other-site", "another site"),
        ),
        "gene": (
            _term("KRAS", codes={"hgnc": ("HGNC:6407",)}),
            _term("EGFR", codes={"hgnc": ("HGNC:3236",)}),
            _term("ALK"),
        ),
        "alteration_class": (_term("exon-19-deletion"), _term("class-1")),
        "drug": (
            _term("chemotherapy", is_class=True),
            _term("targeted-therapy", is_class=True),
            _term("supportive-medicine", is_class=True),
            _term("platinum", is_class=True, parents=("chemotherapy",)),
            _term("cisplatin", parents=("platinum",), codes={"atc": ("L01XA01",), "rxnorm": ("1736854",)}),
            _term("paclitaxel", parents=("chemotherapy",)),
            _term("sotorasib", parents=("targeted-therapy",)),
            _term("dexamethasone", parents=("supportive-medicine",)),
        ),
        "marker": (
            _term(
                "er",
                "oestrogen receptor",
                codes={"loinc": ("16112-5",)},
                unit="%",
                values=(_POSITIVE, _NEGATIVE),
            ),
            _term("pd-l1-tps", "PD-L1 TPS", unit="%", plausible=(0, 100), values=(_NEGATIVE,)),
            _term("her2", "HER2", values=(_POSITIVE, _NEGATIVE)),
        ),
        "lab": (
            _term(
                "haemoglobin",
                codes={"loinc": ("718-7",)},
                unit="g/L",
                units={"g/dL": 10.0},
                plausible=(20, 260),
            ),
            _term(
                "neutrophils",
                codes={"loinc": ("751-8",)},
                unit="10*9/L",
                units={"G/L": 1.0},
                plausible=(0, 150),
            ),
            _term("psa", "PSA", unit="ug/L", units={"ng/mL": 1.0}, tumour_marker=True),
        ),
        "condition": (_term("diabetes-type-2"), _term("menopause")),
        "symptom": (_term("pain"), _term("fatigue")),
        "toxicity": (
            _term("peripheral-sensory-neuropathy", "peripheral sensory neuropathy"),
            _term("diarrhoea"),
        ),
        "judgement": (_term("liver-metastases-resectable"),),
        "role": (_term("coordinator"), _term("oncologist")),
    }
)
