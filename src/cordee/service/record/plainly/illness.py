"""The illness, where it is, what was found in the tumour, and other illnesses: in everyday words."""

from __future__ import annotations

from cordee import case as c
from cordee.case import Case
from cordee.criteria.leaves.alteration_words import alteration_words
from cordee.criteria.leaves.marker import marker_words
from cordee.response.figures import on_day
from cordee.service.record.plainly.row import (
    NOTHING,
    PlainRow,
    PlainSection,
    doctors_name,
    newest_first,
    plain_name,
    row,
)
from cordee.terms import Terms, Words


def illness(case: Case, terms: Terms) -> PlainSection:
    """Where it began, and how far it had gone by the newest statement of a stage."""
    return PlainSection(
        "illness",
        Words("La maladie", "The illness"),
        tuple(_primary(f, terms) for f in sorted(case.primaries, key=newest_first)),
        Words("Le dossier ne dit pas où la maladie a commencé.", "The record does not say where the illness began."),
    )  # fmt: skip


def _primary(f: c.Primary, terms: Terms) -> PlainRow:
    stage = NOTHING
    if f.stage:
        when = Words(", dit ", ", stated ") + on_day(f.stage_on) if f.stage_on else NOTHING
        stage = Words(f"Stade {f.stage}", f"Stage {f.stage}") + when
    found = Words("trouvée ", "found ") + on_day(f.on) if f.on else None
    kind = plain_name(terms, "histology", f.histology) if f.histology else NOTHING
    seen = Words("Au microscope\u202f: ", "Under the microscope: ") + kind if f.histology else NOTHING
    return row(
        f,
        plain_name(terms, "cancer", f.cancer),
        doctors_name(terms, "cancer", f.cancer),
        seen,
        stage,
        when=found,
    )


def spread(case: Case, terms: Terms) -> PlainSection:
    """Where it has gone, where it has gone from again, and where it was looked for and not found."""
    shown = sorted(case.metastases, key=newest_first, reverse=True)
    shown.sort(key=lambda f: (f.presence == "absent", f.gone is not None))
    return PlainSection(
        "spread",
        Words("Où elle s’est étendue", "Where it has spread"),
        tuple(_metastasis(f, terms) for f in shown),
        Words("Le dossier ne dit pas si la maladie s’est étendue ailleurs.",
              "The record does not say whether the illness has spread elsewhere."),
    )  # fmt: skip


def _metastasis(f: c.Metastasis, terms: Terms) -> PlainRow:
    words = plain_name(terms, "site", f.site)
    if f.presence == "absent":
        return row(f, words + Words("\u202f: cherché, rien trouvé", ": looked for, nothing found"))
    more = [
        Words("traité à cet endroit", "treated there") if f.treated else NOTHING,
        Words("n’a pas bougé depuis", "has not moved since") if f.stable else NOTHING,
        Words("plus visible ", "no longer seen ") + on_day(f.gone) if f.gone else NOTHING,
    ]
    return row(f, words, *more, when=Words("vu pour la première fois ", "first seen ") + on_day(f.on))


def tumour_tests(case: Case, terms: Terms) -> PlainSection:
    """Changes in genes and marks of the tumour: found first, then looked for and not found."""
    found = [f for f in case.alterations if f.presence == "present"]
    not_there = [f for f in case.alterations if f.presence == "absent"]
    rows = [
        *(row(f, _change(f, terms)) for f in sorted(found, key=newest_first, reverse=True)),
        *(row(f, marker_words(terms, f)) for f in sorted(case.markers, key=newest_first, reverse=True)),
        *(row(f, alteration_words(terms, f)) for f in sorted(not_there, key=newest_first, reverse=True)),
        *(row(f, Words("Test de gènes\u202f: ", "Gene test: ") + Words.same(f.name)) for f in case.panels),
    ]
    return PlainSection(
        "tumour-tests",
        Words("Ce que les tests de la tumeur ont montré", "What tests of the tumour have shown"),
        tuple(rows),
        Words("Aucun résultat de test de la tumeur n’est dans le dossier. Cela ne veut pas dire qu’il n’y en a pas eu.",
              "No result of a tumour test is in the record. That does not mean that none was done."),
    )  # fmt: skip


def _change(f: c.Alteration, terms: Terms) -> Words:
    return alteration_words(terms, f) + Words("\u202f: trouvé", ": found")


def other_illnesses(case: Case, terms: Terms) -> PlainSection:
    """Other illnesses and states."""
    rows = []
    for f in sorted(case.conditions, key=newest_first, reverse=True):
        words = plain_name(terms, "condition", f.condition)
        if f.presence == "absent":
            words += Words("\u202f: cherché, absent", ": looked for, not there")
        over = Words("terminé ", "over ") + on_day(f.until) if f.until else NOTHING
        rows.append(row(f, words, Words.same(f.detail or ""), over))
    return PlainSection(
        "other-illnesses",
        Words("Autres maladies", "Other illnesses"),
        tuple(rows),
        Words("Aucune autre maladie n’est notée. S’il y en a, même anciennes, dites-le à l’équipe.",
              "No other illness is noted. If there is one, even an old one, tell the team."),
    )  # fmt: skip
