"""The access log: a chain in which any single change shows, and a database that refuses the change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cordee.service.people import append_only
from cordee.service.people.access_log import log_access, verify_all, verify_log
from cordee.service.people.models import AccessEntry, AccessHead, Verb
from tests.service.conftest import NOW, Circle


@pytest.fixture
def logged(circle: Circle) -> Circle:
    for minute, by in enumerate((circle.alice, circle.bob, None, circle.alice)):
        log_access(
            person=circle.person,
            by=by,
            verb=Verb.READ,
            what="see_plan",
            at=NOW + timedelta(minutes=minute),
            about={"step": minute},
        )
    return circle


def test_what_was_written_holds(logged: Circle):
    assert AccessEntry.objects.filter(person=logged.person).count() == 5
    assert verify_log(logged.person) == []
    assert list(verify_all()) == []


def test_one_entry_costs_three_queries(circle: Circle, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        log_access(person=circle.person, by=circle.bob, verb=Verb.READ, what="see_plan", at=NOW)


CHANGES = {
    "number": st.integers(6, 50),
    "at": st.timedeltas(timedelta(microseconds=1), timedelta(days=900)).map(lambda later: NOW + later * 2),
    "account_id": st.just(None) | st.just("charlie"),
    "by_name": st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40),
    "verb": st.just("write"),
    "what": st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40),
    "about": st.dictionaries(st.text("abc", min_size=1), st.integers(), min_size=1),
    "previous": st.text("0123456789abcdef", min_size=64, max_size=64),
    "hash": st.text("0123456789abcdef", min_size=64, max_size=64),
}
TAMPERED = st.tuples(st.integers(1, 5), st.sampled_from(sorted(CHANGES))).flatmap(
    lambda place: st.tuples(st.just(place[0]), st.just(place[1]), CHANGES[place[1]])
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tampered=TAMPERED)
def test_any_value_changed_in_any_entry_shows(logged: Circle, tampered: tuple[int, str, object]):
    number, field, value = tampered
    with transaction.atomic():
        append_only.lift(connection)
        entry = AccessEntry.objects.get(person=logged.person, number=number)
        new = logged.charlie.pk if value == "charlie" else value
        changed = getattr(entry, field) != new
        AccessEntry.objects.filter(pk=entry.pk).update(**{field: new})
        assert bool(verify_log(logged.person)) is changed
        transaction.set_rollback(True)
    assert verify_log(logged.person) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=st.sets(st.integers(1, 5), min_size=1), with_head=st.booleans())
def test_any_entries_taken_away_show_the_last_ones_too(logged: Circle, taken: set[int], with_head: bool):
    with transaction.atomic():
        append_only.lift(connection)
        AccessEntry.objects.filter(person=logged.person, number__in=taken).delete()
        if with_head and len(taken) == 5:
            AccessHead.objects.filter(person=logged.person).delete()
        assert verify_log(logged.person)
        transaction.set_rollback(True)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pair=st.lists(st.integers(1, 5), min_size=2, max_size=2, unique=True))
def test_two_entries_that_change_places_show(logged: Circle, pair: list[int]):
    with transaction.atomic():
        append_only.lift(connection)
        one, two = (AccessEntry.objects.get(person=logged.person, number=number) for number in pair)
        for entry, number in ((one, 99), (two, one.number), (one, two.number)):
            AccessEntry.objects.filter(pk=entry.pk).update(number=number)
        assert verify_log(logged.person)
        transaction.set_rollback(True)


def test_an_entry_slipped_in_at_the_end_shows(logged: Circle):
    last = AccessEntry.objects.filter(person=logged.person).latest("number")
    last.pk, last.number, last.previous = None, last.number + 1, last.hash
    last.save(force_insert=True)
    assert [(found.number, found.reason) for found in verify_log(logged.person)] == [
        (6, "was changed"),
        (6, "is not the last that was written"),
    ]
    assert {found[0] for found in verify_all()} == {logged.person.pk}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_accessentry SET by_name = 'Nobody'",
        "DELETE FROM people_accessentry",
        "DELETE FROM people_accesshead",
        "UPDATE people_accesshead SET number = 0",
        "UPDATE people_accesshead SET hash = ''",
    ],
)
def test_the_database_refuses(logged: Circle, statement: str):
    append_only.put_up(connection)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify_log(logged.person) == []


def test_emptying_a_table_is_refused(logged: Circle):
    append_only.put_up(connection)
    connection.check_constraints()
    emptying = {"postgresql": "TRUNCATE people_accessentry, people_accesshead CASCADE"}
    statement = emptying.get(connection.vendor, "DELETE FROM people_accesshead")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
