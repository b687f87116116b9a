"""A copy of everything about one person, as a zip file, written to the disk and not to memory."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

import msgspec

from cordee.files.fault import BadInput
from cordee.plan import Plan
from cordee.plan.render import climb_svg, to_pdf
from cordee.plan.voices import document_for
from cordee.service.people.models import Person
from cordee.service.plans.live import live_plan, planned_case
from cordee.service.plans.models import Revision
from cordee.service.record.documents.content import ENDINGS
from cordee.service.record.documents.store import chunks_of
from cordee.service.record.models import Document
from cordee.service.rights.fhir_copy import current_json, history_json
from cordee.service.rights.readme import readme
from cordee.service.rights.tables import rows_of, tables_of_person
from cordee.terms import load_terms
from cordee.terms.words import LANGS, Lang, Words

_IN_MEMORY = 1_000_000


def copy_of_everything(person: Person, on: date) -> IO[bytes]:
    """The zip as an open file at its beginning; it is gone from the disk once it is closed.

    What can't be put in (a plan not yet made, a document whose bytes are missing) is named in its README.
    """
    file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the response closes it
    missing: list[Words] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("fhir/current.json", current_json(person))
        _write(bundle, "fhir/history.json", history_json(person))
        for name, content in _plans(person, on, missing):
            bundle.writestr(name, content)
        _documents(bundle, person, missing)
        for model, path in tables_of_person():
            _write(bundle, f"tables/{model._meta.label_lower}.json", _as_json(rows_of(model, path, person)))
        for lang in LANGS:
            name = "LISEZ-MOI.txt" if lang == "fr" else "README.txt"
            bundle.writestr(name, readme(lang, on, [words.to(lang) for words in missing]))
    file.seek(0)
    return file


def _write(bundle: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    with bundle.open(name, "w", force_zip64=True) as target:
        for piece in pieces:
            target.write(piece)


def _as_json(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    yield b"["
    for number, row in enumerate(rows):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(row)
    yield b"\n]\n"


def _plans(person: Person, on: date, missing: list[Words]) -> Iterator[tuple[str, bytes]]:
    """The plan of today in the person's words, on paper in both languages; each adopted revision as it was frozen."""
    made = live_plan(person, on)
    if isinstance(made, Plan):
        for lang in LANGS:
            yield f"plan/{'mon-plan' if lang == 'fr' else 'my-plan'}.pdf", _pdf(made, person, on, lang)
    else:
        missing.append(
            Words("Un plan : aucun ne peut être fait aujourd’hui.", "A plan: none can be made today.")
        )
    for revision in Revision.objects.filter(person=person).order_by("number"):
        try:
            yield f"plan/revision-{revision.number}.json", revision.json()
        except (ValueError, BadInput):
            missing.append(
                Words(
                    f"La version {revision.number} du plan adopté : elle n’est plus telle qu’elle a été adoptée.",
                    f"Version {revision.number} of the adopted plan: it is no longer as it was adopted.",
                )
            )


def _pdf(plan: Plan, person: Person, on: date, lang: Lang) -> bytes:
    case = planned_case(person, on)
    picture = climb_svg(case, load_terms(), on, lang, audience="person")
    return to_pdf(document_for(plan, case, "person"), lang, picture)


def _documents(bundle: zipfile.ZipFile, person: Person, missing: list[Words]) -> None:
    """The attached documents that stand, numbered in the order they came; their titles are in `tables/`."""
    found = Document.objects.filter(person=person, withdrawn_at=None).order_by("added_at", "pk")
    for number, document in enumerate(found, start=1):
        name = f"documents/{number:03}.{ENDINGS.get(document.content_type, 'bin')}"
        try:
            _write(bundle, name, chunks_of(document.sha256))
        except FileNotFoundError:
            missing.append(
                Words(
                    f"Le document {number} : son fichier n’est plus sur le disque.",
                    f"Document {number}: its file is no longer on the disk.",
                )
            )
