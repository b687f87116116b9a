"""What whoever uses a cohort made from tables has to know about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cordee.cohort.build_report import deaths
from cordee.cohort.build_tables_tested import Profile
from cordee.terms.words import Words, join_words

if TYPE_CHECKING:
    from cordee.cohort.build_tables import Tables

_LISTED = 12
_ABSENT: dict[Profile, Words] = {
    "mutations": Words("table des mutations", "table of mutations"),
    "cna": Words("table des nombres de copies", "table of copy numbers"),
    "sv": Words("table des variants de structure", "table of structural variants"),
}


def notes_on(tables: Tables) -> tuple[Words, ...]:
    """The notes, the weightiest first."""
    notes = []
    missing = [words for profile, words in _ABSENT.items() if profile not in tables.present]
    if missing:
        listed = join_words(missing)
        notes.append(
            Words(
                f"Absente du dossier\u202f: {listed.fr}. Aucun gène n’est donc tenu pour non altéré de ce côté.",
                f"Not in the folder: {listed.en}. No gene is held to be unaltered on that side.",
            )
        )
    notes += _counted(
        tables.unknown_codes,
        Words("Codes OncoTree sans terme", "OncoTree codes without a term"),
    )
    notes += _counted(
        tables.unknown_sites,
        Words(
            "Sites de métastase lus «\u202fautre site\u202f»", "Sites of metastasis read as 'another site'"
        ),
    )
    genes = tables.found.unknown_genes + tables.tested.unknown_genes
    notes += _counted(genes, Words("Gènes sans terme, laissés de côté", "Genes without a term, left out"))
    notes += _counted(
        tables.tested.unlisted,
        Words("Panels sans liste de gènes (jamais «\u202fnon altéré\u202f»)",
              "Panels without a list of genes (never 'unaltered')"),
    )  # fmt: skip
    if tables.aged:
        notes.append(
            Words(
                f"Âge sans date de naissance\u202f: {tables.aged} personnes. Un âge dont le jour n’est pas dit ne donne "
                "aucune date de naissance\u202f: l’âge reste inconnu (colonne BIRTH_YEAR attendue).",
                f"Age without a birth date: {tables.aged} people. An age whose day is not told gives no birth date: age "
                "stays unknown (a BIRTH_YEAR column is expected).",
            )
        )
    notes += deaths(tables.dead)
    if tables.strays:
        notes.append(
            Words(
                f"Échantillons sans ligne clinique\u202f: {len(tables.strays)}, laissés de côté.",
                f"Samples without a clinical row: {len(tables.strays)}, left out.",
            )
        )
    return tuple(notes)


def _counted(counts: Counter[str], title: Words) -> list[Words]:
    if not counts:
        return []
    listed = ", ".join(f"{name} ({n})" for name, n in counts.most_common(_LISTED))
    more = ", …" if len(counts) > _LISTED else ""
    return [Words(f"{title.fr}\u202f: {listed}{more}", f"{title.en}: {listed}{more}")]
