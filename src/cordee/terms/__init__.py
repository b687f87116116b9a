"""Controlled words: cancers, sites, genes, drugs and classes, labs and units, symptoms. Data files, one loader, one look-up."""

from cordee.terms.load import load_terms
from cordee.terms.lookup import Terms, normal
from cordee.terms.term import CodeSystem, MarkerValue, Term, TermKind
from cordee.terms.words import LANGS, Lang, Words

__all__ = [
    "LANGS",
    "CodeSystem",
    "Lang",
    "MarkerValue",
    "Term",
    "TermKind",
    "Terms",
    "Words",
    "load_terms",
    "normal",
]
