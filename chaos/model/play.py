"""One play: things happen to the chain and to the oracle, and after each both must say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from chaos.model.oracle import LONGEST, RED, Kept, Oracle
from chaos.model.world import CARERS, CAUSES, PEOPLE, START, Cast, Killed, Post
from cordee.service.chain.answer import (
    Closed,
    Taken,
    TooLong,
    accept,
    acknowledge,
    decline,
    let_go,
    offer,
    say_outcome,
    snooze,
)
from cordee.service.chain.deliver import LEASE
from cordee.service.chain.engine import cycle
from cordee.service.chain.models import Alert, Delivery, Level
from cordee.service.chain.models.alert import Outcome

MOVES = tuple(timedelta(seconds=s) for s in (1, 20, 61, 300, 601, 3_700, 15_000, 44_000, 130_000, 300_000))
_MOST_CYCLES = 40


class Play:
    """`happen(what, a, b, c)`: one step. The numbers choose among what there is."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.oracle, self.post = cast, Oracle(), Post()
        self.at: datetime = START
        self.active = {carer.id for carer in cast.carers}
        self.dead: set[UUID] = set()
        self.policy, self.kills, self.number = 0, 0, 0

    def happen(self, what: str, a: int, b: int, c: int) -> None:
        """One step, and a comparison."""
        STEPS[what](self, a, b, c)
        self.oracle.compare({row.id: row for row in Alert.objects.all()})

    def report(self, a: int, b: int, c: int) -> None:
        """Somebody writes: one worry or two, amber or red."""
        from chaos.model.reports import send

        self.number += 1
        person = self.cast.people[a % PEOPLE]
        worries = [(CAUSES[b % 3], Level(c % 2))]
        if c >= 4:
            worries.append((CAUSES[(b + 1) % 3], Level((c // 2) % 2)))
        alerts = send(person, worries, self.at, f"play-{self.number}", twice=c == 7)
        if person.id in self.dead:
            assert alerts is None, "a check-in was taken after a death"
            return
        assert alerts is not None
        assert len(alerts) == len(worries)
        for (cause, level), alert in zip(worries, alerts, strict=True):
            known = self.oracle.open.get((person.id, cause))
            if known is None:
                self.oracle.open[person.id, cause] = alert.id
                self.oracle.kept[alert.id] = Kept(level, self._due(alert), untold=bool(self.active))
                continue
            assert known == alert.id, "open twice"
            kept = self.oracle.kept[known]
            if level < kept.level:
                kept.free()
                kept.level, kept.due, kept.untold = level, self._due(alert), bool(self.active)

    def answer(self, a: int, b: int, c: int) -> None:
        """Somebody of the team does something with an alert, open or not, theirs or not."""
        ids = sorted(self.oracle.kept)
        active = [carer for carer in self.cast.carers if carer.id in self.active]
        if not ids or not active:
            return
        id = (
            sorted(self.oracle.open.values())[a % len(self.oracle.open)] if self.oracle.open and a else ids[0]
        )
        by, other = active[b % len(active)], self.cast.carers[(b + c) % CARERS]
        kept, alert = self.oracle.kept[id], Alert.objects.get(pk=id)
        do, may = _ANSWERS[c % len(_ANSWERS)]
        allowed = kept.closed_by is None and may(kept, by.id)
        try:
            before = (kept.holder, kept.closed_by)
            do(self, alert, kept, by, other)
            assert allowed or before == (kept.holder, kept.closed_by), "taken from somebody's hands"
        except Closed:
            assert kept.closed_by is not None, "said to be closed"
        except Taken as taken:
            assert not allowed, "said to be somebody else's"
            assert taken.alert.pk == id  # noqa: PT017

    def turn(self, a: int, b: int, c: int) -> None:
        """Time passes, and an engine turns until there is nothing left to do."""
        self.at += MOVES[a % len(MOVES)]
        told = self._cycles(f"engine-{b % 2}")
        self._after_turn(told)

    def crash(self, a: int, b: int, c: int) -> None:
        """Time passes, and an engine dies while it sends; another comes when the lease is over."""
        self.at += MOVES[a % 5]
        self.post.kill_after = b % 3
        before = len(self.post.sent)
        try:
            cycle(self.at, engine="engine-0", through=self.post)
        except Killed:
            self.kills += 1
        self.post.kill_after = None
        self.at += LEASE
        told = {alert for message in self.post.sent[before:] for alert in message.alerts}
        self._after_turn(told | self._cycles("engine-1"))

    def _cycles(self, engine: str) -> set[UUID]:
        before = len(self.post.sent)
        for _ in range(_MOST_CYCLES):
            start = len(self.post.sent)
            done = cycle(self.at, engine=engine, through=self.post)
            urgent = [message.urgent for message in self.post.sent[start:]]
            assert urgent == sorted(urgent, reverse=True), "an amber before a red"
            if done.idle:
                break
        else:
            raise AssertionError("an engine that never comes to rest")
        again = sum(n - 1 for n in Counter(message.key for message in self.post.sent).values())
        assert again <= self.kills, "sent twice, and nobody was killed"
        return {alert for message in self.post.sent[before:] for alert in message.alerts}

    def _after_turn(self, told: set[UUID]) -> None:
        """Whatever was due has climbed and somebody has heard of it; whatever was not has been left alone."""
        good = True not in self.post.refused.values() and not self.post.deaf  # else a step may come early
        for row in Alert.objects.filter(closed_at__isnull=True):
            kept = self.oracle.kept.get(row.id)
            if kept is None:  # silence is heard by the engine alone
                assert (row.cause, row.level) == ("silence", Level.AMBER)
                assert row.person_id not in self.dead
                assert (row.person_id, row.cause) not in self.oracle.open
                self.oracle.open[row.person_id, row.cause] = row.id
                self.oracle.kept[row.id] = kept = Kept(row.level, row.next_action_at, untold=True)
            assert row.next_action_at > self.at, "due, and left"
            climbed = kept.due <= self.at
            if climbed:
                kept.free()
                kept.untold = True
            elif good:
                assert row.next_action_at == kept.due, "its next step was moved"
            assert row.next_action_at - self.at <= LONGEST[kept.level], "waits too long"
            if kept.untold and kept.level == RED and kept.holder is None and kept.put_off_by is None:
                assert row.id in told or not self.active or self.post.refused or self.post.deaf, (
                    "a red of which nobody was told"
                )
            if kept.level == RED or row.id in told:
                kept.untold = False
            kept.due = row.next_action_at
        owed = Delivery.objects.filter(state="owed", leased_until__isnull=True, next_attempt_at__lte=self.at)
        assert not owed.exists(), "owed, and left"

    def _due(self, alert: Any) -> datetime:
        """The time of the next step as stored, when it is one that no oracle would wonder at."""
        row = Alert.objects.get(pk=alert.pk)
        due = row.next_action_at
        assert due is not None
        assert self.at < due <= self.at + LONGEST[row.level], "waits too long"
        return due

    def _acknowledge(self, alert: Any, kept: Kept, by: Any, other: Any) -> None:
        acknowledge(alert, by=by, at=self.at)
        if kept.holder is None:
            kept.free()
            kept.holder, kept.due = by.id, self._due(alert)

    def _outcome(self, alert: Any, kept: Kept, by: Any, other: Any) -> None:
        say_outcome(alert, by=by, outcome=Outcome.CALLED, words="", at=self.at)
        self.oracle.close(alert.pk, by.id)

    def _offer(self, alert: Any, kept: Kept, by: Any, other: Any) -> None:
        if other.id == by.id:
            return
        offer(alert, by=by, to=other, at=self.at)
        kept.offered_to = other.id

    def _accept(self, alert: Any, kept: Kept, by: Any, other: Any) -> None:
        accept(alert, by=by, at=self.at)
        kept.free()
        kept.holder, kept.due = by.id, self._due(alert)

    def _decline(self, alert: Any, kept: Kept, by: Any, other: Any) -> None:
        decline(alert, by=by, at=self.at)
        kept.offered_to = None

    def _put_off(self, alert: Any, kept: Kept, by: Any, other: Any) -> None:
        hours = 2 if other.id == by.id else 30 if other.id == self.cast.carers[0].id else 1
        until = self.at + timedelta(hours=hours)
        try:
            snooze(alert, by=by, until=until, reason="asleep", at=self.at)
        except TooLong:
            assert hours == 30
            return
        assert hours != 30
        kept.free()
        kept.put_off_by, kept.due = by.id, until

    def _let_go(self, alert: Any, kept: Kept, by: Any, other: Any) -> None:
        let_go(alert, by=by, at=self.at)
        kept.free()
        kept.due, kept.untold = self._due(alert), bool(self.active)


Step = Callable[[Play, int, int, int], None]


def _free_or_theirs(kept: Kept, by: UUID) -> bool:
    return kept.holder in (None, by)


def _theirs(kept: Kept, by: UUID) -> bool:
    return kept.holder == by


def _offered(kept: Kept, by: UUID) -> bool:
    return kept.offered_to == by


_ANSWERS: tuple[tuple[Callable[..., None], Callable[[Kept, UUID], bool]], ...] = (
    (Play._acknowledge, _free_or_theirs),
    (Play._outcome, lambda kept, by: True),
    (Play._offer, _theirs),
    (Play._accept, _offered),
    (Play._decline, _offered),
    (Play._put_off, _free_or_theirs),
    (Play._let_go, _theirs),
    (Play._acknowledge, _free_or_theirs),
)
STEPS: dict[str, Step] = {
    "report": Play.report,
    "answer": Play.answer,
    "turn": Play.turn,
    "crash": Play.crash,
}
