"""What is kept of a reading is what reading anew would give, or is not used."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cordee.case.reading import Reading
from cordee.fhir.records import read_records
from cordee.service.record import current, kept_reading
from cordee.service.record.current import current_bundle, current_reading, keep_current, read_bundle
from cordee.service.record.models import KeptReading
from cordee.terms import load_terms
from tests.service.conftest import Circle
from tests.service.record.facts import TODAY, ecog, write

pytestmark = pytest.mark.django_db(transaction=True)  # what is being written is not remembered before its end
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.json"))


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    current._read.cache_clear()


def anew(circle: Circle, on: date) -> Reading:
    return read_bundle(current_bundle(circle.person), on)


def asked(circle: Circle, on: date) -> tuple[Reading, bool]:
    """The reading, and whether the resources were asked for it."""
    current._read.cache_clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        reading = current_reading(circle.person, on)
    return reading, any("record_resource" in query["sql"] for query in queries)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_comes_back_as_it_was(circle: Circle, path: Path):
    for reading in read_records(path, load_terms(), today=TODAY):
        kept_reading.keep_reading(circle.person.pk, 7, TODAY, reading)
        assert kept_reading.kept_reading(circle.person.pk, 7, TODAY) == (None if reading.faults else reading)


def test_facts_that_are_written_are_read_once(circle: Circle):
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    assert asked(circle, TODAY) == (anew(circle, TODAY), False)
    write(circle, ecog(circle.person, 2, "2026-11-02"))
    assert asked(circle, TODAY) == (anew(circle, TODAY), False)
    assert [p.ecog for p in asked(circle, TODAY)[0].case.performance] == [2]


@pytest.mark.parametrize(
    ("on", "resources"),
    [
        (TODAY, False),
        (TODAY + timedelta(days=30), False),
        (date(TODAY.year, 12, 31), False),
        (date(TODAY.year + 1, 1, 1), True),  # who is too old by the year has no birth date
        (TODAY - timedelta(days=1), True),  # what lay ahead that day is a fault
    ],
)
def test_it_serves_its_day_and_later_ones_of_the_year(circle: Circle, on: date, resources: bool):
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    assert asked(circle, on) == (anew(circle, on), resources)


def test_a_reading_with_a_fault_is_not_kept(circle: Circle):
    """On the day that the date has come, the fact counts."""
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    write(circle, ecog(circle.person, 2, "2026-12-01", "ecog-2"))
    assert len(asked(circle, TODAY)[0].case.performance) == 1
    assert len(asked(circle, date(2026, 12, 2))[0].case.performance) == 2


def test_another_reader_reads_anew(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    monkeypatch.setattr(kept_reading, "mark_of_reader", lambda: "another")
    assert asked(circle, TODAY) == (anew(circle, TODAY), True)
    keep_current(circle.person, TODAY)
    assert asked(circle, TODAY) == (anew(circle, TODAY), False)


def test_what_cannot_be_decoded_is_read_anew(circle: Circle):
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    KeptReading.objects.update(body=b"\xc1")
    assert asked(circle, TODAY) == (anew(circle, TODAY), True)


def test_what_is_rolled_back_is_not_kept(circle: Circle):
    write(circle, ecog(circle.person, 1, "2026-11-01"))

    with transaction.atomic():
        write(circle, ecog(circle.person, 4, "2026-11-01"))
        transaction.set_rollback(True)
    circle.person.refresh_from_db()
    assert [p.ecog for p in asked(circle, TODAY)[0].case.performance] == [1]


def test_the_mark_covers_what_a_reading_follows_from():
    mark = kept_reading.mark_of_reader()
    assert len(mark) == 24
    rooms = {line.split(".")[1] for line in imports_of_the_reader()}
    assert rooms <= set(kept_reading.ROOMS)


def imports_of_the_reader() -> set[str]:
    """`cordee.<room>` of every import in the rooms that the mark covers."""
    import cordee

    package = Path(cordee.__file__).parent
    found = set()
    for room in kept_reading.ROOMS:
        for path in (package / room).rglob("*.py"):
            for line in path.read_text(encoding="utf-8").splitlines():
                words = line.split()
                if words[:1] in (["from"], ["import"]) and words[1].startswith("cordee."):
                    found.add(words[1])
    return found
