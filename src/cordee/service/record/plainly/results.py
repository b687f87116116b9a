"""Scans, blood tests and measures with their days, in everyday words."""

from __future__ import annotations

from cordee import case as c
from cordee.case import Case
from cordee.criteria.leaves.person import performance_words
from cordee.criteria.quantity_words import quantity_words
from cordee.service.record.plainly.row import NOTHING, PlainRow, PlainSection, newest_first, plain_name, row
from cordee.service.record.plainly.treatments import RESPONSE
from cordee.terms import Terms, Words

MOST_EARLIER = 40
A_DAY: dict[int, Words] = {
    0: Words("peut tout faire comme avant", "can do everything as before"),
    1: Words("se déplace et fait ce qui n’est pas trop dur physiquement",
             "is up and about, and does what is not physically hard"),
    2: Words("s’occupe de soi seul\u202f; debout plus de la moitié de la journée, sans pouvoir travailler",
             "looks after themselves; up for more than half of the day, unable to work"),
    3: Words("s’occupe de soi en partie\u202f; au lit ou au fauteuil plus de la moitié de la journée",
             "looks after themselves in part; in bed or a chair for more than half of the day"),
    4: Words("a besoin d’aide pour tout\u202f; au lit ou au fauteuil toute la journée",
             "needs help with everything; in bed or a chair all day"),
    5: Words("décès", "death"),
}  # fmt: skip
"""ECOG 0 to 5 (Oken 1982, PMID 7165009), as one says it of a day."""


MODALITY: dict[str, Words] = {
    "CT": Words("scanner", "CT scan"),
    "MR": Words("IRM", "MRI scan"),
    "MRI": Words("IRM", "MRI scan"),
    "PT": Words("TEP", "PET scan"),
    "PET": Words("TEP", "PET scan"),
    "US": Words("échographie", "ultrasound"),
}
"""DICOM's letters for how the pictures were taken, and others that reports use; anything else is shown as written."""


def scans(case: Case, terms: Terms) -> PlainSection:
    """What each imaging visit concluded, where somebody stated it."""
    rows = [_scan(f) for f in sorted(case.imaging, key=newest_first, reverse=True)]
    return PlainSection(
        "scans",
        Words("Scanners et autres images", "Scans"),
        tuple(rows[:6]),
        Words("Aucun résultat d’imagerie n’est noté.", "No result of a scan is noted."),
        earlier=tuple(rows[6 : 6 + MOST_EARLIER]),
    )


def _scan(f: c.Imaging) -> PlainRow:
    words = MODALITY.get((f.modality or "").upper()) or Words.same(f.modality or "")
    if not f.modality:
        words = Words("images", "scan")
    if f.stated:
        words += Words("\u202f: ", ": ") + RESPONSE[f.stated]
    elif f.baseline:
        words += Words("\u202f: point de départ, pour comparer ensuite", ": the start, to compare with later")
    else:
        words += Words("\u202f: la conclusion n’est pas notée", ": the conclusion is not noted")
    return row(f, words)


def blood_tests(case: Case, terms: Terms) -> PlainSection:
    """The newest result of each test, then the earlier ones."""
    newest: dict[str, c.Lab] = {}
    earlier: list[c.Lab] = []
    for f in sorted(case.labs, key=newest_first, reverse=True):
        if f.analyte in newest:
            earlier.append(f)
        else:
            newest[f.analyte] = f
    return PlainSection(
        "blood-tests",
        Words("Analyses et mesures", "Blood tests and measures"),
        tuple(_lab(f, terms) for f in newest.values()),
        Words("Aucune analyse n’est notée.", "No test result is noted."),
        earlier=tuple(_lab(f, terms) for f in earlier[:MOST_EARLIER]),
    )


def _lab(f: c.Lab, terms: Terms) -> PlainRow:
    term = terms.get("lab", f.analyte)
    figure = Words.same(f.comparator or "") + quantity_words(f"{f.value:g}", term.unit if term else None)
    return row(f, plain_name(terms, "lab", f.analyte) + Words("\u202f: ", ": ") + figure, _against_limits(f))


def _against_limits(f: c.Lab) -> Words:
    """Where the result lies between the laboratory's own limits; nothing where it gave none, or the result is a bound."""
    if f.comparator is not None or (f.low is None and f.high is None):
        return NOTHING
    if f.low is not None and f.value < f.low:
        return Words("sous les repères du laboratoire", "below the laboratory’s usual range")
    if f.high is not None and f.value > f.high:
        return Words("au-dessus des repères du laboratoire", "above the laboratory’s usual range")
    if f.low is None or f.high is None:
        return NOTHING
    return Words("dans les repères du laboratoire", "within the laboratory’s usual range")


def a_day(case: Case, terms: Terms) -> PlainSection:
    """What the person manages in a day, as the team last noted it."""
    rows = []
    for f in sorted(case.performance, key=newest_first, reverse=True):
        words = A_DAY[f.ecog] if f.ecog is not None else performance_words(f)
        rows.append(row(f, words, performance_words(f) if f.ecog is not None else NOTHING))
    return PlainSection(
        "a-day",
        Words("Ce qui est possible dans une journée", "What is possible in a day"),
        tuple(rows[:1]),
        Words("L’équipe ne l’a pas encore noté.", "The team has not noted it yet."),
        earlier=tuple(rows[1 : 1 + MOST_EARLIER]),
    )
