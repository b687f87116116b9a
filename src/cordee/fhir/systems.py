"""Addresses of code systems, profiles and extensions: the standard ones, and our own."""

from __future__ import annotations

from cordee.terms import CodeSystem, TermKind

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
UCUM = "http://unitsofmeasure.org"

# What records write → the name terms know it by. Trailing slashes and https are seen to in `known_system`.
_KNOWN: dict[str, CodeSystem] = {
    SNOMED: "snomed",
    LOINC: "loinc",
    RXNORM: "rxnorm",
    "http://www.whocc.no/atc": "atc",
    "http://hl7.org/fhir/sid/icd-10": "icd10",
    "http://hl7.org/fhir/sid/icd-10-cm": "icd10",
    "http://hl7.org/fhir/sid/icd-10-de": "icd10",
    "http://hl7.org/fhir/sid/icd-10-fr": "icd10",
    "urn:oid:2.16.840.1.113883.6.90": "icd10",
    "urn:oid:2.16.840.1.113883.6.3": "icd10",
    "http://www.genenames.org": "hgnc",
    "http://www.genenames.org/geneid": "hgnc",
    "http://ncicb.nci.nih.gov/xml/owl/evs/thesaurus.owl": "ncit",
    "http://www.meddra.org": "meddra",
    "http://oncotree.mskcc.org": "oncotree",
    "http://oncotree.mskcc.org/fhir/codesystem/snapshot": "oncotree",
}
ICDO3 = ("http://terminology.hl7.org/codesystem/icd-o-3", "urn:oid:2.16.840.1.113883.6.43.1")

# Where a code of ours goes when we write.
WRITTEN: dict[CodeSystem, str] = {
    "snomed": SNOMED,
    "loinc": LOINC,
    "rxnorm": RXNORM,
    "atc": "http://www.whocc.no/atc",
    "icd10": "http://hl7.org/fhir/sid/icd-10",
    "icdo3-topography": "http://terminology.hl7.org/CodeSystem/icd-o-3",
    "icdo3-morphology": "http://terminology.hl7.org/CodeSystem/icd-o-3",
    "hgnc": "http://www.genenames.org/geneId",
    "ncit": "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl",
    "meddra": "http://www.meddra.org",
    "oncotree": "http://oncotree.mskcc.org/fhir/CodeSystem/snapshot",
}

CORDEE = "https://cordee.example/fhir/"
_OWN_SYSTEM = CORDEE + "CodeSystem/"
_OWN_EXTENSION = CORDEE + "StructureDefinition/"
MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-"
HL7 = "http://terminology.hl7.org/CodeSystem/"


def own_system(name: TermKind | str) -> str:
    """Our code system of that name: one for each kind of term, and a few small ones (`docs/fhir.md`)."""
    return _OWN_SYSTEM + name.replace("_", "-")


def own_extension(name: str) -> str:
    """Our extension of that name."""
    return _OWN_EXTENSION + name.replace("_", "-")


def mcode(name: str) -> str:
    """The mCODE profile or extension of that name (`mcode('primary-cancer-condition')`)."""
    return MCODE + name


def known_system(url: str, code: str) -> CodeSystem | None:
    """The code system that `url` names, None when it is none that terms use. ICD-O-3 topography codes start with C."""
    bare = url.lower().replace("https://", "http://").rstrip("/")
    if bare in ICDO3:
        return "icdo3-topography" if code[:1].upper() == "C" else "icdo3-morphology"
    return _KNOWN.get(bare)
