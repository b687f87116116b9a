"""A cohort from cBioPortal-style tables: who, which samples, what was tested, what was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cordee.case import Alteration, Case, Metastasis, PanelTest, PartialDate, Person, Primary, Source
from cordee.case.person import Sex
from cordee.cohort.build_people import PersonFault
from cordee.cohort.build_report import Report
from cordee.cohort.build_tables_found import Found
from cordee.cohort.build_tables_notes import notes_on
from cordee.cohort.build_tables_read import Row, Table, table_in
from cordee.cohort.build_tables_tested import SPECIMENS, Profile, Tested
from cordee.fhir.stages import one_tumour_once
from cordee.files.fault import BadInput, Fault
from cordee.terms import Terms

_SEXES: dict[str, Sex] = {"female": "female", "f": "female", "male": "male", "m": "male", "other": "other"}
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_CLINICAL = ("PATIENT_ID", "SEX", "GENDER", "BIRTH_YEAR", "AGE", "OS_STATUS", "VITAL_STATUS")
_SAMPLE = ("PATIENT_ID", "SAMPLE_ID", "ONCOTREE_CODE", "CANCER_TYPE", "CANCER_TYPE_DETAILED", "SAMPLE_TYPE",
           "METASTATIC_SITE", "SAMPLE_CLASS")  # fmt: skip


class Tables:
    """A study folder, read whole into memory but for what no condition asks. Raises BadInput for a table that is missing,
    unreadable, or without a column it can't do without."""

    def __init__(self, folder: Path, terms: Terms) -> None:
        samples = table_in(folder, "data_clinical_sample.txt")
        if samples is None:
            raise BadInput.at(
                str(folder), "", "no data_clinical_sample.txt (or .gz).", "Expected a study's tables."
            )
        self.terms = terms
        self.faults: list[PersonFault] = []
        self.people: dict[str, list[Row]] = {}
        self.samples: dict[str, list[Row]] = {}
        self.owner: dict[str, str] = {}
        self.unknown_codes: Counter[str] = Counter()
        self.unknown_sites: Counter[str] = Counter()
        self.rows = self.aged = self.dead = 0
        self.patient_table = table_in(folder, "data_clinical_patient.txt")
        if self.patient_table is not None:
            self._patients(Table(self.patient_table, [("PATIENT_ID",)], _CLINICAL))
        self._samples(Table(samples, [("PATIENT_ID",), ("SAMPLE_ID",)], _SAMPLE))
        self.found = Found(terms)
        self.present = self._read_findings(folder)
        self.tested = Tested(folder, self.present, terms)
        self.faults += [PersonFault("", False, fault) for fault in (*self.found.faults, *self.tested.faults)]
        self.strays = {s for s in self.found.alterations if s not in self.owner}

    def cases(self) -> Iterator[tuple[str, Case]]:
        """Everybody's case, by id."""
        for id in sorted(self.people.keys() | self.samples.keys()):
            yield id, self._case(id)

    def report(self, people: int) -> Report:
        """What was made of the tables, once `cases` was run through."""
        return Report(
            people=people,
            resources=self.rows + self.found.rows,
            notes=notes_on(self),
            faults=tuple(sorted(self.faults, key=_place)),
        )

    def _patients(self, table: Table) -> None:
        for row in table.rows():
            self.rows += 1
            id = row.get("PATIENT_ID")
            if not id:
                table.fault(row.line, "no PATIENT_ID.", "The row was not used.")
                continue
            before = self.people.setdefault(id, [])
            if before and any(other.cells != row.cells for other in before):
                self._twice(table, row, id, "PATIENT_ID", "What the rows disagree on is not known.")
            before.append(row)
        self.faults += [PersonFault("", False, fault) for fault in table.faults]

    def _samples(self, table: Table) -> None:
        seen: dict[str, Row] = {}
        for row in table.rows():
            self.rows += 1
            id, sample = row.get("PATIENT_ID"), row.get("SAMPLE_ID")
            if not id or not sample:
                table.fault(row.line, "no PATIENT_ID or no SAMPLE_ID.", "The row was not used.")
                continue
            other = seen.setdefault(sample, row)
            if other is not row:
                if other.cells != row.cells:
                    self._twice(table, row, id, "SAMPLE_ID", "The first row was used.")
                continue
            self.owner[sample] = id
            self.samples.setdefault(id, []).append(row)
        self.faults += [PersonFault("", False, fault) for fault in table.faults]

    def _twice(self, table: Table, row: Row, id: str, column: str, remedy: str) -> None:
        problem = f"the same {column} as an earlier row, with other contents."
        fault = Fault(file=table.name, where=f"line {row.line}", problem=problem, remedy=remedy)
        self.faults.append(PersonFault(id, True, fault))

    def _read_findings(self, folder: Path) -> tuple[Profile, ...]:
        """Read the tables of findings that are there, and say which."""
        present: list[Profile] = []
        mutations = table_in(
            folder, "data_mutations.txt", "data_mutations_extended.txt", "data_mutations_mskcc.txt"
        )
        if mutations is not None:
            self.found.mutations(mutations)
            present.append("mutations")
        if (variants := table_in(folder, "data_sv.txt")) is not None:
            self.found.structural_variants(variants)
            present.append("sv")
        if (copies := table_in(folder, "data_cna.txt", "data_CNA.txt")) is not None:
            self.found.copy_numbers(copies)
            present.append("cna")
        return tuple(present)

    def _case(self, id: str) -> Case:
        alterations: list[Alteration] = []
        panels: list[PanelTest] = []
        metastases: dict[str, Metastasis] = {}
        tumours: list[Primary] = []
        for row in self.samples.get(id, ()):
            sample = row.get("SAMPLE_ID")
            alterations += self.found.alterations.get(sample, ())
            unmeasured: dict[Profile, set[str]] = {"cna": self.found.unmeasured.get(sample, set())}
            panels += self.tested.tests(sample, SPECIMENS.get(row.get("SAMPLE_CLASS").lower()), unmeasured)
            if (tumour := self._tumour(row, sample)) is not None:
                tumours.append(tumour)
            if "metasta" in row.get("SAMPLE_TYPE").lower():
                spread = self._metastasis(row, sample)
                metastases.setdefault(spread.site, spread)
        primaries, _ = one_tumour_once([], tumours, self.terms)
        return Case(
            person=self._person(id),
            primaries=tuple(primaries),
            metastases=tuple(metastases.values()),
            alterations=tuple(alterations),
            panels=tuple(panels),
        )

    def _person(self, id: str) -> Person:
        rows = self.people.get(id, [])
        sexes = {_SEXES.get(row.get("SEX", "GENDER").lower()) for row in rows}
        years = {row.get("BIRTH_YEAR") for row in rows}
        year = years.pop() if len(years) == 1 else ""
        self.aged += any(row.get("AGE") for row in rows) and not year
        self.dead += any("DECEASED" in row.get("VITAL_STATUS", "OS_STATUS").upper() for row in rows)
        return Person(
            sex=sexes.pop() if len(sexes) == 1 else None,
            born=PartialDate(year) if _YEAR.match(year) else None,
            source=Source(f"patient {id}"),
        )

    def _tumour(self, row: Row, sample: str) -> Primary | None:
        """The tumour by its OncoTree code; where no term has it, by the words beside it, as a marked guess."""
        code = row.get("ONCOTREE_CODE")
        term = self.terms.by_code("cancer", "oncotree", code) if code else None
        if term is not None:
            return Primary(cancer=term.id, source=Source(f"sample {sample}"))
        for words in (row.get("CANCER_TYPE_DETAILED"), row.get("CANCER_TYPE")):
            guessed = self.terms.by_text("cancer", words) if words else None
            if guessed is not None:
                self.unknown_codes[f"{code or '-'} → {guessed.id}"] += 1
                return Primary(cancer=guessed.id, source=Source(f"sample {sample}", words))
        if code:
            self.unknown_codes[code] += 1
        return None

    def _metastasis(self, row: Row, sample: str) -> Metastasis:
        words = row.get("METASTATIC_SITE")
        term = self.terms.by_text("site", words) if words else None
        if term is None and words:
            self.unknown_sites[words] += 1
        site = term.id if term is not None else "other-site"
        return Metastasis(
            site=site, source=Source(f"sample {sample}", None if term is not None else words or None)
        )


def _place(fault: PersonFault) -> tuple[str, int]:
    return fault.fault.file, int(fault.fault.where.removeprefix("line ") or 0)
