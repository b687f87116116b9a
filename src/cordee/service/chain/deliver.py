"""Sending what is owed: claim by compare-and-swap with a lease, send, then write *sent*.

The claim is committed before anything leaves; *sent* is written after it has left. A crash between the two leaves an
expired lease: the delivery goes out again under the same key, so the receiver can tell, and it is never lost.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import F, Q

from cordee.service.chain.around import go_around, several_fail, tell_by_other_ways
from cordee.service.chain.channels import ChannelTrouble, Message, Send
from cordee.service.chain.contacts import FAILING_AFTER
from cordee.service.chain.models import ChannelState, Delivery, Level
from cordee.service.chain.models.delivery import DeliveryState
from cordee.service.chain.patience import Patience
from cordee.service.chain.points import reached
from cordee.service.chain.recipients import DOWN_AFTER
from cordee.service.chain.round import Round

LEASE = timedelta(seconds=60)
"""How long a claim holds: longer than any channel waits for an answer."""
LONGEST_PAUSE = timedelta(seconds=30)
"""The longest wait between two tries: everything owed goes out within a minute of a channel's recovery."""
_CLAIM = 20
_NO_NEWS = timedelta(seconds=20)


@dataclass(frozen=True)
class Sent:
    """How many deliveries of a round went out, failed for now, failed for good, were needless."""

    sent: int = 0
    again: int = 0
    failed: int = 0
    needless: int = 0

    def __add__(self, other: Sent) -> Sent:
        return Sent(
            self.sent + other.sent,
            self.again + other.again,
            self.failed + other.failed,
            self.needless + other.needless,
        )


def claim(
    at: datetime, limit: int = _CLAIM, lease: timedelta = LEASE, without: Collection[str] = ()
) -> list[Delivery]:
    """Take up to `limit` deliveries that are due, reds first, for the length of a lease; none of the channels `without`.
    Any number of engines may call this at once: each row is given to one of them."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
    due = Delivery.objects.filter(free, state=DeliveryState.OWED, next_attempt_at__lte=at)
    if without:
        due = due.exclude(channel__in=without)
    if not due.exists():
        return []
    token = uuid4()
    with transaction.atomic():
        rows = due
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, no_key=True)
        ids = list(rows.order_by("level", "next_attempt_at").values_list("id", flat=True)[:limit])
        Delivery.objects.filter(free, id__in=ids, state=DeliveryState.OWED).update(
            lease=token, leased_until=at + lease, attempts=F("attempts") + 1
        )
    reached("deliver.claimed")
    taken = Delivery.objects.filter(lease=token).select_related("account")
    return list(taken.order_by("level", "next_attempt_at"))


def deliver_due(at: datetime, send: Send, limit: int = _CLAIM, patience: Patience | None = None) -> Sent:
    """One round: claim, send each by `send`, write what came of it. Trouble with one never stops the others: what a
    channel that hangs would hold up, or what there is no time left for, is given back untried. So are the ambers behind
    a red that was not taken: it may be owed by another way now, and goes first."""
    told, left, reds_again = Sent(), [], False
    patience = patience or Patience()
    claimed = claim(at, limit, without=patience.resting)
    if not claimed:
        return told
    round_ = Round(claimed)
    for delivery in claimed:
        behind = reds_again and delivery.level > Level.RED
        if behind or patience.is_spent or patience.rests(delivery.channel, delivery.account_id):
            left.append(delivery)
            continue
        came = _deliver(delivery, at, send, patience, round_)
        reds_again = reds_again or (delivery.level == Level.RED and bool(came.again or came.failed))
        told += came
    _give_back(left)
    return told


def _give_back(left: Sequence[Delivery]) -> None:
    if left:
        Delivery.objects.filter(
            pk__in=[delivery.pk for delivery in left], lease=left[0].lease, state=DeliveryState.OWED
        ).update(lease=None, leased_until=None, attempts=F("attempts") - 1)


def _deliver(delivery: Delivery, at: datetime, send: Send, patience: Patience, round_: Round) -> Sent:
    alerts = round_.alerts(delivery) if delivery.kind == "alert" else ()
    if delivery.kind == "alert" and not _is_needed(alerts):
        _finish(delivery, state=DeliveryState.NEEDLESS)
        return Sent(needless=1)
    reached("deliver.before_send")
    try:
        receipt = send(_message(delivery, alerts, round_))
    except ChannelTrouble as trouble:
        if trouble.hung and trouble.of_address:
            patience.rest_at(delivery.channel, delivery.account_id)
        elif trouble.hung:
            patience.rest(delivery.channel)
        return _failed(delivery, at, trouble, patience, round_)
    reached("deliver.sent")
    _finish(delivery, state=DeliveryState.SENT, sent_at=at, receipt=(receipt or "taken")[:200])
    _channel_works(delivery.channel, at, round_)
    reached("deliver.marked")
    return Sent(sent=1)


def _is_needed(alerts: Sequence[UUID]) -> bool:
    """Somebody still has to be told: one of its alerts is open and nobody has it."""
    return bool(alerts)


def _message(delivery: Delivery, alerts: tuple[UUID, ...], round_: Round) -> Message:
    return Message(
        key=delivery.key,
        kind=delivery.kind,
        urgent=delivery.level == 0,
        account=delivery.account,
        channel=delivery.channel,
        alerts=alerts,
        points=round_.points(delivery),
    )


def _finish(delivery: Delivery, **values: object) -> bool:
    """Write the end of a delivery, if the lease is still ours; the next attempt is off."""
    mine = Delivery.objects.filter(pk=delivery.pk, lease=delivery.lease, state=DeliveryState.OWED)
    return bool(mine.update(lease=None, leased_until=None, next_attempt_at=None, **values))


def pause_before(attempt: int) -> timedelta:
    """The wait before the next try: 1, 2, 4 … seconds, at most `LONGEST_PAUSE`. There is no last try."""
    return min(timedelta(seconds=2 ** min(attempt - 1, 10)), LONGEST_PAUSE)


@transaction.atomic
def _failed(
    delivery: Delivery, at: datetime, trouble: ChannelTrouble, patience: Patience, round_: Round
) -> Sent:
    said = str(trouble)[:200]
    if trouble.permanent:
        _finish(delivery, state=DeliveryState.FAILED, trouble=said)
        go_around(delivery, at)
        return Sent(failed=1)
    again_at = at + pause_before(delivery.attempts)
    Delivery.objects.filter(pk=delivery.pk, lease=delivery.lease, state=DeliveryState.OWED).update(
        lease=None, leased_until=None, next_attempt_at=again_at, trouble=said
    )
    if trouble.of_address:
        if several_fail(delivery.channel, round_.channels.get(delivery.channel)):
            _channel_fails(delivery.channel, at, said, round_)
            if trouble.hung:
                patience.rest(delivery.channel)
        if delivery.attempts >= FAILING_AFTER:
            _one_asks(delivery, at, again_at, round_)
            patience.rest_at(delivery.channel, delivery.account_id)
        return Sent(again=1)
    if _channel_fails(delivery.channel, at, said, round_) >= DOWN_AFTER:
        patience.rest(delivery.channel)
        # It is down: one message asks whether it is back, the others wait as long.
        ours = Q(lease__isnull=True) | Q(lease=delivery.lease)
        waiting = Delivery.objects.filter(ours, channel=delivery.channel, state=DeliveryState.OWED)
        waiting.filter(next_attempt_at__lt=again_at).update(next_attempt_at=again_at)
    return Sent(again=1)


def _one_asks(delivery: Delivery, at: datetime, again_at: datetime, round_: Round) -> None:
    """The account's address fails: one message asks whether it is back, its others there wait as long; at the third
    failure all of them are said by other ways."""
    ours = Q(lease__isnull=True) | Q(lease=delivery.lease)
    same = Delivery.objects.filter(
        ours, account=delivery.account_id, channel=delivery.channel, state=DeliveryState.OWED
    )
    if delivery.attempts == FAILING_AFTER:
        for one in same.select_related("account")[:_CLAIM]:
            tell_by_other_ways(one, at, round_.ways(delivery.account_id))
    same.filter(next_attempt_at__lt=again_at).update(next_attempt_at=again_at)


def _channel_works(channel: str, at: datetime, round_: Round) -> None:
    """Written when it says something new: not for every message that goes well."""
    known = round_.channels.get(channel)
    if known and not known.failures and known.worked_at and timedelta() <= at - known.worked_at < _NO_NEWS:
        return
    round_.channels[channel], _ = ChannelState.objects.update_or_create(
        channel=channel, defaults={"worked_at": at, "failing_since": None, "failures": 0, "trouble": ""}
    )


def _channel_fails(channel: str, at: datetime, trouble: str, round_: Round) -> int:
    state, _ = ChannelState.objects.get_or_create(channel=channel)
    ChannelState.objects.filter(pk=channel).update(
        failures=F("failures") + 1, failing_since=state.failing_since or at, trouble=trouble
    )
    state.failures += 1
    round_.channels[channel] = state
    return state.failures


def release(token: UUID) -> None:
    """Give back what a lease holds, for an engine that stops in order."""
    Delivery.objects.filter(lease=token, state=DeliveryState.OWED).update(lease=None, leased_until=None)
