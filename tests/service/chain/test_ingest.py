"""Taking a check-in in: all of it or none, once, and never lost whatever the rules make of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db.models import F

from cordee.followup import Answers, Report, load_followup, questions_for
from cordee.service.chain import ingest, judge, points
from cordee.service.chain.ingest import Died, receive
from cordee.service.chain.models import Alert, CheckInPlan, Delivery, ExpectedReport, Level
from cordee.service.chain.models import Report as StoredReport
from cordee.service.chain.silence import expect_next
from cordee.service.people.models import Person
from cordee.service.plans import listening
from cordee.service.record.current import current_case
from cordee.service.record.models import Resource
from tests.service.conftest import NOW, Circle


def send(circle: Circle, once: str = "k", at: datetime = NOW, **answers: object) -> StoredReport:
    """A check-in of Inès in which all is well but for `answers`."""
    questions = questions_for(current_case(circle.person, at.date()), at.date())
    well: dict[str, object] = {}
    for question in questions.questions:
        match question.kind:
            case "steps" | "0-10":
                well[question.id] = 0
            case "yes-no":
                well[question.id] = False
    report = Report(
        id=str(uuid4()),
        at=at,
        set_id=questions.id,
        set_version=questions.version,
        asked=tuple(q.id for q in questions.questions),
        answers=Answers({**well, **answers}),
    )
    return receive(person=circle.person, report=report, questions=questions, by=circle.ines, once=once)


def test_the_questions_are_known_by_the_names_used_here():
    ids = {question for part in load_followup().sets for question in part.questions}
    assert {"pain", "breathlessness", "nausea"} <= ids


def test_all_is_well(circle: Circle):
    stored = send(circle)
    assert stored.level in ("green", "unknown")
    assert Resource.objects.filter(type="QuestionnaireResponse", current=True).count() == 1
    assert stored.told["reads"]["fr"]


def test_a_severe_answer_opens_an_alert_with_its_first_deliveries_and_words_at_once(circle: Circle):
    stored = send(circle, pain=4)
    assert stored.level == "red"
    alert = Alert.objects.get(level=Level.RED)
    assert list(stored.alerts.filter(level=Level.RED)) == [alert]
    assert Delivery.objects.filter(alerts=alert, state="owed", next_attempt_at=NOW).exists()
    assert circle.team.phone_day in stored.told["call"]["en"]
    assert alert.events.first().about["rules"]


def test_the_same_form_sent_twice_is_one_report(circle: Circle):
    assert send(circle, pain=4) == send(circle, pain=4)
    assert StoredReport.objects.count() == 1


def test_a_second_report_joins_the_open_alert(circle: Circle):
    send(circle, "a", pain=4)
    opened = set(Alert.objects.values_list("cause", flat=True))
    send(circle, "b", NOW + timedelta(hours=2), pain=4)
    assert set(Alert.objects.values_list("cause", flat=True)) >= opened
    for alert in Alert.objects.filter(cause__in=opened):
        assert Alert.objects.filter(cause=alert.cause, closed_at__isnull=True).count() == 1
    assert Alert.objects.filter(reports__once="b", reports__level="red").exists()


def test_a_record_that_moved_meanwhile_is_judged_again_under_the_lock(circle: Circle, monkeypatch):
    """Between the judgement and the lock another report came in: 'worse than last time' must see it."""
    looked_at: list[int] = []
    real = ingest.judge

    def moving(report, person, on):
        if not looked_at:
            Person.objects.filter(pk=person.pk).update(facts_version=F("facts_version") + 1)
        looked_at.append(person.facts_version)
        return real(report, person, on)

    monkeypatch.setattr(ingest, "judge", moving)
    send(circle, pain=4)
    assert looked_at == [0, 1]
    circle.person.refresh_from_db()
    looked_at.append(-1)
    send(circle, once="k2", pain=4)
    assert looked_at[3:] == [2], "nothing moved: judged once"


def test_answers_leave_the_case_as_it_is(circle: Circle, django_capture_on_commit_callbacks, monkeypatch):
    """No plan is made again and no death is looked for because somebody checked in."""
    looked: list[object] = []
    monkeypatch.setattr(listening, "look_again", lambda **told: looked.append(told))
    before = current_case(circle.person, NOW.date())
    with django_capture_on_commit_callbacks(execute=True):
        send(circle)
    circle.person.refresh_from_db()
    assert (circle.person.facts_version, circle.person.case_version) == (1, 0)
    assert current_case(circle.person, NOW.date()) is before
    assert looked == []


def test_a_check_in_asks_the_database_little(circle: Circle, django_assert_max_num_queries):
    """Ten thousand may come in one minute."""
    send(circle)
    circle.person.refresh_from_db()
    with django_assert_max_num_queries(24):
        send(circle, once="again")


def test_a_report_that_the_rules_cannot_judge_is_read_by_a_human(circle: Circle, monkeypatch):
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("a rule is broken")

    monkeypatch.setattr(judge, "assess", broken)
    stored = send(circle)
    assert stored.level == "unread"
    assert (Alert.objects.get().cause, Alert.objects.get().level) == ("unread", Level.RED)
    assert circle.team.phone_night in stored.told["phones"]


def test_it_answers_the_expected_one_and_the_next_is_written_ahead(circle: Circle):
    plan = CheckInPlan.objects.create(person=circle.person, started_at=NOW, started_by=circle.alice)
    expect_next(plan, NOW)
    first = ExpectedReport.objects.get()
    stored = send(circle, at=first.due_at + timedelta(hours=1))
    first.refresh_from_db()
    assert (first.state, stored.expected) == ("answered", first)
    assert ExpectedReport.objects.get(state="waiting").due_at == first.due_at + timedelta(days=7)


@pytest.mark.parametrize("point", ["ingest.written", "ingest.before_commit"])
def test_what_is_cut_short_leaves_nothing(circle: Circle, point: str):
    class Cut(BaseException):
        pass

    def cut(reached: str) -> None:
        if reached == point:
            raise Cut

    points.watch(cut)
    try:
        with pytest.raises(Cut):
            send(circle, pain=4)
    finally:
        points.watch(None)
    assert not StoredReport.objects.exists()
    assert not Alert.objects.exists()
    assert not Delivery.objects.exists()
    assert not Resource.objects.filter(type="QuestionnaireResponse").exists()


def test_after_a_death_none_is_taken(circle: Circle):
    circle.person.died_on = NOW.date()
    circle.person.save(update_fields=["died_on"])
    with pytest.raises(Died):
        send(circle)
