"""Real things below a person, for the matrix of access."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from cordee.service.record.documents.actions import add_document
from cordee.service.record.imports.actions import start_import
from cordee.service.record.models import DocumentKind
from tests.service.conftest import NOW, Circle
from tests.service.record.facts import ecog, write


def samples(circle: Circle) -> dict[str, dict[str, object]]:
    """A fact, an import and a document of the circle's person."""
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    batch = start_import(
        person=circle.person, bodies=[ecog(circle.person, 2, "2026-11-02", "e2")], by=circle.alice, at=NOW
    )
    document = add_document(
        person=circle.person, file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 invented"), title="Invented letter",
        kind=DocumentKind.LETTER, dated="", by=circle.alice, at=NOW,
    )  # fmt: skip
    fact = {"resource_type": "Observation", "logical_id": "ecog-1"}
    on_batch = ("import_batch", "import_step", "import_finish", "import_drop")
    on_document = ("document", "document_withdraw", "my_document", "my_document_withdraw")
    imports = {f"record:{name}": {"batch_id": batch.id} for name in on_batch}
    documents = {f"record:{name}": {"document_id": document.id} for name in on_document}
    return {"record:add": {"kind": "ecog"}, "record:fact": fact, "record:undo": fact, **imports, **documents}
