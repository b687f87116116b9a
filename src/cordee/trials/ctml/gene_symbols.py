"""The gene a `hugo_symbol` means, where it is not an HGNC symbol as well."""

from __future__ import annotations

import re

from cordee.files.located_yaml import Pointer
from cordee.terms import Terms
from cordee.trials.ctml.page import Page

FAMILIES: dict[str, tuple[str, ...]] = {
    "NTRK": ("NTRK1", "NTRK2", "NTRK3"),
    "BRCA": ("BRCA1", "BRCA2"),
    "BRCA1/2": ("BRCA1", "BRCA2"),
    "RAS": ("KRAS", "NRAS", "HRAS"),
    "FGFR": ("FGFR1", "FGFR2", "FGFR3", "FGFR4"),
}
"""Names of a family of genes, used where a symbol should stand: any of the family is meant."""

_SHAPE = re.compile(r"[A-Z][A-Z0-9]{0,9}(?:-[A-Z0-9]{1,6})?\Z")


def genes_of(page: Page, symbol: str, at: Pointer) -> tuple[str, ...] | None:
    """Gene ids that `symbol` stands for, with a warning when it is not written as its term.

    An empty tuple: shaped like a symbol, but no gene that Cordée knows; the caller keeps the condition as text.
    None: not a symbol at all (the trial is set aside).
    """
    written = symbol.strip()
    if page.terms.get("gene", written):
        return (written,)
    if members := FAMILIES.get(written.upper()):
        page.warn(at, f"'{written}' is a family of genes; read as any of {', '.join(members)}.")
        return members
    term = page.terms.by_text("gene", written)
    swapped = [term.id] if term else _neighbours_swapped(page.terms, written)
    if len(swapped) == 1:
        page.warn(at, f"'{written}' is not a gene symbol; read as {swapped[0]}.")
        return (swapped[0],)
    if _SHAPE.match(written):
        page.warn(at, f"'{written}' is not a gene Cordée knows; the condition stays text, not known yet.")
        return ()
    page.fault(at, f"'{written}' is not a gene symbol.")
    return None


def _neighbours_swapped(terms: Terms, written: str) -> list[str]:
    """Genes spelt with two neighbouring letters the other way round. A letter changed is never guessed: it may be
    another gene (BCL11A, BCL11B)."""
    spelt = written.upper()
    swaps = {spelt[:i] + spelt[i + 1] + spelt[i] + spelt[i + 2 :] for i in range(len(spelt) - 1)} - {spelt}
    return sorted(swap for swap in swaps if terms.get("gene", swap))
