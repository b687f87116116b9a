"""While alerts don't pass on, the pages of signing in stand too: who is not signed in has no team to name."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.service.conftest import Circle


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/reset/", "/learn/", "/invited/"])
def test_a_page_for_anyone_stands_during_an_outage(path: str, db: None):
    page = Client(headers={"accept-language": "en"}).get(path)
    assert page.status_code == 200
    assert 'class="outage"' in page.content.decode()  # no engine has ever turned here


def test_who_is_signed_in_reads_the_team_s_numbers(circle: Circle):
    page = circle.client_of(circle.alice).get("/today/").content.decode()
    assert "+33 1 00 00 00 01" in page
