"""What `cordee doctor` says of the chain: engine, watchman's findings, channels."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from cordee.service.chain.engine import is_turning, last_turn
from cordee.service.chain.models import ChannelState, Finding

Said = tuple[bool, str, str, str, str]


def findings() -> Iterator[Said]:
    """(well, fr, en, to do fr, to do en), one line each."""
    at = timezone.now()
    newest = last_turn()
    if is_turning(at):
        yield True, "moteur des alertes : il tourne", "engine of the alerts: turning", "", ""
    else:
        when = newest.isoformat(timespec="seconds") if newest else "—"
        yield (
            False,
            f"moteur des alertes : arrêté (dernier tour : {when})",
            f"engine of the alerts: stopped (last turn: {when})",
            "Lancez `cordee engine`, ou `cordee serve` sans --only web.",
            "Start `cordee engine`, or `cordee serve` without --only web.",
        )
    standing = Finding.objects.filter(gone_at__isnull=True).count()
    yield (
        standing == 0,
        f"veilleur : {standing} constat(s) en cours",
        f"watchman: {standing} standing finding(s)",
        "`cordee watchman --once` les nomme.",
        "`cordee watchman --once` names them.",
    )
    for state in ChannelState.objects.filter(failing_since__isnull=False).order_by("channel"):
        since = state.failing_since.isoformat(timespec="minutes") if state.failing_since else ""
        yield (
            False,
            f"canal {state.channel} : en panne depuis {since}",
            f"channel {state.channel}: failing since {since}",
            f"`cordee channels test {state.channel}` dit pourquoi.",
            f"`cordee channels test {state.channel}` says why.",
        )
