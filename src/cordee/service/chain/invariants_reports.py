"""What must hold of check-ins, reports and policies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from cordee.service.chain.history import of_the_past
from cordee.service.chain.invariants import CLOCKS, LATE, ids_of, invariant, open_alerts
from cordee.service.chain.models import (
    Alert,
    CheckInPlan,
    Delivery,
    EscalationPolicy,
    ExpectedReport,
    Level,
    Report,
)

ENDS_WITHIN = timedelta(days=3)
"""An expected check-in ends at most a day and a half after it was due, or it is overdue, which is a check of its own."""


@invariant
def check_in_without_next_step(at: datetime) -> Iterable[str]:
    """Waiting, and nothing will ever find it."""
    return ids_of(ExpectedReport.objects.filter(state="waiting", next_action_at__isnull=True))


@invariant
def check_in_overdue(at: datetime) -> Iterable[str]:
    """A step towards somebody silent that has been due for longer than a cycle."""
    return ids_of(ExpectedReport.objects.filter(state="waiting", next_action_at__lt=at - LATE))


@invariant
def check_in_waits_for_the_dead(at: datetime) -> Iterable[str]:
    """Somebody who has died is still asked how they are."""
    dead = ExpectedReport.objects.filter(state="waiting", person__died_on__isnull=False)
    return ids_of(dead.filter(person__died_on__lt=(at - timedelta(days=1)).date()))


@invariant
def nobody_is_expected(at: datetime) -> Iterable[str]:
    """A person with a running plan of check-ins, and none written ahead."""
    waiting = ExpectedReport.objects.filter(person=OuterRef("person"), state="waiting")
    running = CheckInPlan.objects.filter(stopped_at__isnull=True, person__died_on__isnull=True)
    return ids_of(running.filter(~Exists(waiting)))


@invariant
def check_in_expected_too_far_ahead(at: datetime) -> Iterable[str]:
    """The next check-in lies further ahead than the rhythm and the pause explain."""
    plan = "person__check_in_plan__"
    # Nobody is asked less than a day apart, so that what is due within two days is never too far: one question for all.
    running = Q(person__check_in_plan__isnull=False, person__check_in_plan__stopped_at__isnull=True)
    waiting = ExpectedReport.objects.filter(running, state="waiting", due_at__gt=at + timedelta(days=2))
    found = []
    for pk, due, every, paused in waiting.values_list(
        "pk", "due_at", f"{plan}every_days", f"{plan}paused_until"
    ):
        furthest = max(at.date(), paused or at.date()) + timedelta(days=every + 2)
        if timezone.localdate(due) > furthest:
            found.append(str(pk))
    return found


def _ended(since: datetime) -> Q:
    return Q(due_at__gte=since - ENDS_WITHIN)


@of_the_past(recent=_ended, along="person_id")
def answered_without_a_report() -> QuerySet[ExpectedReport]:
    """An expected check-in is said to be answered, and no report answers it."""
    return ExpectedReport.objects.filter(state="answered", report__isnull=True)


@of_the_past(recent=_ended, along="person_id")
def missed_without_an_alert() -> QuerySet[ExpectedReport]:
    """A silence that nobody was told of."""
    alert = Alert.objects.filter(person=OuterRef("person"), cause="silence")
    return ExpectedReport.objects.filter(state="missed").filter(~Exists(alert))


@of_the_past(recent=lambda since: Q(at__gte=since))
def worrying_report_without_an_alert() -> QuerySet[Report]:
    """A report that is not green, and no alert came of it."""
    return Report.objects.exclude(level="green").filter(alerts__isnull=True)


@of_the_past(recent=lambda since: Q(at__gte=since))
def report_without_words() -> QuerySet[Report]:
    """The person was told nothing."""
    return Report.objects.filter(told__call__isnull=True)


@of_the_past(recent=lambda since: Q(at__gte=since))
def report_that_is_not_in_the_record() -> QuerySet[Report]:
    """A check-in whose answers the record does not hold."""
    from cordee.service.record.models import Resource

    kept = Resource.objects.filter(
        person=OuterRef("person"), type="QuestionnaireResponse", logical_id=OuterRef("resource")
    )
    return Report.objects.filter(~Exists(kept))


@invariant
def red_report_below_its_alert(at: datetime) -> Iterable[str]:
    """A red report whose open alerts are all amber."""
    worst = Alert.objects.filter(reports=OuterRef("pk"), level=Level.RED)
    still = Report.alerts.through.objects.filter(alert__in=open_alerts().values("pk")).values("report")
    return ids_of(Report.objects.filter(~Exists(worst), level="red", pk__in=still))


@invariant
def policy_that_cannot_be_read(at: datetime) -> Iterable[str]:
    """A current policy of another shape: the default climbs instead, and the team does not know."""
    import msgspec

    from cordee.followup import Policy
    from cordee.service.chain.ladder import read_ladders

    broken = []
    for policy in EscalationPolicy.objects.filter(current=True):
        try:
            read_ladders(policy.ladders)
            if policy.rules:
                msgspec.convert(policy.rules, Policy, strict=False)
        except (ValueError, msgspec.ValidationError):
            broken.append(str(policy.id))
    return broken


@invariant
def two_current_policies(at: datetime) -> Iterable[str]:
    """Which ladder counts is open."""
    twice = (
        EscalationPolicy.objects.filter(current=True).values("team").annotate(n=Count("id")).filter(n__gt=1)
    )
    return (str(row["team"]) for row in twice.order_by("team"))


@invariant
def no_current_policy(at: datetime) -> Iterable[str]:
    """A team that had a policy has none that is current."""
    teams = EscalationPolicy.objects.values("team").annotate(
        newest=Max("version"), on=Count("id", filter=Q(current=True))
    )
    return (str(row["team"]) for row in teams.filter(on=0).order_by("team"))


@invariant
def times_to_come(at: datetime) -> Iterable[str]:
    """Rows written at a time that has not come: some machine's clock runs ahead."""
    ahead = at + CLOCKS
    found = [*ids_of(open_alerts().filter(Q(opened_at__gt=ahead) | Q(acknowledged_at__gt=ahead)))]
    found += [*ids_of(Alert.objects.filter(closed_at__gt=ahead))]  # what is closed began and was taken before
    found += [*ids_of(Delivery.objects.filter(Q(sent_at__gt=ahead) | Q(owed_at__gt=ahead)))]
    return [*found, *ids_of(Report.objects.filter(at__gt=ahead))]
