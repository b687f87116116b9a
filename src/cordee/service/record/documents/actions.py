"""Adding and withdrawing documents."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.record.documents.content import content_type
from cordee.service.record.documents.store import keep
from cordee.service.record.models import Document, DocumentKind


class NotADocument(ValueError):
    """The content is neither PDF, PNG nor JPEG, whatever its name says."""


class AlreadyThere(ValueError):
    """The same content is attached already, as `document`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        super().__init__("already attached")


def add_document(
    *,
    person: Person,
    file: UploadedFile[Any],
    title: str,
    kind: DocumentKind,
    dated: str,
    by: Account,
    at: datetime,
) -> Document:
    """Attach a file. `dated` is a partial date (ISO) or empty. Raises `NotADocument` and `AlreadyThere`.

    The bytes are on the disk before the row says so; a row without bytes can't come about.
    """
    file.seek(0)
    kind_of_content = content_type(file.read(16))
    if kind_of_content is None:
        raise NotADocument
    file.seek(0)
    sha256, size = keep(file.chunks())
    try:
        with transaction.atomic():
            document = Document.objects.create(
                person=person, title=title, kind=kind, dated=dated, content_type=kind_of_content, size=size,
                sha256=sha256, added_at=at, added_by=by,
            )  # fmt: skip
            about = {"document": str(document.id)}
            log_access(person=person, by=by, verb=Verb.WRITE, what="add_document", at=at, about=about)
    except IntegrityError:
        there = Document.objects.filter(person=person, sha256=sha256, withdrawn_at__isnull=True).first()
        if there is None:
            raise
        raise AlreadyThere(there) from None
    return document


@transaction.atomic
def withdraw_document(*, document: Document, why: str, by: Account, at: datetime) -> Document:
    """Take a document off the list, with the reason; nothing when it is off already."""
    found = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = at, by, why
        found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        about = {"document": str(found.id)}
        log_access(person=found.person, by=by, verb=Verb.WRITE, what="withdraw_document", at=at, about=about)
    return found


@transaction.atomic
def log_download(*, document: Document, by: Account, at: datetime) -> None:
    """That somebody opened this very document."""
    about = {"document": str(document.id)}
    log_access(person=document.person, by=by, verb=Verb.READ, what="download_document", at=at, about=about)
