"""What was found in each sample: mutations (MAF), structural variants, discrete copy numbers.

Column names and values as cBioPortal documents them (`docs/File-Formats.md` of cBioPortal/cbioportal).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from cordee.case import Alteration, Source
from cordee.case.biomarker import AlterationKind, Origin
from cordee.cohort.build_tables_read import Row, Table
from cordee.fhir.observation.protein_change import one_letter
from cordee.files.fault import Fault
from cordee.terms import Terms

# The portal leaves these out by default, but for the promoter of TERT: they change no protein.
_SILENT = frozenset({"silent", "intron", "igr", "3'utr", "5'utr", "3'flank", "5'flank", "rna"})
_NOT_A_VARIANT = frozenset({"loh", "wildtype"})  # of Mutation_Status; 'none' is a cell that says nothing
_ORIGINS: dict[str, Origin] = {"somatic": "somatic", "germline": "germline"}
_COPIES: dict[str, AlterationKind | None] = {
    "-2": "deletion", "-1": None, "0": None, "1": None, "2": "amplification",
}  # fmt: skip
_NO_SAMPLE = frozenset({"HUGO_SYMBOL", "ENTREZ_GENE_ID", "CYTOBAND"})
# A junction the source does not call a fusion that can be read through stays open: a rearrangement.
_OPEN = (
    "antisense",
    "out of frame",
    "out-of-frame",
    "mid-exon",
    "transcript fusion",
    "intergenic",
    "interganic",
)


class Found:
    """`alterations` by sample; `unmeasured`: by sample, the genes whose copy number could not be told."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.alterations: dict[str, list[Alteration]] = {}
        self.unmeasured: dict[str, set[str]] = {}
        self.unknown_genes: Counter[str] = Counter()
        self.faults: list[Fault] = []
        self.rows = 0
        self._genes: dict[str, str | None] = {}

    def mutations(self, path: Path) -> None:
        """Read a MAF. Raises BadInput when it has no sample, gene or classification column."""
        table = Table(
            path,
            [("TUMOR_SAMPLE_BARCODE", "SAMPLE_ID"), ("HUGO_SYMBOL",), ("VARIANT_CLASSIFICATION",)],
            ("TUMOR_SAMPLE_BARCODE", "SAMPLE_ID", "HUGO_SYMBOL", "VARIANT_CLASSIFICATION", "HGVSP_SHORT",
             "EXON_NUMBER", "MUTATION_STATUS"),
        )  # fmt: skip
        for row in table.rows():
            self.rows += 1
            gene, kind = self._gene(row.get("HUGO_SYMBOL")), row.get("VARIANT_CLASSIFICATION").lower()
            promoter = gene == "TERT" and kind == "5'flank"
            status = row.get("MUTATION_STATUS").lower()
            if gene is None or (kind in _SILENT and not promoter) or status in _NOT_A_VARIANT:
                continue
            self._add(
                row,
                table,
                Alteration(
                    gene=gene,
                    kind="mutation",
                    protein_change=one_letter(row.get("HGVSP_SHORT")),
                    alteration_class="promoter-mutation" if promoter else None,
                    exon=_exon(row.get("EXON_NUMBER")),
                    origin=_ORIGINS.get(status),
                ),
            )
        self.faults += table.faults

    def structural_variants(self, path: Path) -> None:
        """Read structural variants. Raises BadInput when there is no sample column or no gene column."""
        table = Table(
            path,
            [("SAMPLE_ID",), ("SITE1_HUGO_SYMBOL", "SITE2_HUGO_SYMBOL")],
            ("SAMPLE_ID", "SITE1_HUGO_SYMBOL", "SITE2_HUGO_SYMBOL", "SV_STATUS", "EVENT_INFO",
             "SITE2_EFFECT_ON_FRAME"),
        )  # fmt: skip
        for row in table.rows():
            self.rows += 1
            symbols = dict.fromkeys(s for n in (1, 2) if (s := row.get(f"SITE{n}_HUGO_SYMBOL")))
            genes = [gene for symbol in symbols if (gene := self._gene(symbol)) is not None]
            kind: AlterationKind = "fusion" if len(symbols) == 2 and _fused(row) else "rearrangement"
            for gene in genes:  # one event, told of each of its genes
                partner = next((other for other in genes if other != gene), None)
                origin = _ORIGINS.get(row.get("SV_STATUS").lower())
                self._add(row, table, Alteration(gene=gene, kind=kind, partner=partner, origin=origin))
        self.faults += table.faults

    def copy_numbers(self, path: Path) -> None:
        """Read discrete copy numbers, a column a sample or a row a sample and gene."""
        table = Table(path, [("HUGO_SYMBOL",)])
        long = {"SAMPLE_ID", "VALUE"} <= set(table.columns)
        samples = {column: name for column, name in table.written.items() if column not in _NO_SAMPLE}
        for row in table.rows():
            self.rows += 1
            gene = self._gene(row.get("HUGO_SYMBOL"))
            if gene is None:
                continue
            if long:
                self._copies(row, table, row.get("SAMPLE_ID"), gene, row.get("VALUE"))
                continue
            for column, value in row.cells.items():
                if column in samples:
                    self._copies(row, table, samples[column], gene, value)
        self.faults += table.faults

    def _copies(self, row: Row, table: Table, sample: str, gene: str, value: str) -> None:
        level = value.removesuffix(".0")
        if level not in _COPIES:  # nothing, or a level between two
            self.unmeasured.setdefault(sample, set()).add(gene)
        elif (kind := _COPIES[level]) is not None:
            self._add(row, table, Alteration(gene=gene, kind=kind), sample)

    def _gene(self, symbol: str) -> str | None:
        if symbol not in self._genes:
            term = self.terms.by_text("gene", symbol) if symbol else None
            self._genes[symbol] = term.id if term is not None else None
        gene = self._genes[symbol]
        if gene is None and symbol:
            self.unknown_genes[symbol] += 1
        return gene

    def _add(self, row: Row, table: Table, alteration: Alteration, sample: str = "") -> None:
        sample = sample or row.get("TUMOR_SAMPLE_BARCODE", "SAMPLE_ID")
        if not sample:
            table.fault(row.line, "names no sample.", "The row was not used.")
            return
        given = {name: getattr(alteration, name) for name in alteration.__struct_fields__}
        given["source"] = Source(f"{table.name} line {row.line}")
        self.alterations.setdefault(sample, []).append(Alteration(**given))


def _fused(row: Row) -> bool:
    """Whether the source says that two genes are joined so that they can be read through."""
    event, frame = row.get("EVENT_INFO").lower(), row.get("SITE2_EFFECT_ON_FRAME").lower()
    if any(word in event or word in frame for word in _OPEN):
        return False
    return "fusion" in event or frame.replace("_", " ").replace("-", " ") in {"in frame", "inframe"}


def _exon(written: str) -> int | None:
    first = written.partition("/")[0].strip()
    return int(first) if first.isdecimal() and 0 < int(first) <= 400 else None
