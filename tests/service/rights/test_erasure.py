"""Asking for erasure: asked, taken back or answered, by whom, when and in words; nothing is erased by the asking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cordee.service.people.models import AccessEntry, Notice
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.notices import link_of, said
from cordee.service.rights.actions import answer_erasure, ask_erasure, withdraw_erasure
from cordee.service.rights.models import ErasureRequest
from tests.service.conftest import NOW, Circle

LATER = NOW + timedelta(days=1)


def _ask(circle: Circle, why: str = "") -> ErasureRequest:
    return ask_erasure(person=circle.person, by=circle.ines, why=why, at=NOW)


def test_asking_tells_the_coordinator_without_the_reason(circle: Circle):
    _ask(circle, "A reason that stays between us.")
    notice = Notice.objects.get(kind="rights.erasure_asked")
    assert notice.account == circle.alice
    assert "reason" not in str(notice.about)
    assert "Moreau" in said(notice)
    assert link_of(notice) == f"/p/{circle.person.id}/erasure/"


def test_asked_twice_the_open_request_stands_once(circle: Circle):
    assert _ask(circle).pk == _ask(circle).pk
    withdraw_erasure(request=_ask(circle), by=circle.ines, at=LATER)
    assert _ask(circle).is_open
    assert ErasureRequest.objects.count() == 2


def test_an_answer_has_its_author_its_day_and_its_words_and_the_person_is_told(circle: Circle):
    request = answer_erasure(request=_ask(circle), by=circle.alice, words="We talked about it.", at=LATER)
    assert (request.answered_by, request.answered_at, request.answer) == (
        circle.alice,
        LATER,
        "We talked about it.",
    )
    assert Notice.objects.get(kind="rights.erasure_answered").account == circle.ines
    written = AccessEntry.objects.filter(person=circle.person, what__endswith="_erasure").order_by("number")
    assert [entry.what for entry in written] == ["ask_erasure", "answer_erasure"]


def test_a_request_ends_one_way(circle: Circle):
    request = _ask(circle)
    withdraw_erasure(request=request, by=circle.ines, at=LATER)
    withdraw_erasure(request=request, by=circle.ines, at=LATER)
    with pytest.raises(NotPossible):
        answer_erasure(request=request, by=circle.alice, words="Too late.", at=LATER)
    answered = answer_erasure(request=_ask(circle), by=circle.alice, words="Yes.", at=LATER)
    with pytest.raises(NotPossible):
        withdraw_erasure(request=answered, by=circle.ines, at=LATER)
    with pytest.raises(NotPossible):
        answer_erasure(request=answered, by=circle.alice, words="Again.", at=LATER)


@pytest.mark.parametrize(
    "broken",
    [
        {"answer": "Words of nobody."},
        {"answered_at": LATER},
        {"answered_at": LATER, "answer": "By nobody."},
    ],
)
def test_the_database_refuses_half_an_answer(circle: Circle, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.filter(pk=_ask(circle).pk).update(**broken)


def test_the_database_refuses_two_ends_and_two_open_requests(circle: Circle):
    answered = answer_erasure(request=_ask(circle), by=circle.alice, words="Yes.", at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.filter(pk=answered.pk).update(withdrawn_at=LATER)
    _ask(circle)
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.create(person=circle.person, asked_by=circle.ines, asked_at=NOW)


def test_the_pages_from_asking_to_the_answer(circle: Circle, django_assert_max_num_queries):
    ines, alice = circle.client_of(circle.ines), circle.client_of(circle.alice)
    mine, theirs = f"/my/{circle.person.id}/data/", f"/p/{circle.person.id}/erasure/"
    assert b"No request waits" in alice.get(theirs).content
    assert ines.post(mine + "erasure/", {"why": "x"}).status_code == 422  # not ticked: not asked
    assert ines.post(mine + "erasure/", {"sure": "on"}).status_code == 302
    with django_assert_max_num_queries(20):
        assert b"Alice Martin, who coordinates your care, has been told" in ines.get(mine).content
    with django_assert_max_num_queries(20):
        assert b"No reason given" in alice.get(theirs).content
    assert alice.post(theirs, {"words": ""}).status_code == 422
    assert alice.post(theirs, {"words": "We will talk on Monday."}).status_code == 302
    assert b"We will talk on Monday." in ines.get(mine).content
    late = alice.post(theirs, {"words": "Written at the same time."})
    assert late.status_code == 409
    request = ErasureRequest.objects.get()
    assert ines.post(f"{mine}erasure/{request.id}/withdraw/").status_code == 302
    request.refresh_from_db()
    assert request.withdrawn_at is None


def test_only_the_person_asks_and_only_the_coordinator_answers(circle: Circle):
    mine, theirs = f"/my/{circle.person.id}/data/", f"/p/{circle.person.id}/erasure/"
    for account in (circle.daniel, circle.charlie, circle.bob, circle.alice):
        client = circle.client_of(account)
        assert client.get(mine).status_code == 404
        assert client.post(mine + "copy/").status_code == 404
        assert client.post(mine + "erasure/", {"sure": "on"}).status_code == 404
    for account in (circle.ines, circle.bob, circle.charlie):
        assert circle.client_of(account).get(theirs).status_code == 404
    assert ErasureRequest.objects.count() == 0
