"""The pages of a plan: what they show, who gets in, and that each decision goes through."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cordee.files.fault import Fault
from cordee.service.people.models import AccessEntry, Membership, Sharing
from cordee.service.people.roles import Role, Topic
from cordee.service.plans import views_plan
from cordee.service.plans.live import Closed, knowledge_version
from cordee.service.plans.models import Choice, ChoiceKind, PlanStatus, Revision, Task
from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door
from cordee.terms import Words
from tests.service.conftest import NOW, Circle
from tests.service.plans.conftest import COMFORT, NO_OPTION, OPEN_OPTION, resources_of_example
from tests.service.plans.test_adopting import adopt, choose, give

ABOUT_A_PERSON = ("plan", "plan_pdf", "sources", "adopt", "revisions", "tasks")
OF_THE_TEAM = ("meetings", "knowledge", "trials")


def address(circle: Circle, name: str, *more: Any) -> str:
    return reverse(f"plans:{name}", args=[circle.person.id, *more])


def page(client: Client, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status, where
    return answer.content.decode()


@pytest.mark.parametrize("name", ABOUT_A_PERSON)
def test_a_stranger_gets_404_and_the_signed_out_are_sent_to_sign_in(planned: Circle, name: str):
    where = address(planned, name)
    assert planned.client_of(planned.charlie).get(where).status_code == 404
    answer = Client().get(where)
    assert (answer.status_code, "/account/" in answer.headers["Location"]) == (302, True)


@pytest.mark.parametrize("name", OF_THE_TEAM)
def test_pages_of_the_team_are_not_for_the_person(planned: Circle, name: str):
    where = reverse(f"plans:{name}")
    assert planned.client_of(planned.ines).get(where).status_code == 404
    assert Client().get(where).status_code == 302
    assert planned.client_of(planned.charlie).get(where).status_code == 200


def test_who_may_not_decide_is_offered_nothing_and_refused(planned: Circle):
    bob = planned.client_of(planned.bob)
    assert "plan-decide" not in page(bob, address(planned, "plan"))
    assert bob.get(address(planned, "adopt")).status_code == 404
    answer = bob.post(address(planned, "decide", OPEN_OPTION), {"kind": "adopt"})
    assert answer.status_code == 404
    assert not Choice.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("en", "Options to discuss"), ("fr", "Options à discuter")])
def test_the_plan_shows_proofs_what_is_missing_and_that_nobody_reviewed_it(
    planned: Circle, django_assert_max_num_queries: Any, language: str, words: str
):
    client = planned.client_of(planned.alice, language)
    client.get(address(planned, "plan"))
    with django_assert_max_num_queries(20):
        text = page(client, address(planned, "plan"))
    assert words in text
    assert f'id="option-{OPEN_OPTION}"' in text
    assert f'id="option-{COMFORT}"' in text
    assert ("0 entries of" if language == "en" else "0 fiches sur") in text
    assert 'id="find-out"' in text
    assert NO_OPTION not in text
    assert len(text.encode()) < 100_000
    assert "style=" not in text
    assert AccessEntry.objects.filter(account=planned.alice, what="see_plan").exists()


@pytest.mark.parametrize("name", [*ABOUT_A_PERSON, *OF_THE_TEAM, "my_plan"])
def test_no_page_asks_the_database_more_than_twenty_times(
    planned: Circle, django_assert_max_num_queries: Any, name: str
):
    for option in (OPEN_OPTION, COMFORT):
        choose(planned, option, ChoiceKind.DISCUSS)
        give(planned)
    where = reverse(f"plans:{name}") if name in OF_THE_TEAM else address(planned, name)
    client = planned.client_of(planned.ines if name == "my_plan" else planned.alice)
    client.get(where)
    with django_assert_max_num_queries(20):
        assert client.get(where).status_code == 200


def test_what_is_set_aside_opens_on_a_page_of_its_own_and_in_place(planned: Circle):
    alice = planned.client_of(planned.alice)
    where = address(planned, "more", "set-aside")
    assert where in page(alice, address(planned, "plan"))
    text = page(alice, where)
    assert f'id="option-{NO_OPTION}"' in text
    assert "<html" in text
    alone = alice.get(where, headers={"hx-request": "true"}).content.decode()
    assert f'id="option-{NO_OPTION}"' in alone
    assert "<html" not in alone
    assert alice.get(address(planned, "more", "nothing")).status_code == 302


def test_the_numbers_lead_to_the_sources(planned: Circle):
    alice = planned.client_of(planned.alice)
    assert "<a href=sources/#s1>" in page(alice, address(planned, "plan"))
    assert 'id="s1"' in page(alice, address(planned, "sources"))


def test_an_option_is_explained_adopted_discussed_set_aside_and_taken_back(planned: Circle):
    alice = planned.client_of(planned.alice)
    where, decide = address(planned, "option", OPEN_OPTION), address(planned, "decide", OPEN_OPTION)
    assert "docetaxel" in page(alice, where)
    assert alice.post(decide, {"kind": "adopt"}).status_code == 302
    first = Choice.objects.get(ended_at=None)
    assert str(first.id) in page(alice, where)
    assert alice.post(decide, {"kind": "aside", "seen": str(first.id)}).status_code == 409
    assert alice.post(decide, {"kind": "aside", "why": "Neuropathy"}).status_code == 409
    answer = alice.post(decide, {"kind": "aside", "why": "Neuropathy", "seen": str(first.id)})
    assert answer.status_code == 302
    second = Choice.objects.get(ended_at=None)
    assert (second.kind, second.why) == (ChoiceKind.ASIDE, "Neuropathy")
    assert alice.post(decide, {"kind": "take_back", "seen": str(second.id)}).status_code == 302
    assert not Choice.objects.filter(ended_at=None).exists()
    assert alice.post(decide, {}).status_code == 400
    assert alice.get(address(planned, "option", "no.such")).status_code == 404


def test_adopting_asks_for_each_open_task_and_keeps_what_was_typed(planned: Circle):
    alice = planned.client_of(planned.alice)
    where = address(planned, "adopt")
    choose(planned)
    task = give(planned)
    planned.person.refresh_from_db()
    seen = {
        "revision": 0,
        "facts_version": planned.person.facts_version,
        "knowledge_version": knowledge_version(),
    }
    assert f"task-{task.id}-answer" in page(alice, where)
    answer = alice.post(where, {**seen, "note": "As agreed"})
    assert answer.status_code == 400
    assert "As agreed" in answer.content.decode()
    assert not Revision.objects.exists()
    answer = alice.post(where, {**seen, "note": "As agreed", f"task-{task.id}-answer": "keep"})
    assert answer.status_code == 302
    assert Revision.objects.get().note == "As agreed"
    late = alice.post(where, {**seen, "note": "Mine", f"task-{task.id}-answer": "keep"})
    assert late.status_code == 409
    assert "Alice Martin adopted revision 1 meanwhile" in late.content.decode()
    assert "Mine" in late.content.decode()


def test_revisions_are_listed_compared_and_shown(planned: Circle):
    alice = planned.client_of(planned.alice)
    choose(planned)
    adopt(planned)
    (status,) = (r for r in resources_of_example("lung-egfr") if r["id"] == "performance-1")
    body = {**status, "valueInteger": 4}
    write_resources(person=planned.person, bodies=[body], by=planned.bob, door=Door.FORM, at=NOW)
    adopt(planned, 1)
    text = page(alice, address(planned, "revisions") + "?from=1&to=2")
    assert "docétaxel" in text.lower() or "docetaxel" in text.lower()
    assert "closes" in text
    assert "Nothing changed" in page(alice, address(planned, "revisions") + "?from=2&to=2")
    page(alice, address(planned, "revisions") + "?from=x&to=999999999999")
    assert "Adopted on" in page(alice, address(planned, "revision", 1))
    assert alice.get(address(planned, "revision", 3)).status_code == 404


def test_a_plan_to_look_at_again_says_what_changed(planned: Circle):
    choose(planned)
    adopt(planned)
    changes = [{"part": "options", "id": "x", "what": "closed", "words": {"fr": "Ceci", "en": "This one"}}]
    PlanStatus.objects.update(look_again_since=NOW, look_again_because="facts", changes=changes)
    text = page(planned.client_of(planned.alice), address(planned, "plan"))
    assert "To be looked at again" in text
    assert "This one" in text


def test_tasks_are_given_done_and_closed_on_their_page(planned: Circle):
    bob = planned.client_of(planned.bob)
    where = address(planned, "tasks")
    assert "No open task" in page(bob, where)
    assert bob.post(where, {"what": "Call"}).status_code == 400
    new = {"what": "Call the family doctor", "by_when": "2026-11-30", "who": f"account:{planned.alice.id}"}
    assert bob.post(where, new).status_code == 302
    task = Task.objects.get()
    assert (task.for_account, task.created_by) == (planned.alice, planned.bob)
    assert bob.post(address(planned, "close_task", task.id), {}).status_code == 400
    assert bob.post(address(planned, "finish_task", task.id)).status_code == 302
    assert bob.post(address(planned, "finish_task", task.id)).status_code == 302, "sent twice: done once"
    alice = planned.client_of(planned.alice)
    assert alice.post(address(planned, "finish_task", task.id)).status_code == 409
    assert bob.get(address(planned, "finish_task", task.id)).status_code == 405
    assert "Call the family doctor" in page(bob, where)


def test_a_task_of_somebody_else_is_not_there(planned: Circle):
    task = give(planned)
    other = planned.person
    assert (
        planned.client_of(planned.charlie)
        .post(reverse("plans:finish_task", args=[other.id, task.id]))
        .status_code
        == 404
    )
    task.refresh_from_db()
    assert task.is_open


@pytest.mark.parametrize(
    ("language", "words"), [("en", "What my team can talk over"), ("fr", "Ce dont mon équipe peut parler")]
)
def test_the_person_reads_their_plan_in_their_voice(planned: Circle, language: str, words: str):
    ines = planned.client_of(planned.ines, language)
    text = page(ines, address(planned, "my_plan"))
    assert words in text
    assert "docetaxel-ramucirumab" not in text
    assert "style=" not in text
    assert len(text.encode()) < 100_000
    assert ines.get(address(planned, "plan")).status_code == 404


def test_the_paper_has_no_name_in_its_file_name(planned: Circle):
    for account, name in ((planned.ines, "my_plan_pdf"), (planned.alice, "plan_pdf")):
        answer = planned.client_of(account).get(address(planned, name))
        assert answer.content.startswith(b"%PDF-")
        assert "Moreau" not in answer.headers["Content-Disposition"]


def test_someone_close_reads_the_plan_only_once_it_is_opened_to_them(planned: Circle):
    daniel = planned.client_of(planned.daniel)
    where = address(planned, "my_plan")
    assert daniel.get(where).status_code == 404
    membership = Membership.objects.get(account=planned.daniel)
    Sharing.objects.create(membership=membership, topic=Topic.PLAN, opened_at=NOW, opened_by=planned.ines)
    assert daniel.get(where).status_code == 200


def test_nothing_recorded_and_a_death_are_said_kindly(circle: Circle):
    alice, ines = circle.client_of(circle.alice), circle.client_of(circle.ines)
    assert "Nothing is recorded yet" in page(alice, address(circle, "plan"))
    assert "not ready yet" in page(ines, address(circle, "my_plan"))
    assert alice.get(address(circle, "plan_pdf")).status_code == 302
    bodies = resources_of_example("lung-egfr")
    (patient,) = (r for r in bodies if r["resourceType"] == "Patient")
    died = {**patient, "deceasedDateTime": "2026-11-18"}
    others = [r for r in bodies if r is not patient]
    write_resources(person=circle.person, bodies=[died, *others], by=circle.alice, door=Door.IMPORT, at=NOW)
    assert "A death is recorded" in page(alice, address(circle, "plan"))
    assert "Alice Martin" in page(ines, address(circle, "my_plan"))


def test_meetings_list_what_was_marked_for_people_of_my_circles(planned: Circle):
    choose(planned, OPEN_OPTION, ChoiceKind.DISCUSS, why="Second opinion")
    where = reverse("plans:meetings")
    assert "Second opinion" in page(planned.client_of(planned.bob), where)
    rows = AccessEntry.objects.filter(person=planned.person, what="see_meeting_list")
    assert [row.account_id for row in rows] == [planned.bob.pk]
    assert "Second opinion" not in page(planned.client_of(planned.charlie), where)
    assert rows.count() == 1
    Membership.objects.filter(account=planned.bob).update(ends_at=NOW - timedelta(days=1))
    assert "Second opinion" not in page(planned.client_of(planned.bob), where)
    assert Membership.objects.filter(account=planned.bob, role=Role.NURSE).exists()


def test_a_record_that_can_not_be_read_says_why_in_the_readers_language(planned: Circle, monkeypatch):
    fault = Fault.told("the record", "line 3", Words("le dossier est vide.", "the record is empty."))
    monkeypatch.setattr(views_plan, "live_plan", lambda person, on: Closed("unreadable", faults=(fault,)))
    where = address(planned, "plan")
    assert "le dossier est vide." in page(planned.client_of(planned.bob, "fr"), where)
    assert "the record is empty." in page(planned.client_of(planned.bob, "en"), where)
