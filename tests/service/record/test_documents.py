"""Documents: what they are by their content, who may fetch them, and that nothing vanishes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from cordee.service.people.models import AccessEntry, Account, Membership, Sharing
from cordee.service.people.roles import Topic
from cordee.service.record.documents.content import content_type
from cordee.service.record.documents.store import path_of
from cordee.service.record.models import Document
from tests.service.conftest import NOW, Circle

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "documents"
    return tmp_path / "documents"


def attached(circle: Circle, by: Account, content: bytes = PNG, place: str = "documents", **more: str) -> Any:
    client = circle.client_of(by)
    address = reverse(f"record:{place}", args=[circle.person.id])
    sent = {
        "title": "Lettre inventée",
        "kind": "letter",
        "file": SimpleUploadedFile("x.exe", content),
        **more,
    }
    return client.post(address, sent)


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"<html>", None),
        (b"PK\x03\x04", None),
        (b"GIF89a", None),
        (b"", None),
        (b" %PDF-", None),
    ],
)
def test_the_content_says_what_it_is(first: bytes, kind: str | None):
    assert content_type(first) == kind


def test_kept_outside_by_its_hash_readable_by_the_service_alone(circle: Circle, folder: Path):
    assert attached(circle, circle.bob, dated="03/2026").status_code == 302
    document = Document.objects.get()
    path = path_of(document.sha256)
    assert path.read_bytes() == PNG
    assert path.stat().st_mode & 0o777 == 0o600
    assert (document.content_type, document.size, document.dated) == ("image/png", len(PNG), "2026-03")
    assert not list(folder.glob(".coming-*"))


def test_a_name_that_lies_is_not_believed(circle: Circle):
    response = attached(circle, circle.bob, b"MZ\x90\x00 a program")
    assert response.status_code == 200
    assert not Document.objects.exists()


def test_fetched_as_a_file_and_written_in_the_log(circle: Circle):
    attached(circle, circle.bob)
    document = Document.objects.get()
    response = circle.client_of(circle.alice).get(
        reverse("record:document", args=[circle.person.id, document.id])
    )
    assert b"".join(response) == PNG
    assert response["Content-Disposition"] == 'attachment; filename="lettre-inventee.png"'
    assert response["X-Content-Type-Options"] == "nosniff"
    entry = AccessEntry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.what, entry.about) == ("download_document", {"document": str(document.id)})


def test_someone_close_gets_them_when_opened_and_not_before(circle: Circle):
    attached(circle, circle.bob)
    document = Document.objects.get()
    daniel = circle.client_of(circle.daniel)
    pages = [
        reverse("record:my_documents", args=[circle.person.id]),
        reverse("record:my_document", args=[circle.person.id, document.id]),
    ]
    assert [daniel.get(page).status_code for page in pages] == [404, 404]
    membership = Membership.objects.get(account=circle.daniel)
    Sharing.objects.create(membership=membership, topic=Topic.DOCUMENTS, opened_at=NOW, opened_by=circle.ines)
    assert daniel.get(pages[0]).status_code == 200
    assert b"".join(daniel.get(pages[1])) == PNG
    assert daniel.post(pages[0], {}).status_code == 404
    assert circle.client_of(circle.charlie).get(pages[1]).status_code == 404


def test_the_person_attaches_and_withdraws_with_a_reason(circle: Circle):
    assert attached(circle, circle.ines, place="my_documents").status_code == 302
    document = Document.objects.get()
    ines = circle.client_of(circle.ines)
    address = reverse("record:my_document_withdraw", args=[circle.person.id, document.id])
    ines.post(address, {"why": " "})
    document.refresh_from_db()
    assert document.withdrawn_at is None
    ines.post(address, {"why": "Ce n’est pas la mienne."})
    document.refresh_from_db()
    assert document.withdrawn_by == circle.ines
    assert path_of(document.sha256).exists()
    listed = ines.get(reverse("record:my_documents", args=[circle.person.id])).content.decode()
    assert "Ce n’est pas la mienne." in listed
    assert ines.get(reverse("record:my_document", args=[circle.person.id, document.id])).status_code == 404


def test_the_same_file_twice_is_said(circle: Circle):
    attached(circle, circle.bob)
    assert attached(circle, circle.alice).status_code == 200
    assert Document.objects.count() == 1


def test_a_withdrawal_says_all_three(circle: Circle):
    attached(circle, circle.bob)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.update(withdrawn_at=NOW)


def test_lost_bytes_are_told_not_hidden(circle: Circle):
    attached(circle, circle.bob)
    document = Document.objects.get()
    path_of(document.sha256).unlink()
    response = circle.client_of(circle.bob).get(
        reverse("record:document", args=[circle.person.id, document.id])
    )
    assert response.status_code == 409
