"""Facts as versions: written, followed, taken back, read as they stood; and the person's row in step with them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cordee.files.fault import BadInput
from cordee.service.people.models import AccessEntry, Person
from cordee.service.record.actions import Conflict, write_resources
from cordee.service.record.current import bundle_at, case_at, current_bundle, current_case
from cordee.service.record.models import Door, Resource
from cordee.service.record.patient import patient_id
from cordee.service.record.signals import facts_written
from cordee.service.record.summary import summary_of
from cordee.service.record.undo import NothingToUndo, undo_version
from tests.service.conftest import NOW, Circle
from tests.service.record.facts import TODAY, ecog, write


def scores(circle: Circle) -> list[int | None]:
    return [p.ecog for p in current_case(circle.person, TODAY).performance]


def test_a_record_without_facts_is_a_person_with_a_name(circle: Circle):
    case = current_case(circle.person, TODAY)
    assert (case.person.name, case.person.sex) == ("Inès Moreau", "female")
    assert not case.primaries


def test_a_change_is_a_new_version_and_the_old_one_stays(circle: Circle):
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    write(circle, ecog(circle.person, 2, "2026-11-01"), minutes=1)
    rows = Resource.objects.filter(person=circle.person).order_by("version")
    assert [(r.version, r.current, r.body["valueInteger"]) for r in rows] == [(1, False, 1), (2, True, 2)]
    assert scores(circle) == [2]
    assert case_at(circle.person, 1, TODAY).performance[0].ecog == 1
    assert len(bundle_at(circle.person, 0)["entry"]) == 1


def test_the_second_of_two_writers_is_told_and_nothing_is_lost(circle: Circle):
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    follows = {("Observation", "ecog-1"): 1}
    write(circle, ecog(circle.person, 2, "2026-11-01"), follows=follows)
    with pytest.raises(Conflict) as told:
        write(circle, ecog(circle.person, 3, "2026-11-01"), follows=follows)
    assert told.value.theirs.version == 2
    assert scores(circle) == [2]


def test_undoing_is_a_version_like_any_other(circle: Circle):
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    write(circle, ecog(circle.person, 3, "2026-11-01"))
    key = {"resource_type": "Observation", "logical_id": "ecog-1", "by": circle.bob, "at": NOW}
    undone = undo_version(person=circle.person, to=1, seen=2, why="typed wrongly", **key)
    assert (undone.version, undone.why, scores(circle)) == (3, "typed wrongly", [1])
    with pytest.raises(NothingToUndo):
        undo_version(person=circle.person, to=1, seen=3, why="again", **key)
    undo_version(person=circle.person, to=0, seen=3, why="somebody else's", **key)
    assert scores(circle) == []
    undo_version(person=circle.person, to=3, seen=4, why="it was theirs after all", **key)
    assert scores(circle) == [1]
    with pytest.raises(Conflict):
        undo_version(person=circle.person, to=1, seen=3, why="late", **key)


def test_a_withdrawal_without_a_reason_is_not_representable(circle: Circle):
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        write(circle, withdraw=[("Observation", "ecog-1")])


def test_two_current_versions_are_not_representable(circle: Circle):
    (row,) = write(circle, ecog(circle.person, 1, "2026-11-01"))
    row.pk, row.version, row._state.adding = None, 2, True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_patient_of_a_bundle_becomes_the_person(circle: Circle):
    patient = {"resourceType": "Patient", "id": "x7", "gender": "female", "birthDate": "1962-05-02"}
    observed = {**ecog(circle.person, 1, "2026-11-01"), "subject": {"reference": "Patient/x7"}}
    write(circle, patient, observed, door=Door.IMPORT)
    assert scores(circle) == [1]
    assert circle.person.born == date(1962, 5, 2)
    later = {**ecog(circle.person, 2, "2026-11-02", "ecog-2"), "subject": {"reference": "Patient/x7"}}
    write(circle, later, door=Door.IMPORT)
    assert scores(circle) == [1, 2]
    patients = [
        e for e in current_bundle(circle.person)["entry"] if e["resource"]["resourceType"] == "Patient"
    ]
    assert [p["resource"]["id"] for p in patients] == [patient_id(circle.person)]


def test_two_people_in_one_record_are_refused_whole(circle: Circle):
    two = [{"resourceType": "Patient", "id": "a"}, {"resourceType": "Patient", "id": "b"}]
    with pytest.raises(BadInput):
        write(circle, *two)
    assert not Resource.objects.exists()
    assert Person.objects.get().facts_version == 0


def test_a_death_recorded_is_a_death_of_the_person_and_can_be_taken_back(circle: Circle):
    patient = {"resourceType": "Patient", "id": patient_id(circle.person)}
    write(circle, {**patient, "deceasedDateTime": "2026-11-18"})
    assert Person.objects.get(pk=circle.person.pk).died_on == date(2026, 11, 18)
    write(circle, {**patient, "deceasedDateTime": "2026-10"})
    assert Person.objects.get(pk=circle.person.pk).died_on == date(2026, 10, 31)
    write(circle, {**patient, "deceasedBoolean": True})
    assert Person.objects.get(pk=circle.person.pk).died_on == TODAY
    write(circle, patient)
    assert Person.objects.get(pk=circle.person.pk).died_on is None


def test_the_summary_follows_every_writing(circle: Circle):
    assert summary_of(circle.person).illness_en == ""
    write(circle, ecog(circle.person, 2, "2026-11-01"))
    summary = summary_of(circle.person)
    assert (summary.ecog, summary.ecog_on, summary.facts_version) == (2, "2026-11-01", 1)
    write(circle, withdraw=[("Observation", "ecog-1")], why="somebody else's")
    assert summary_of(circle.person).ecog is None


def test_news_of_facts_comes_after_commit_and_only_then(circle: Circle, django_capture_on_commit_callbacks):
    heard: list[int] = []

    def listen(sender: object, person_id: object, facts_version: int, **more: object) -> None:
        heard.append(facts_version)

    facts_written.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            write(circle, ecog(circle.person, 2, "2026-11-01"))
            assert heard == []
        assert heard == [1]
    finally:
        facts_written.disconnect(listen)


def test_facts_that_were_rolled_back_are_not_remembered(circle: Circle):
    with transaction.atomic():
        write(circle, ecog(circle.person, 4, "2026-11-01"))
        assert scores(circle) == [4]
        transaction.set_rollback(True)
    circle.person.refresh_from_db()
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    assert scores(circle) == [1]


def test_each_writing_is_one_row_of_the_log(circle: Circle):
    before = AccessEntry.objects.count()
    write_resources(
        person=circle.person,
        bodies=[ecog(circle.person, n, f"2026-11-0{n}", f"e{n}") for n in (1, 2, 3)],
        by=circle.bob,
        door=Door.API,
        at=NOW,
    )
    entry = AccessEntry.objects.order_by("-number").first()
    assert AccessEntry.objects.count() == before + 1
    assert entry is not None
    assert entry.about == {"door": "api", "count": 3, "facts_version": 1}
