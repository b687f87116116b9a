"""All that the person's record page shows to one reader: what of it is opened to them, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cordee.service.people.models import Person
from cordee.service.people.permissions import Permission
from cordee.service.people.standing import Standing
from cordee.service.record.allergies import allergy_words
from cordee.service.record.contradictions import contradictions
from cordee.service.record.current import current_reading
from cordee.service.record.models import Document, Resource
from cordee.service.record.plainly.illness import illness, other_illnesses, spread, tumour_tests
from cordee.service.record.plainly.results import a_day, blood_tests, scans
from cordee.service.record.plainly.row import NOTHING, PlainRow, PlainSection
from cordee.service.record.plainly.treatments import effects, treatments
from cordee.service.record.plainly.wanted import wanted
from cordee.terms import Words, load_terms

MOST_DOCUMENTS = 5
_BEFORE_ALLERGIES = (
    illness,
    spread,
    treatments,
    effects,
    tumour_tests,
    scans,
    blood_tests,
    a_day,
    other_illnesses,
)


@dataclass(frozen=True)
class MyRecord:
    """`empty`: nothing at all is recorded. `doubtful` names what the notes say in two ways, `not_placed` counts entries
    that no line was made of. `documents` is None for a reader to whom they are not opened."""

    sections: list[PlainSection]
    empty: bool
    doubtful: list[Words]
    not_placed: int
    documents: list[Document] | None


def my_record(where: Standing, today: date) -> MyRecord:
    """The current facts in everyday words. Three queries, four when the facts were not read yet.

    Symptoms are the check-ins' own page, and the topic of another permission; wishes, goals and refusals are shown to
    who may see the plan, where they stand too.
    """
    person, terms = where.person, load_terms()
    reading = current_reading(person, today)
    allergies = _allergies(person)
    sections = [made(reading.case, terms) for made in _BEFORE_ALLERGIES]
    sections.insert(2, allergies)
    if Permission.SEE_PLAN in where.permissions:
        sections.append(wanted(reading.case, terms))
    shown = {one.ref for section in sections for one in (*section.rows, *section.earlier)}
    found = contradictions(reading.case, terms)
    doubtful = [c.words for c in found if c.kind == "contradiction" and shown.intersection(c.refs)]
    documents = None
    if Permission.SEE_DOCUMENTS in where.permissions:
        held = Document.objects.filter(person=person, withdrawn_at__isnull=True).order_by("-added_at")
        documents = list(held[:MOST_DOCUMENTS])
    unused = sum(not item.ref.startswith("AllergyIntolerance/") for item in reading.unused)
    empty = not any(section.rows for section in sections)
    return MyRecord(sections, empty, list(dict.fromkeys(doubtful)), unused + len(reading.faults), documents)


def _allergies(person: Person) -> PlainSection:
    rows = Resource.objects.filter(person=person, type="AllergyIntolerance", current=True, withdrawn=False)
    said = [(allergy_words(row.body), row.ref) for row in rows.order_by("-facts_version")]
    return PlainSection(
        "allergies",
        Words("Allergies", "Allergies"),
        tuple(PlainRow(words, NOTHING, ref=ref) for words, ref in said if words is not None),
        Words("Le dossier ne dit rien des allergies\u202f: ni qu’il y en a, ni qu’il n’y en a pas. Dites-les à l’équipe.",
              "The record says nothing of allergies: neither that there are any, nor that there are none. Tell the team."),
    )  # fmt: skip
