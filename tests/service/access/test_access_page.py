"""docs/access.md says what the tables say, now."""

from __future__ import annotations

from pathlib import Path

from django.utils import translation

from cordee.service.people.access_page import access_page
from cordee.service.people.permissions import Permission
from cordee.service.people.roles import Role

PAGE = Path(__file__).parents[3] / "docs" / "access.md"


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == access_page(), "run python tools/access_docs.py"


def test_every_permission_and_role_is_in_it():
    page = access_page()
    for permission in Permission:
        assert f"| `{permission}` |" in page
    with translation.override("en"):
        assert all(str(role.label) in page for role in Role)
