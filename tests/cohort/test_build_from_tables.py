"""cBioPortal-style tables become cases; nothing is wild type that no table could have told."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from cordee.case import Case
from cordee.case.answer import Answer
from cordee.cohort import Cohort
from cordee.cohort.build_report import Report
from cordee.cohort.build_tables import Tables
from cordee.criteria import answer, parse_text
from cordee.criteria.view import CaseView
from cordee.fhir import read_record, write_bundle
from cordee.files.fault import BadInput
from cordee.terms import load_terms

ON = date(2026, 11, 20)
PATIENTS = """
#Patient Identifier  Sex
PATIENT_ID  SEX     BIRTH_YEAR  OS_STATUS
P1          Female  1950        0:LIVING
P2          Male    Unknown     1:DECEASED
P3          NA      1948        0:LIVING
"""
SAMPLES = """
PATIENT_ID  SAMPLE_ID  ONCOTREE_CODE  CANCER_TYPE_DETAILED  SAMPLE_TYPE  METASTATIC_SITE  SAMPLE_CLASS
P1          P1-T1      LUAD           Lung Adenocarcinoma   Primary      Not Applicable   Tumor
P1          P1-T2      NSCLC          Lung cancer           Metastasis   Liver            Tumor
P2          P2-T1      SKCM           Cutaneous Melanoma    Metastasis   Elbow            cfDNA
P3          P3-T1      NOSUCH         No such tumour        Primary      NA               Tumor
"""
PANEL = "stable_id: SMALL\ndescription: six genes\ngene_list: KRAS\tEGFR\tALK\tMET\tERBB2\tNOTAGENE\n"
MATRIX = """
SAMPLE_ID  mutations  cna    structural_variants
P1-T1      SMALL      SMALL  SMALL
P1-T2      SMALL      SMALL  SMALL
P2-T1      WES        NA     NA
P3-T1      SMALL      NA     SMALL
"""
MUTATIONS = """
Hugo_Symbol  Tumor_Sample_Barcode  Variant_Classification  HGVSp_Short     Exon_Number  Mutation_Status
KRAS         P1-T1                 Missense_Mutation       p.G12C          2/6          SOMATIC
EGFR         P1-T1                 Silent                  p.Q787=         20/28        SOMATIC
EGFR         P3-T1                 In_Frame_Del            p.E746_A750del  19/28        SOMATIC
MET          P3-T1                 Missense_Mutation       p.T1010I        14/21        NA
TERT         P2-T1                 5'Flank                 NA              NA           SOMATIC
TP53         P2-T1                 Intron                  NA              NA           SOMATIC
BRAF         P2-T1                 Missense_Mutation       p.V600E         15/18        LOH
"""
VARIANTS = """
Sample_Id  SV_Status  Site1_Hugo_Symbol  Site2_Hugo_Symbol  Site2_Effect_On_Frame  Event_Info
P1-T2      SOMATIC    EML4               ALK                In_frame               Protein Fusion: in frame (EML4-ALK)
P3-T1      SOMATIC    ALK                EML4               NA                     Antisense Fusion
P3-T1      SOMATIC    EGFR               EGFR               NA                     Deletion of 6 exons: in frame
"""
COPIES = """
Hugo_Symbol  Entrez_Gene_Id  P1-T1  P1-T2
ERBB2        2064            2      0
MET          4233            -1     NA
KRAS         3845            -2     0
ALK          238             1      0
EGFR         1956            0      -1.5
"""


def table(text: str) -> bytes:
    """Columns set apart by two spaces or more, written with tabs."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return (
        "\n".join("\t".join(cell for cell in line.split("  ") if cell.strip()) for line in lines).encode()
        + b"\n"
    )


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study folder with every table."""
    folder = tmp_path / "study"
    folder.mkdir()
    for name, text in {
        "data_clinical_patient.txt": PATIENTS,
        "data_clinical_sample.txt": SAMPLES,
        "data_gene_panel_matrix.txt": MATRIX,
        "data_mutations.txt": MUTATIONS,
        "data_sv.txt": VARIANTS,
        "data_cna.txt": COPIES,
    }.items():
        (folder / name).write_bytes(table(text))
    (folder / "data_gene_panel_small.txt").write_text(PANEL)
    return folder


def read(folder: Path) -> tuple[dict[str, Case], Report]:
    tables = Tables(folder, load_terms())
    cases = dict(tables.cases())
    return cases, tables.report(len(cases))


def asked(case: Case, condition: str) -> Answer:
    terms = load_terms()
    return answer(parse_text(f"alteration: {condition}", terms), CaseView(case, ON, terms))


def test_who_and_what_illness(study: Path) -> None:
    cases, report = read(study)
    assert {id: (c.person.sex, str(c.person.born)) for id, c in cases.items()} == {
        "P1": ("female", "1950"),
        "P2": ("male", "None"),
        "P3": (None, "1948"),
    }
    assert [p.cancer for p in cases["P1"].primaries] == ["nsclc-adenocarcinoma"]  # two codes of one illness
    assert [p.cancer for p in cases["P3"].primaries] == []
    assert [m.site for m in cases["P1"].metastases] == ["liver"]
    assert [(m.site, m.source.guess) for m in cases["P2"].metastases] == [("other-site", "Elbow")]
    said = " ".join(note.en for note in report.notes)
    assert "NOSUCH (1)" in said
    assert "Elbow (1)" in said
    assert "1 people, kept" in said  # a death without a date
    assert report.faults == ()


YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@pytest.mark.parametrize(
    ("person", "condition", "expected"),
    [
        ("P1", "{gene: KRAS, protein_change: G12C}", YES),
        ("P1", "{gene: EGFR, kind: mutation}", NO),  # on the panel; what was found changes no protein
        ("P1", "{gene: BRAF, kind: mutation}", UNKNOWN),  # on no panel of theirs
        ("P1", "{gene: ERBB2, kind: amplification}", YES),
        ("P1", "{gene: ALK, kind: amplification}", NO),  # a gain is no amplification
        ("P1", "{gene: KRAS, kind: deletion}", YES),
        ("P1", "{gene: MET, kind: deletion}", NO),  # nor is the loss of one copy a deletion
        ("P1", "{gene: ALK, kind: fusion}", YES),
        ("P1", "{gene: ALK, partner: EML4}", YES),
        ("P1", "{gene: EML4, kind: fusion}", YES),  # one event, told of each of its genes
        ("P1", "{gene: MET, kind: fusion}", NO),
        ("P2", "{gene: TERT, class: promoter-mutation}", YES),
        ("P2", "{gene: TP53, kind: mutation}", UNKNOWN),  # an intron; and no list of that panel's genes
        ("P2", "{gene: BRAF, kind: mutation}", UNKNOWN),  # a loss of heterozygosity is no mutation
        ("P3", "{gene: EGFR, class: exon-19-deletion}", YES),
        ("P3", "{gene: MET, class: exon-14-skipping}", UNKNOWN),  # a substitution there need not skip it
        ("P3", "{gene: KRAS, kind: mutation}", NO),
        ("P3", "{gene: KRAS, kind: amplification}", UNKNOWN),  # copy numbers were not read in this sample
        ("P3", "{gene: ALK, kind: fusion}", UNKNOWN),  # joined backwards: open, not a fusion
        ("P3", "{gene: ALK, kind: rearrangement}", YES),
        ("P3", "{gene: EGFR, kind: rearrangement}", YES),
        ("P3", "{gene: KRAS}", UNKNOWN),  # tested for some kinds of anomaly, not for all
    ],
)
def test_what_was_found_and_what_was_looked_for(
    study: Path, person: str, condition: str, expected: Answer
) -> None:
    assert asked(read(study)[0][person], condition) is expected


def test_a_copy_number_that_was_not_read_rules_nothing_out_of_that_sample(study: Path) -> None:
    (study / "data_gene_panel_matrix.txt").write_bytes(
        table("SAMPLE_ID  mutations  cna\nP1-T2      SMALL      SMALL\n")
    )
    case = read(study)[0]["P1"]
    assert asked(case, "{gene: MET, kind: amplification}") is UNKNOWN  # NA
    assert asked(case, "{gene: EGFR, kind: deletion}") is UNKNOWN  # between two levels
    assert asked(case, "{gene: ALK, kind: deletion}") is NO


@pytest.mark.parametrize(
    ("table_name", "kind"),
    [("data_mutations.txt", "mutation"), ("data_cna.txt", "amplification"), ("data_sv.txt", "fusion")],
)
def test_a_table_that_is_not_there_says_nothing(study: Path, table_name: str, kind: str) -> None:
    assert asked(read(study)[0]["P1"], f"{{gene: MET, kind: {kind}}}") is NO
    (study / table_name).unlink()
    cases, report = read(study)
    assert asked(cases["P1"], f"{{gene: MET, kind: {kind}}}") is UNKNOWN
    assert any("Not in the folder" in note.en for note in report.notes)


def test_without_any_table_of_findings_nothing_was_tested(study: Path) -> None:
    for name in ("data_mutations.txt", "data_cna.txt", "data_sv.txt"):
        (study / name).unlink()
    assert all(case.panels == () for case in read(study)[0].values())


def test_long_copy_numbers_and_old_names(study: Path) -> None:
    (study / "data_cna.txt").unlink()
    (study / "data_CNA.txt").write_bytes(
        table("Hugo_Symbol  Sample_Id  Value\nHER2         P1-T1      2.0\nMET          P1-T1      NA\n")
    )
    (study / "data_mutations.txt").rename(study / "data_mutations_extended.txt")
    case = read(study)[0]["P1"]
    assert asked(case, "{gene: ERBB2, kind: amplification}") is YES
    assert asked(case, "{gene: KRAS, protein_change: G12C}") is YES


def test_compressed_tables_read_the_same(study: Path) -> None:
    plain, _ = read(study)
    for path in list(study.iterdir()):
        (study / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    cases, _ = read(study)
    assert Cohort.from_cases(cases.items(), ON).people == list(plain)
    assert {id: c.alterations[0].gene for id, c in cases.items() if c.alterations} == {
        id: c.alterations[0].gene for id, c in plain.items() if c.alterations
    }


def test_what_the_tables_say_can_be_said_in_fhir(study: Path, tmp_path: Path) -> None:
    """One way in: a case from tables is one that the FHIR reader gives."""
    import msgspec

    terms = load_terms()
    for id, case in read(study)[0].items():
        file = tmp_path / f"{id}.json"
        file.write_bytes(msgspec.json.encode(write_bundle(case, terms)))
        back = read_record(file, terms, today=ON)
        assert back.faults == ()
        kept = [Cohort.from_cases([(id, c)], ON).case(0) for c in (case, back.case)]
        assert kept[0] == kept[1]


@pytest.mark.parametrize(
    ("table_name", "column"),
    [
        ("data_clinical_patient.txt", "PATIENT_ID"),
        ("data_clinical_sample.txt", "SAMPLE_ID"),
        ("data_mutations.txt", "Hugo_Symbol"),
        ("data_sv.txt", "Sample_Id"),
        ("data_cna.txt", "Hugo_Symbol"),
        ("data_gene_panel_matrix.txt", "SAMPLE_ID"),
    ],
)
def test_a_table_without_its_key_column_is_refused(study: Path, table_name: str, column: str) -> None:
    path = study / table_name
    path.write_bytes(path.read_bytes().replace(column.encode(), b"OTHER", 1))
    with pytest.raises(BadInput) as refused:
        read(study)
    (fault,) = refused.value.faults
    assert (fault.file, fault.where) == (table_name, "column names")
    assert column.upper() in fault.problem


def test_columns_nobody_knows_are_passed_over(study: Path) -> None:
    path = study / "data_clinical_sample.txt"
    rows = path.read_text().splitlines()
    path.write_text(
        "\n".join(f"{row}\t{'FAVOURITE_COLOUR' if not i else 'blue'}" for i, row in enumerate(rows))
    )
    assert read(study)[1].faults == ()


def test_one_person_twice(study: Path) -> None:
    path = study / "data_clinical_patient.txt"
    path.write_bytes(path.read_bytes() + b"P1\tFemale\t1950\t0:LIVING\nP2\tFemale\t1950\t0:LIVING\n")
    cases, report = read(study)
    assert sorted(cases) == ["P1", "P2", "P3"]
    assert cases["P1"].person.sex == "female"  # the same twice is no fault
    assert (cases["P2"].person.sex, cases["P2"].person.born) == (None, None)
    assert [(f.person, f.kept, f.fault.where) for f in report.faults] == [("P2", True, "line 7")]


def test_rows_of_another_width_and_samples_twice(study: Path) -> None:
    path = study / "data_clinical_sample.txt"
    path.write_bytes(
        path.read_bytes() + b"P1\tP1-T1\nP2\tP1-T1\tSKCM\tMelanoma\tPrimary\tNA\tTumor\n\tX\tLUAD\t\t\t\t\n"
    )
    cases, report = read(study)
    assert [f.fault.where for f in report.faults] == ["line 6", "line 7", "line 8"]
    assert [p.cancer for p in cases["P2"].primaries] == ["melanoma-cutaneous"]
    assert len(cases) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no line of column names"),
        (b"PATIENT_ID\tSAMPLE_ID\tSAMPLE_ID\n", "stands twice"),
        (b"PATIENT_ID\tSAMPLE_ID\nP\xff\tS\n", "not UTF-8"),
        (b"PATIENT_ID\tSAMPLE_ID\n" + b"x" * (17 * 2**20) + b"\n", "too long"),
    ],
    ids=["empty", "a column twice", "not UTF-8", "an endless row"],
)
def test_a_table_that_cannot_be_read(study: Path, content: bytes, said: str) -> None:
    (study / "data_clinical_sample.txt").write_bytes(content)
    with pytest.raises(BadInput, match=said):
        read(study)


def test_a_compressed_table_cut_short(study: Path) -> None:
    path = study / "data_mutations.txt"
    (study / "data_mutations.txt.gz").write_bytes(gzip.compress(path.read_bytes())[:-9])
    path.unlink()
    with pytest.raises(BadInput, match="cut short"):
        read(study)
