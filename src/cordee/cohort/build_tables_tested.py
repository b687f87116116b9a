"""What each sample was tested for: the panel matrix and the panels' gene lists, held against the tables that are there.

A gene is wild type on a sample only where its panel holds the gene *and* the table that would list the variant is there:
silence in a table that was never given says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from cordee.case import PanelTest, Source
from cordee.case.biomarker import AlterationKind
from cordee.cohort.build_tables_read import Table, table_in
from cordee.files.fault import Fault
from cordee.terms import Terms

Profile = Literal["mutations", "cna", "sv"]
SEEN: dict[Profile, tuple[AlterationKind, ...]] = {
    "mutations": ("mutation",),
    "cna": ("amplification", "deletion"),
    "sv": ("fusion", "rearrangement"),
}
"""What a test of each profile lists when it finds it."""
_COLUMNS: dict[Profile, tuple[str, ...]] = {
    "mutations": ("MUTATIONS",),
    "cna": ("CNA", "GISTIC"),
    "sv": ("STRUCTURAL_VARIANTS", "SV", "FUSION", "FUSIONS"),
}
SPECIMENS: dict[str, Literal["tissue", "blood"]] = {"tumor": "tissue", "tumour": "tissue", "cfdna": "blood"}


class Tested:
    """`panels`: genes of each panel, those that are terms. `unlisted`: panels the matrix names without a gene list."""

    def __init__(self, folder: Path, present: Iterable[Profile], terms: Terms) -> None:
        self.faults: list[Fault] = []
        self.unknown_genes: Counter[str] = Counter()
        self.unlisted: Counter[str] = Counter()
        self.panels: dict[str, tuple[str, ...]] = {}
        for path in sorted([*folder.glob("data_gene_panel_*.txt"), *folder.glob("data_gene_panel_*.txt.gz")]):
            if "matrix" not in path.name:
                self._panel(path, terms)
        self._by_sample: dict[str, dict[Profile, str]] = {}
        matrix = table_in(folder, "data_gene_panel_matrix.txt", "data_gene_matrix.txt")
        if matrix is not None:
            self._matrix(matrix, set(present))

    def tests(
        self, sample: str, specimen: Literal["tissue", "blood"] | None, unmeasured: Mapping[Profile, set[str]]
    ) -> list[PanelTest]:
        """The tests of one sample, profiles of the same genes together. `unmeasured`: genes for which the sample's own
        table says that they could not be read."""
        together: dict[tuple[str, tuple[str, ...]], list[AlterationKind]] = {}
        for profile, panel in self._by_sample.get(sample, {}).items():
            genes = self.panels[panel]
            if blind := unmeasured.get(profile):
                genes = tuple(gene for gene in genes if gene not in blind)
            together.setdefault((panel, genes), []).extend(SEEN[profile])
        return [
            PanelTest(
                name=panel,
                genes=genes,
                kinds=tuple(kinds),
                specimen=specimen,
                source=Source(f"sample {sample}"),
            )
            for (panel, genes), kinds in together.items()
        ]

    def _panel(self, path: Path, terms: Terms) -> None:
        said: dict[str, str] = {}
        for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines():
            key, colon, value = line.partition(":")
            if colon:
                said[key.strip().lower()] = value.strip()
        name, listed = said.get("stable_id", ""), said.get("gene_list", "").split()
        if not name or not listed:
            problem = "no 'stable_id' or no 'gene_list': the panel was not used."
            self.faults.append(Fault(file=path.name, where="", problem=problem))
            return
        genes: dict[str, None] = {}
        for symbol in listed:
            term = terms.by_text("gene", symbol)
            if term is None:
                self.unknown_genes[symbol] += 1
            else:
                genes[term.id] = None
        self.panels[name] = tuple(sorted(genes))

    def _matrix(self, path: Path, present: set[Profile]) -> None:
        table = Table(path, [("SAMPLE_ID",)])
        columns: dict[Profile, str] = {
            profile: name
            for profile in SEEN
            if profile in present
            for name in _COLUMNS[profile]
            if name in table.columns
        }
        for row in table.rows():
            on: dict[Profile, str] = {}
            for profile, column in columns.items():
                panel = row.get(column)
                if panel in self.panels:
                    on[profile] = panel
                elif panel:
                    self.unlisted[panel] += 1
            self._by_sample[row.get("SAMPLE_ID")] = on
        self.faults += table.faults
