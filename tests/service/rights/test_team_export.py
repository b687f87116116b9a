"""A copy of the record for a colleague elsewhere."""

from __future__ import annotations

import io
import json
import zipfile

from django.urls import reverse

from cordee.service.people.models import AccessEntry
from tests.service.conftest import Circle


def test_a_physician_makes_a_copy_and_the_log_tells(circle: Circle):
    path = reverse("rights:team_export", args=[circle.person.id])
    client = circle.client_of(circle.alice)
    record = client.get(reverse("record:record", args=[circle.person.id]))
    assert path in record.content.decode()
    assert client.get(path).status_code == 200
    answer = client.post(path)
    copied = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert "record.json" in copied.namelist()
    assert json.loads(copied.read("record.json"))["resourceType"] == "Bundle"
    assert "Moreau" not in answer["Content-Disposition"]
    newest = AccessEntry.objects.filter(person=circle.person).order_by("-number").first()
    assert newest is not None
    assert (newest.what, newest.account_id) == ("export", circle.alice.pk)


def test_a_nurse_and_a_stranger_make_none(circle: Circle):
    path = reverse("rights:team_export", args=[circle.person.id])
    for account in (circle.bob, circle.charlie, circle.ines, circle.daniel):
        assert circle.client_of(account).get(path).status_code == 404
        assert circle.client_of(account).post(path).status_code == 404
