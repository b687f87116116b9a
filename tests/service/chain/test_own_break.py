"""A break from check-ins by the person's own word: it has an end, the coordinator is told, and no alert is silenced."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from cordee.service.chain.check_in_plan import LONGEST_PAUSE_DAYS, pause, set_rhythm
from cordee.service.chain.engine import cycle
from cordee.service.chain.models import Alert, CheckInPlan, ExpectedReport, Level
from cordee.service.chain.open_alert import open_or_join
from cordee.service.people.models import AccessEntry, Account, Membership, Notice, Sharing
from cordee.service.people.notices import link_of
from cordee.service.people.roles import Topic
from tests.service.chain.test_escalation import Post
from tests.service.conftest import NOW, Circle

DAY = timedelta(days=1)


@pytest.fixture
def asked(circle: Circle) -> CheckInPlan:
    return set_rhythm(
        person=circle.person, by=circle.bob, at=timezone.now() - 30 * DAY, every_days=7, hour=time(9)
    )


def today() -> date:
    return timezone.localdate()


def at(circle: Circle) -> str:
    return reverse("chain:my_break", args=[circle.person.pk])


def say(circle: Circle, who: Account, **form: object) -> HttpResponse:
    sent = {"do": "take", "start": today(), "until": today() + 10 * DAY, "reason": "wish", **form}
    return circle.client_of(who).post(at(circle), sent)


def let_report(circle: Circle) -> None:
    membership = Membership.objects.get(account=circle.daniel)
    Sharing.objects.create(
        membership=membership, topic=Topic.REPORT_FOR_ME, opened_at=NOW, opened_by=circle.ines
    )


def waiting() -> ExpectedReport:
    return ExpectedReport.objects.get(state="waiting")


def test_taken_shown_and_ended_by_the_person_and_the_coordinator_is_told(circle: Circle, asked: CheckInPlan):
    assert say(circle, circle.ines).status_code == 302
    plan = CheckInPlan.objects.get()
    assert (plan.pause_reason, plan.paused_until, plan.paused_by) == ("wish", today() + 10 * DAY, circle.ines)
    assert timezone.localdate(waiting().due_at) == today() + 11 * DAY
    page = circle.client_of(circle.ines).get(at(circle)).content.decode()
    assert "No check-ins until" in page
    assert "End the break now" in page
    notice = Notice.objects.get(kind="chain.break_taken")
    assert (notice.account, notice.about) == (circle.alice, {})
    assert link_of(notice) == reverse("chain:how", args=[circle.person.pk])
    assert circle.client_of(circle.ines).post(at(circle), {"do": "end"}).status_code == 302
    assert CheckInPlan.objects.get().paused_until is None
    assert timezone.localdate(waiting().due_at) <= today() + 7 * DAY
    assert Notice.objects.filter(kind="chain.break_ended", account=circle.alice).count() == 1
    assert AccessEntry.objects.filter(what="pause_check_ins", account_id=circle.ines.pk).count() == 1
    assert AccessEntry.objects.filter(what="resume_check_ins", account_id=circle.ines.pk).count() == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"until": date(2000, 1, 1)}, "The last day comes after the first."),
        ({"until": ""}, "This field is required."),
        ({"start": date(2000, 1, 1)}, "A break begins today or later."),
        ({"reason": "other"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_changes(
    circle: Circle, asked: CheckInPlan, form: dict[str, object], words: str
):
    response = say(circle, circle.ines, **form)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert CheckInPlan.objects.get().paused_until is None
    assert not Notice.objects.filter(kind="chain.break_taken").exists()


def test_the_longest_break_is_as_long_as_the_teams_own_and_no_longer(circle: Circle, asked: CheckInPlan):
    longest = today() + (LONGEST_PAUSE_DAYS - 1) * DAY
    assert "more than 60 days" in say(circle, circle.ines, until=longest + DAY).content.decode()
    assert say(circle, circle.ines, until=longest).status_code == 302


def test_somebody_close_says_a_hospital_stay_and_never_a_wish(circle: Circle, asked: CheckInPlan):
    assert say(circle, circle.daniel).status_code == 404
    let_report(circle)
    daniel = circle.client_of(circle.daniel)
    assert "Inès is in hospital" in daniel.get(at(circle)).content.decode()
    assert say(circle, circle.daniel, reason="wish").status_code == 302
    assert CheckInPlan.objects.get().pause_reason == "hospital"
    assert daniel.post(at(circle), {"do": "end"}).status_code == 302
    say(circle, circle.ines)
    assert "End the break now" not in daniel.get(at(circle)).content.decode()
    assert daniel.post(at(circle), {"do": "end"}).status_code == 409
    assert CheckInPlan.objects.get().pause_reason == "wish"


def test_silence_in_the_span_is_none_and_the_day_after_counts_again(circle: Circle, asked: CheckInPlan):
    say(circle, circle.ines)
    due = waiting().due_at
    hours = int((due - timezone.now()) / timedelta(hours=1))
    for hour in range(0, hours, 6):
        assert not cycle(timezone.now() + hour * timedelta(hours=1), through=Post()).asked
    assert not Alert.objects.exists()
    for hour in (0, 12, 24, 36):
        cycle(due + timedelta(hours=hour), through=Post())
    assert Alert.objects.get().cause == "silence"


def test_an_open_alert_goes_on_climbing(circle: Circle, asked: CheckInPlan):
    now = timezone.now()
    red = open_or_join(person=circle.person, cause="fever", level=Level.RED, at=now, by=None, about={})
    open_or_join(person=circle.person, cause="silence", level=Level.AMBER, at=now, by=None, about={})
    before = set(Alert.objects.values_list("cause", "next_action_at"))
    say(circle, circle.ines)
    assert set(Alert.objects.values_list("cause", "next_action_at")) == before
    post = Post()
    cycle(now + timedelta(minutes=10), through=post)
    red.refresh_from_db()
    assert (red.step, bool(post.sent)) == (2, True)


def test_a_break_to_come_does_not_excuse_what_waits_now(circle: Circle, asked: CheckInPlan):
    now = timezone.now()
    ExpectedReport.objects.update(due_at=now - timedelta(hours=20), next_action_at=now, step=2)
    say(circle, circle.ines, start=today() + 5 * DAY, reason="hospital")
    assert (waiting().step, CheckInPlan.objects.get().paused_from) == (2, today() + 5 * DAY)
    cycle(now, through=Post())
    cycle(now + timedelta(hours=16), through=Post())
    assert Alert.objects.get().cause == "silence"
    page = circle.client_of(circle.ines).get(at(circle)).content.decode()
    assert "Take the break back" in page
    circle.client_of(circle.ines).post(at(circle), {"do": "end"})
    assert waiting().due_at > now


def test_nobody_asked_nothing_to_interrupt(circle: Circle):
    assert "nothing to interrupt" in circle.client_of(circle.ines).get(at(circle)).content.decode()
    assert say(circle, circle.ines).status_code == 409
    assert circle.client_of(circle.ines).post(at(circle), {"do": "end"}).status_code == 409
    assert circle.client_of(circle.ines).post(at(circle)).status_code == 400
    assert not CheckInPlan.objects.exists()


def test_after_a_death_there_is_no_form(circle: Circle, asked: CheckInPlan):
    type(circle.person).objects.filter(pk=circle.person.pk).update(died_on=today())
    page = circle.client_of(circle.ines).get(at(circle)).content.decode()
    assert "Nobody is asked anything any more" in page
    assert 'name="until"' not in page
    assert say(circle, circle.ines).status_code == 409


def test_the_way_there_stands_on_today_and_on_the_check_in(circle: Circle, asked: CheckInPlan):
    for name in ("pages:my_today", "chain:check_in", "chain:my_how"):
        page = circle.client_of(circle.ines).get(reverse(name, args=[circle.person.pk])).content.decode()
        assert at(circle) in page, name


def test_the_person_may_end_what_the_team_began(circle: Circle, asked: CheckInPlan):
    pause(
        person=circle.person,
        by=circle.bob,
        at=timezone.now(),
        start=today(),
        until=today() + DAY,
        reason="wish",
    )
    assert circle.client_of(circle.ines).post(at(circle), {"do": "end"}).status_code == 302
    assert CheckInPlan.objects.get().paused_until is None
