"""What the campaign on the real commands looks at besides the verdict: both sides of every promise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chaos.commands.processes import WEB

if TYPE_CHECKING:
    from chaos.commands.run import Commands


@dataclass(frozen=True)
class Found:
    """Lines for the report, and what must not be."""

    lines: tuple[str, ...]
    faults: tuple[str, ...]


def look(campaign: Commands) -> Found:
    """Count, compare with what people were told and what arrived, and ask the watchman."""
    from django.db.models import Count, Max

    from cordee.service.chain.models import Alert, AlertEvent, Delivery, ExpectedReport, Finding, Report
    from cordee.service.chain.models.alert import Happened

    told, world, crowd, met = campaign.told, campaign.world, campaign.crowd, campaign.met
    channels = Counter(channel for channel, _ in world.arrived)
    outcomes = ExpectedReport.objects.values_list("state").annotate(n=Count("id"))
    silences = dict(outcomes.values_list("state", "n"))
    missed = {"missed": 0, "waiting": 0} | silences
    taken = AlertEvent.objects.filter(what=Happened.ACKNOWLEDGED).values_list("alert_id", "by_id")
    said = {(str(alert), str(by)) for alert, by in taken}
    rounds = Alert.objects.aggregate(most=Max("round"))["most"]
    again = AlertEvent.objects.filter(what=Happened.REOPENED).count()
    troubled = Delivery.objects.filter(state__in=["failed"]).count()
    lines = (
        f"{len(told.reports)} check-ins promised, {crowd.again} of them tapped twice; "
        f"{met['cut off']} requests cut off and asked again"
        + "".join(f", {count} {how}" for how, count in sorted(met.items()) if how != "cut off"),
        f"messages that arrived: {', '.join(f'{count} by {name}' for name, count in sorted(channels.items()))}",
        f"{len(told.closed)} alerts closed and {len(told.taken)} taken by hand, {again} reopened",
        f"up to {rounds} rounds of the ladder, {missed['missed']} silences told",
        f"{campaign.processes.by_themselves[WEB]} times the web server gave up after several of its workers were killed",
        f"{world.pings} pings of the watchman while killed, {Finding.objects.count()} findings meanwhile",
    )
    faults = [*crowd.faults]
    _add(faults, crowd.doubled, "check-ins shown as another after tapping twice")
    _add(faults, Report.objects.count() - len(told.reports), "check-ins more than were promised")
    _add(faults, world.never_arrived(), "messages written as sent that never arrived")
    _add(faults, len(set(told.taken.items()) - said), "alerts taken by somebody of whom nothing is written")
    _add(faults, world.refused, "messages with a wrong signature")
    _add(faults, troubled, "messages given up")
    _add(faults, campaign.orphans, "processes left over by those that were killed")
    for name, count in campaign.processes.by_themselves.items():
        if name != WEB:
            _add(faults, count, f"times the {name} ended by itself")
    faults += [f"the watchman: {line}" for line in campaign.processes.watchman_once()]
    return Found(lines, tuple(faults))


def _add(faults: list[str], count: int, words: str) -> None:
    if count:
        faults.append(f"{count} {words}")
