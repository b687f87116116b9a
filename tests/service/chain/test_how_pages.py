"""How they are, and how often they are asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cordee.service.chain.answer import acknowledge
from cordee.service.chain.death import stop_all
from cordee.service.chain.models import Alert, CheckInPlan, ExpectedReport
from cordee.service.chain.silence import expect_next
from cordee.service.people.models import AccessEntry, Membership, Sharing
from cordee.service.people.roles import Topic
from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door
from cordee.service.record.patient import patient_of
from tests.service.chain.test_ingest import send
from tests.service.conftest import NOW, Circle

DAY = timedelta(days=1)


def how(circle: Circle, name: str = "how") -> str:
    return reverse(f"chain:{name}", args=[circle.person.id])


def test_words_first_then_what_changed_then_the_months(circle: Circle):
    now = timezone.now()
    send(circle, "a", now - 14 * DAY, pain=1, worry=3, tiredness=2)
    send(circle, "b", now - 7 * DAY, pain=2, tiredness=None)
    send(circle, "c", now, pain=3, worry=1, **{"own-words": "The stairs are far."})
    page = circle.client_of(circle.bob).get(how(circle)).content.decode()
    body = page[page.index("The newest answers") :]
    for before, after in (("The stairs are far.", "Feelings"), ("Feelings", "Over the months")):
        assert body.index(before) < body.index(after)
    assert "a lot" in body
    assert "before: moderately" in body
    assert "<svg" in body
    assert ">?</text>" in body or ">?<" in body  # what was left unanswered is drawn as not known, not as none
    assert "style=" not in body


def test_nothing_yet_is_said(circle: Circle):
    assert (
        "No check-in has been answered yet" in circle.client_of(circle.bob).get(how(circle)).content.decode()
    )
    mine = circle.client_of(circle.ines).get(how(circle, "my_how")).content.decode()
    assert "Nothing has been answered yet" in mine


def test_my_own_answers_and_for_those_close_only_when_opened(circle: Circle):
    send(circle, "a", timezone.now(), pain=3)
    assert "a lot" in circle.client_of(circle.ines).get(how(circle, "my_how")).content.decode()
    daniel = circle.client_of(circle.daniel)
    assert daniel.get(how(circle, "my_how")).status_code == 404
    membership = Membership.objects.get(account=circle.daniel)
    Sharing.objects.create(membership=membership, topic=Topic.HOW_I_AM, opened_at=NOW, opened_by=circle.ines)
    assert daniel.get(how(circle, "my_how")).status_code == 200
    assert daniel.get(how(circle)).status_code == 404


def start(circle: Circle, every: int = 7) -> None:
    response = circle.client_of(circle.bob).post(
        how(circle, "check_ins"), {"do": "rhythm", "every_days": str(every), "hour": "09:00"}
    )
    assert response.status_code == 302


def waiting() -> ExpectedReport:
    return ExpectedReport.objects.get(state="waiting")


def test_started_changed_and_changed_back_one_is_always_expected(circle: Circle):
    start(circle)
    first = waiting().due_at
    start(circle, 14)
    start(circle)
    assert waiting().due_at == first
    plan = CheckInPlan.objects.get()
    assert (plan.every_days, plan.started_by) == (7, circle.bob)
    assert AccessEntry.objects.filter(what="set_check_ins", account_id=circle.bob.pk).count() == 3


def test_a_check_in_that_was_asked_already_is_excused_when_the_rhythm_changes(circle: Circle):
    start(circle)
    ExpectedReport.objects.update(step=1)
    start(circle, 2)
    assert ExpectedReport.objects.filter(state="excused").count() == 1
    assert waiting().step == 0


@pytest.mark.parametrize(("days", "status"), [(10, 302), (-1, 409), (90, 409)])
def test_a_pause_has_an_end_and_is_not_too_long(circle: Circle, days: int, status: int):
    start(circle)
    today = timezone.localdate()
    sent = {"do": "pause", "start": today, "until": today + timedelta(days=days), "reason": "hospital"}
    response = circle.client_of(circle.bob).post(how(circle, "check_ins"), sent)
    assert response.status_code == status
    if status == 302:
        assert timezone.localdate(waiting().due_at) > sent["until"]
        circle.client_of(circle.bob).post(how(circle, "check_ins"), {"do": "resume"})
        assert CheckInPlan.objects.get().paused_until is None


def test_stopped_nothing_waits_and_it_can_start_again(circle: Circle):
    start(circle)
    circle.client_of(circle.bob).post(how(circle, "check_ins"), {"do": "stop"})
    assert not ExpectedReport.objects.filter(state="waiting").exists()
    start(circle)
    assert waiting().next_action_at is not None


def test_a_form_that_says_nothing_changes_nothing(circle: Circle):
    assert circle.client_of(circle.bob).post(how(circle, "check_ins"), {}).status_code == 400
    assert not CheckInPlan.objects.exists()


def test_after_a_death_all_stops_by_who_recorded_it(circle: Circle):
    start(circle)
    send(circle, "a", timezone.now(), pain=4)
    acknowledge(Alert.objects.order_by("level").first(), by=circle.alice, at=timezone.now())
    circle.person.died_on = timezone.localdate()
    circle.person.save(update_fields=["died_on"])
    closed = stop_all(person=circle.person, by=circle.bob, at=timezone.now())
    assert closed == Alert.objects.filter(outcome="death", closed_by=circle.bob).count() > 0
    assert not Alert.objects.filter(closed_at__isnull=True).exists()
    assert not ExpectedReport.objects.filter(state="waiting").exists()
    assert expect_next(CheckInPlan.objects.get(), timezone.now()) is None
    assert stop_all(person=circle.person, by=circle.bob, at=timezone.now()) == 0
    assert circle.client_of(circle.bob).post(
        how(circle, "check_ins"), {"do": "rhythm", "every_days": "7", "hour": "09:00"}
    ).status_code == 409  # fmt: skip


def test_a_death_written_into_the_record_is_heard(circle: Circle, django_capture_on_commit_callbacks):
    send(circle, "a", timezone.now(), pain=4)
    body = {**patient_of(circle.person), "deceasedDateTime": timezone.localdate().isoformat()}
    with django_capture_on_commit_callbacks(execute=True):
        write_resources(person=circle.person, bodies=[body], by=circle.bob, door=Door.FORM, at=timezone.now())
    assert not Alert.objects.filter(closed_at__isnull=True).exists()
    assert set(Alert.objects.values_list("closed_by", flat=True)) == {circle.bob.pk}
    assert "Check-ins, reminders and alerts have stopped" in (
        circle.client_of(circle.bob).get(how(circle)).content.decode()
    )


def test_a_page_asks_the_database_little(circle: Circle, django_assert_max_num_queries):
    send(circle, "a", timezone.now(), pain=4)
    for who, name in ((circle.bob, "how"), (circle.bob, "check_ins"), (circle.ines, "my_how")):
        client = circle.client_of(who)
        client.get(how(circle, name))
        with django_assert_max_num_queries(20):
            client.get(how(circle, name))
