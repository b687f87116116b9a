"""Who is told when, as the team sets it: preview, versions, rotas, rules within their bounds, figures without names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from django.urls import reverse
from django.utils import timezone

from cordee.service.chain.answer import acknowledge, say_outcome
from cordee.service.chain.answer_times import by_level_and_hour, courses_of, figures, silence
from cordee.service.chain.judge import policy_of
from cordee.service.chain.ladder import DEFAULT, Rung, Who
from cordee.service.chain.models import Absence, Alert, Delivery, EscalationPolicy, Level, Rota, Shift
from cordee.service.chain.models.alert import Outcome
from cordee.service.chain.open_alert import open_or_join
from cordee.service.chain.policy import ladders_of, set_policy
from cordee.service.chain.preview import who_is_told
from cordee.service.chain.rules_forms import RulesForm, rules_initial
from cordee.service.people.models import Account
from tests.service.conftest import NOW, Circle

SATURDAY_NIGHT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # 03:00 in Paris
MINUTE = timedelta(minutes=1)


def url(name: str) -> str:
    return reverse(f"chain:{name}")


def test_a_red_on_saturday_at_three_and_nothing_is_written(circle: Circle):
    steps = who_is_told(circle.team, circle.person.id, Level.RED, SATURDAY_NIGHT)
    assert [(step.at - SATURDAY_NIGHT) // MINUTE for step in steps] == [0, 10, 20, 30]
    assert {name for name, _ways in steps[0].told} == {"Alice Martin", "Bob Petit"}
    assert {name for name, _ways in steps[2].told} == {"Alice Martin", "Bob Petit", "Charlie Roux"}
    assert steps[-1].again
    assert not Alert.objects.exists()
    assert not Delivery.objects.exists()


def test_an_amber_on_saturday_waits_for_monday(circle: Circle):
    steps = who_is_told(circle.team, circle.person.id, Level.AMBER, SATURDAY_NIGHT)
    assert steps[0].at == datetime(
        2026, 11, 23, 7, 30, tzinfo=UTC
    )  # 08:00 in Paris and half an hour of gathering


def test_the_preview_is_what_then_happens(circle: Circle):
    from cordee.service.chain.escalate import escalate_due

    steps = who_is_told(circle.team, circle.person.id, Level.RED, NOW)
    alert = open_or_join(person=circle.person, cause="x", level=Level.RED, at=NOW, by=None, about={})
    for step in steps[1:]:
        escalate_due(step.at)
    told = [event for event in alert.events.order_by("id") if event.what == "escalated"]
    assert [event.at for event in told] == [step.at for step in steps]
    names = {str(a.pk): a.full_name for a in Account.objects.all()}
    assert [{names[i] for i in e.about["told"]} for e in told] == [{n for n, _w in s.told} for s in steps]


def test_a_policy_not_kept_yet_can_be_tried_and_leaves_nothing(circle: Circle):
    rota = Rota.objects.create(team=circle.team, name="Nights")
    ladders = msgspec.structs.replace(
        DEFAULT, red=(Rung((Who("rota", str(rota.pk)),), 5, ("app",)), Rung((Who("team"),), 5, ("app",)))
    )
    empty = who_is_told(circle.team, circle.person.id, Level.RED, SATURDAY_NIGHT, ladders)
    assert (empty[0].number, empty[0].passed) == (2, (1,))
    Shift.objects.create(
        rota=rota,
        account=circle.charlie,
        starts_at=SATURDAY_NIGHT - MINUTE,
        ends_at=SATURDAY_NIGHT + 60 * MINUTE,
    )
    filled = who_is_told(circle.team, circle.person.id, Level.RED, SATURDAY_NIGHT, ladders)
    assert [name for name, _ways in filled[0].told] == ["Charlie Roux"]
    Absence.objects.create(
        account=circle.charlie,
        starts_at=SATURDAY_NIGHT - MINUTE,
        ends_at=SATURDAY_NIGHT + MINUTE,
        substitute=circle.bob,
    )
    away = who_is_told(circle.team, circle.person.id, Level.RED, SATURDAY_NIGHT, ladders)
    assert [name for name, _ways in away[0].told] == ["Bob Petit"]
    assert not EscalationPolicy.objects.exists()


def typed(circle: Circle, **changes: object) -> dict[str, object]:
    """The form of the policy as it ships."""
    form: dict[str, object] = {
        "red-0-who": ["coordinator:"], "red-0-wait_minutes": 5, "red-0-channels": ["app", "sms"],
        "red-1-who": ["team:"], "red-1-wait_minutes": 10, "red-1-channels": ["app"],
        "red-2-wait_minutes": 10, "red-2-channels": ["app"],
        "amber-0-who": [f"account:{circle.bob.pk}"], "amber-0-wait_minutes": 60, "amber-0-channels": ["app"],
        "amber-1-wait_minutes": 10, "amber-1-channels": ["app"],
        "opens_0": "08:00", "closes_0": "00:00", "holidays": "on",
        "gather_minutes": 15, "red_outcome_minutes": 60, "amber_outcome_minutes": 600, "longest_snooze_minutes": 120,
        "why": "agreed at the meeting", "seen": 0, "do": "keep",
    }  # fmt: skip
    return {**form, **changes}


def test_a_new_version_is_kept_with_who_and_why_and_a_conflict_is_told(circle: Circle):
    client = circle.client_of(circle.alice)
    assert client.post(url("edit_policy"), typed(circle))["Location"] == url("policy")
    kept = EscalationPolicy.objects.get()
    assert (kept.version, kept.made_by, kept.why) == (1, circle.alice, "agreed at the meeting")
    ladders = ladders_of(circle.team)
    assert ladders.red == (
        Rung((Who("coordinator"),), 5, ("app", "sms")),
        Rung((Who("team"),), 10, ("app",)),
    )
    assert ladders.hours.week == ((0, 480, 1440),)
    late = client.post(url("edit_policy"), typed(circle))
    assert (late.status_code, "made version 1 meanwhile" in late.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"red-0-who": [], "red-1-who": []}, "at least one rung"),
        ({"closes_0": ""}, "Say both"),
        ({"opens_0": "", "closes_0": ""}, "at least once a week"),
        ({"red-0-wait_minutes": 0}, "Something is missing"),
        ({"why": ""}, "Something is missing"),
        ({"red-0-channels": []}, "Something is missing"),
    ],
)
def test_a_policy_that_could_leave_somebody_waiting_is_refused(circle: Circle, changes: dict, says: str):
    response = circle.client_of(circle.alice).post(url("edit_policy"), typed(circle, **changes))
    assert (response.status_code, says in response.content.decode()) == (400, True)
    assert not EscalationPolicy.objects.exists()


def test_it_can_be_tried_before_it_is_kept(circle: Circle):
    tried = typed(circle, do="preview", at="2026-11-21T03:00", level="0", person=str(circle.person.pk))
    page = circle.client_of(circle.alice).post(url("edit_policy"), tried).content.decode()
    assert "Alice Martin" in page
    assert "21 November 2026, 03:05" in page
    assert not EscalationPolicy.objects.exists()


def test_a_rung_says_who_is_told_before_it_is_opened_and_opens_where_something_is_wrong(circle: Circle):
    page = circle.client_of(circle.alice).get(url("edit_policy")).content.decode()
    rungs = page.split('<details class="rung"')[1:]
    assert "who coordinates the care" in rungs[0].split("</summary>")[0]
    assert not any(rung.startswith(" open") for rung in rungs)
    wrong = typed(circle, **{"red-0-wait_minutes": "0"})
    page = circle.client_of(circle.alice).post(url("edit_policy"), wrong).content.decode()
    assert page.split('<details class="rung"')[1].startswith(" open")


def test_a_nurse_reads_and_does_not_change_and_who_has_no_team_sees_nothing(circle: Circle):
    bob = circle.client_of(circle.bob)
    assert bob.get(url("policy")).status_code == 200
    assert bob.post(url("edit_policy"), typed(circle)).status_code == 409
    assert bob.post(url("edit_rules"), {}).status_code == 409
    assert bob.post(url("rotas"), {"do": "rota", "name": "Nights"}).status_code == 409
    assert not EscalationPolicy.objects.exists()
    for name in ("policy", "edit_policy", "edit_rules", "rotas", "figures"):
        assert circle.client_of(circle.ines).get(url(name)).status_code == 404


def test_rotas_turns_overrides_and_absences(circle: Circle):
    alice = circle.client_of(circle.alice)
    alice.post(url("rotas"), {"do": "rota", "name": "Nights"})
    rota = Rota.objects.get()
    now = timezone.localtime()
    span = {
        "starts_at": (now - MINUTE).strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (now + 60 * MINUTE).strftime("%Y-%m-%dT%H:%M"),
    }
    for who, extra in ((circle.bob, {}), (circle.charlie, {"override": "on"})):
        alice.post(url("rotas"), {"do": "shift", "rota": rota.pk, "account": who.pk, **span, **extra})
    assert "Now: <strong>Charlie Roux</strong>" in alice.get(url("rotas")).content.decode()
    shift = Shift.objects.get(account=circle.charlie)
    alice.post(url("rotas"), {"do": f"remove_shift:{shift.pk}"})
    assert "Now: <strong>Bob Petit</strong>" in alice.get(url("rotas")).content.decode()
    bob = circle.client_of(circle.bob)
    assert (
        bob.post(
            url("rotas"), {"do": "absence", "account": circle.bob.pk, "substitute": circle.bob.pk, **span}
        ).status_code
        == 409
    )
    assert bob.post(url("rotas"), {"do": "absence", "account": circle.bob.pk, **span}).status_code == 302
    backwards = {"starts_at": span["ends_at"], "ends_at": span["starts_at"]}
    assert (
        alice.post(
            url("rotas"), {"do": "shift", "rota": rota.pk, "account": circle.bob.pk, **backwards}
        ).status_code
        == 409
    )


def rules_typed(circle: Circle, **changes: object) -> dict[str, object]:
    policy = policy_of(circle.team)
    shown = rules_initial(msgspec.structs.replace(policy, call=()), 0)
    form = RulesForm(policy=policy, today=NOW.date())
    return {**{name: shown.get(name, "") for name in form.fields}, "why": "agreed", "seen": 0, **changes}


def test_a_figure_of_a_rule_is_moved_within_its_bounds_and_no_further(circle: Circle):
    client = circle.client_of(circle.alice)
    fever = "set:fever-after-chemotherapy:temperature"
    assert client.post(url("edit_rules"), rules_typed(circle, **{fever: "39"})).status_code == 400
    sent = rules_typed(
        circle,
        **{fever: "38.3", "set:worse:by": "1"},
        call_fr_0="le service",
        call_en_0="the unit",
        call_phone_0="+33 1 00 00 00 09",
    )
    assert client.post(url("edit_rules"), sent).status_code == 302
    policy = policy_of(circle.team)
    assert {one.rule: one.settings for one in policy.changed} == {
        "fever-after-chemotherapy": {"temperature": 38.3}, "worse": {"by": 1},
    }  # fmt: skip
    assert (policy.call[0].phone, policy.version) == ("+33 1 00 00 00 09", 1)


def test_a_red_rule_is_switched_off_by_somebody_with_a_reason_until_a_day(circle: Circle):
    client = circle.client_of(circle.alice)
    today = timezone.localdate()
    off = {"off_rule": "clot", "off_reason": "local guideline"}
    assert client.post(url("edit_rules"), rules_typed(circle, **off)).status_code == 400
    far = {**off, "off_by": "team meeting", "off_until": today + timedelta(days=400)}
    assert client.post(url("edit_rules"), rules_typed(circle, **far)).status_code == 400
    good = {**off, "off_by": "team meeting", "off_until": today + timedelta(days=90)}
    assert client.post(url("edit_rules"), rules_typed(circle, **good)).status_code == 302
    assert [one.rule for one in policy_of(circle.team).switched_off] == ["clot"]
    assert "local guideline" in client.get(url("policy")).content.decode()
    again = rules_typed(circle, seen=1, off_kept=[])
    assert client.post(url("edit_rules"), again).status_code == 302
    assert policy_of(circle.team).switched_off == ()


def test_who_is_told_and_the_rules_do_not_lose_each_other(circle: Circle):
    client = circle.client_of(circle.alice)
    client.post(url("edit_rules"), rules_typed(circle, **{"set:worse:by": "1"}))
    client.post(url("edit_policy"), typed(circle, seen=1))
    assert policy_of(circle.team).changed[0].rule == "worse"
    set_policy(team=circle.team, ladders=DEFAULT, by=None, at=NOW, seen=2)
    assert policy_of(circle.team).changed[0].rule == "worse"


def test_figures_medians_worst_and_still_open(circle: Circle):
    def alert(cause: str, level: Level, hour: int, taken: int | None, closed: int | None) -> None:
        opened = NOW.replace(hour=hour, minute=0)
        made = open_or_join(person=circle.person, cause=cause, level=level, at=opened, by=None, about={})
        if taken is not None:
            acknowledge(made, by=circle.bob, at=opened + taken * MINUTE)
        if closed is not None:
            say_outcome(made, by=circle.bob, outcome=Outcome.CALLED, words="", at=opened + closed * MINUTE)

    for number, (taken, closed) in enumerate([(2, 10), (4, 30), (9, None), (None, None)]):
        alert(f"r{number}", Level.RED, 7, taken, closed)
    alert("a", Level.AMBER, 20, 60, 90)
    found = courses_of(circle.team, NOW - timedelta(days=1), NOW + timedelta(days=1))
    red = figures([one for one in found if one.level == Level.RED])
    assert (red.count, red.to_taken, red.worst_taken, red.to_outcome, red.worst_outcome) == (4, 4, 9, 20, 30)
    assert (red.open, red.untaken) == (2, 1)
    parts = {(level, block): one.count for level, block, one in by_level_and_hour(found)}
    assert parts[Level.RED, (6, 12)] == 4  # 08:00 by the team's clock
    assert parts[Level.AMBER, (18, 24)] == 1
    assert silence(circle.team, NOW, NOW) == {"waiting": 0, "answered": 0, "missed": 0, "excused": 0}
    page = circle.client_of(circle.bob).get(url("figures")).content.decode()
    assert "Bob Petit" not in page.split("<main")[1].split("<footer")[0]
    assert 'class="c-alarm"' in page  # a red is drawn red


def test_pages_ask_the_database_little(circle: Circle, django_assert_max_num_queries):
    client = circle.client_of(circle.alice)
    for name in ("policy", "edit_policy", "edit_rules", "rotas", "figures"):
        client.get(url(name))
        with django_assert_max_num_queries(20):
            assert client.get(url(name)).status_code == 200
