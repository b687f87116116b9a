"""What was found in the tumour or the blood about the tumour's biology."""

from __future__ import annotations

from typing import Literal

from cordee.case.fact import Fact, Presence

AlterationKind = Literal[
    "mutation", "amplification", "fusion", "deletion", "rearrangement", "expression", "skipping"
]
Origin = Literal["somatic", "germline"]


class Alteration(Fact, frozen=True, kw_only=True):
    """A gene's anomaly, found (`present`) or looked for by name and not found (`absent`).

    `protein_change` is HGVS without the `p.` prefix and in one-letter codes ('G12C', 'E746_A750del');
    `alteration_class` a term ('exon-19-deletion', 'class-1', 'v600'); `pathogenic` None when not classified;
    `partner` the other gene of a fusion.
    """

    gene: str
    kind: AlterationKind | None = None
    presence: Presence = "present"
    protein_change: str | None = None
    exon: int | None = None
    alteration_class: str | None = None
    partner: str | None = None
    origin: Origin | None = None
    pathogenic: bool | None = None
    copy_number: float | None = None
    method: str | None = None


class PanelTest(Fact, frozen=True, kw_only=True):
    """A gene test that was done and reported. A gene in `genes` without a finding is wild-type *on this test*.

    `kinds` are the anomalies the test can see (a small DNA panel sees no fusion); empty means it was not said.
    """

    name: str
    genes: tuple[str, ...] = ()
    kinds: tuple[AlterationKind, ...] = ()
    origin: Origin | None = None
    specimen: Literal["tissue", "blood"] | None = None


class Marker(Fact, frozen=True, kw_only=True):
    """A result that is neither a gene's alteration nor a blood chemistry: ER, PR, HER2, PD-L1, MSI, MMR, TMB, HRD …

    `marker` is a term id that fixes the score type ('pd-l1-tps', 'pd-l1-cps', 'her2-ihc'); `code` a word of that
    term ('positive', '2+', 'high'), `number` a figure in the term's unit. At least one of the two is given.
    """

    marker: str
    code: str | None = None
    number: float | None = None
    method: str | None = None
