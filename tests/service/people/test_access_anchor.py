"""A digest kept outside finds a log that was made anew from end to end, which the chain alone can't."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from cordee.files.fault import BadInput
from cordee.service.people import append_only
from cordee.service.people.access_anchor import anchor_of_log, read_anchor, still_holds
from cordee.service.people.access_log import digest, log_access, verify_all
from cordee.service.people.models import AccessEntry, AccessHead, Verb
from cordee.service.project.doctor.log import anchored, digest_line
from tests.service.conftest import NOW, Circle


@pytest.fixture
def logged(circle: Circle) -> Circle:
    for minute, by in enumerate((circle.alice, circle.bob, None)):
        log_access(
            person=circle.person, by=by, verb=Verb.READ, what="see_plan", at=NOW + timedelta(minutes=minute)
        )
    return circle


def made_anew(circle: Circle) -> None:
    """Somebody who may write to the database takes Bob's look out, and chains the rest again, the head too."""
    append_only.lift(connection)
    AccessEntry.objects.filter(account=circle.bob).delete()
    previous, number = "", 0
    for number, entry in enumerate(AccessEntry.objects.filter(person=circle.person).order_by("number"), 1):
        entry.number, entry.previous = number, previous
        entry.hash = previous = digest(entry)
        entry.save()
    AccessHead.objects.filter(person=circle.person).update(number=number, hash=previous)
    append_only.put_up(connection)


def test_what_comes_later_changes_nothing(logged: Circle):
    anchor = anchor_of_log(NOW)
    assert anchor.count == AccessEntry.objects.count()
    assert still_holds(anchor)
    log_access(
        person=logged.person, by=logged.bob, verb=Verb.READ, what="see_record", at=NOW - timedelta(days=2)
    )
    assert still_holds(anchor)
    assert anchor_of_log(NOW) != anchor


def test_a_log_made_anew_holds_together_and_is_found_all_the_same(logged: Circle):
    anchor = anchor_of_log(NOW)
    made_anew(logged)
    assert list(verify_all()) == []
    assert not still_holds(anchor)
    assert [found.well for found in anchored(str(anchor))] == [False]
    assert [found.well for found in anchored(digest_line())] == [True]


def test_a_log_cut_short_is_found(logged: Circle):
    anchor = anchor_of_log(NOW)
    append_only.lift(connection)
    AccessEntry.objects.order_by("-pk").first().delete()  # type: ignore[union-attr]
    append_only.put_up(connection)
    assert not still_holds(anchor)


def test_it_is_read_as_it_was_printed(logged: Circle):
    anchor = anchor_of_log(NOW)
    line = str(anchor)
    assert len(line) < 90
    assert line.startswith("log1.20261120T093000Z.")
    assert read_anchor(f" {line}\n") == anchor


@pytest.mark.parametrize(
    "said", ["", "log1", "log1.20269920T093000Z.1.1." + "0" * 32, "log2.20261120T093000Z.1.1." + "0" * 32]
)
def test_what_is_no_digest_is_refused(circle: Circle, said: str):
    assert read_anchor(said) is None
    with pytest.raises(BadInput, match="no digest"):
        list(anchored(said))


def test_an_empty_log_has_one_too(db: None):
    anchor = anchor_of_log(NOW)
    assert (anchor.count, anchor.upto) == (0, 0)
    assert still_holds(anchor)
