"""What the professionals do: they see a message sooner or later or not at all, take the alert, see to it, say what was
done, now and then forget to, hand over at the end of their turn, put off, give back. Every rate is invented."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from chaos.year.calendar import NIGHT, day_of, local, part_of
from chaos.year.clockwork import Clockwork
from chaos.year.people import Patient, People
from chaos.year.staff import Carer
from chaos.year.team import Team
from cordee.service.chain.answer import (
    Closed,
    Taken,
    accept,
    acknowledge,
    decline,
    let_go,
    offer,
    say_outcome,
    snooze,
)
from cordee.service.chain.channels import Message
from cordee.service.chain.models import Alert, Level
from cordee.service.chain.models.alert import Outcome
from cordee.service.chain.queries import open_alerts_of, told_of
from cordee.service.chain.silence import SILENCE
from cordee.service.people.emergencies import open_when_called

_SEES = {
    # How they are there: channel, how likely they see it, after how many minutes (half of the time sooner).
    "at work": {"app": (0.85, 12), "sms": (0.92, 3), "email": (0.85, 25)},
    "on call": {"app": (0.0, 0), "sms": (0.88, 4), "email": (0.10, 20)},
    "at home": {"app": (0.0, 0), "sms": (0.12, 15), "email": (0.03, 60)},
    "asleep": {"app": (0.0, 0), "sms": (0.05, 12), "email": (0.0, 0)},
    "away": {"app": (0.0, 0), "sms": (0.02, 40), "email": (0.01, 90)},
}
_DONE = {Outcome.CALLED: 40, Outcome.ADVICE: 28, Outcome.VISIT: 12, Outcome.MEDICINE: 12, Outcome.NOTHING: 8}


@dataclass
class Humans:
    """Everybody of the team, acting. `hear` takes what the engine sends to them."""

    clock: Clockwork
    team: Team
    people: People
    messages: Counter[tuple[UUID, int]] = field(default_factory=Counter)
    """Messages outside the app by account and week of the year."""
    did: Counter[str] = field(default_factory=Counter)

    def hear(self, message: Message) -> None:
        """A message about alerts has arrived."""
        carer = self.team.by_account().get(message.account.id)
        if carer is None or message.kind != "alert":
            return
        at = self.clock.at
        if message.channel != "app":
            self.messages[carer.account.id, self.week(at)] += 1
        likely, minutes = _SEES[self._how(carer, at)].get(message.channel, (0.0, 0))
        if carer.random.random() < (likely if message.urgent else 0.8 * likely):
            delay = timedelta(minutes=minutes * carer.random.lognormvariate(0, 0.7))
            alerts = message.alerts
            self.clock.plan(at + delay, lambda: self._see(carer, alerts))

    def week(self, at: datetime) -> int:
        """Which week of the year this is, from 0."""
        return (day_of(at) - day_of(self._begin)).days // 7

    def begin(self) -> None:
        """Everybody at work looks at Today twice a day."""
        self._begin = self.clock.at + timedelta(hours=1)
        for carer in self.team.carers:
            self.look_every_day(carer)

    def look_every_day(self, carer: Carer) -> None:
        """From today on."""
        for hour in (0.3, 5.5):
            first = local(day_of(self._begin), carer.opens + hour)
            self.clock.plan(first, lambda h=hour: self._looks(carer, h))  # type: ignore[misc]

    def _looks(self, carer: Carer, hour: float) -> None:
        at = self.clock.at
        if carer.left_at is not None:
            return
        if carer.works(at):
            self._see_today(carer)
        tomorrow = local(day_of(at) + timedelta(days=1), carer.opens + hour)
        self.clock.plan(tomorrow, lambda: self._looks(carer, hour))

    def _how(self, carer: Carer, at: datetime) -> str:
        if carer.left_at is not None or not carer.is_there(at):
            return "away"
        if carer.works(at):
            return "at work"
        if self.team.has_turn(carer, at):
            return "on call"
        return "asleep" if part_of(at) == NIGHT else "at home"

    def _see_today(self, carer: Carer) -> None:
        """The Today page: what is open for the people of one's circles, and what one was told of."""
        account = carer.account
        mine = {alert.id: alert for alert in (*open_alerts_of(account, self.clock.at), *told_of(account))}
        for alert in mine.values():
            if alert.offered_to_id == account.id:
                self._decide(carer, alert)
            elif alert.acknowledged_by_id is None and alert.snoozed_at is None:
                self._consider(carer, alert)
            elif alert.acknowledged_by_id == account.id and carer.random.random() < 0.5:
                self.finish(carer, alert.id)  # it had been forgotten, and here it is

    def _see(self, carer: Carer, alerts: tuple[UUID, ...]) -> None:
        if carer.left_at is not None:
            return
        if carer.free_at > self.clock.at:  # with somebody: right after
            self.clock.plan(carer.free_at, lambda: self._see(carer, alerts))
            return
        for alert in Alert.objects.filter(pk__in=alerts, closed_at__isnull=True).order_by(
            "level", "opened_at"
        ):
            if alert.acknowledged_by_id is None and alert.snoozed_at is None:
                self._consider(carer, alert)

    def _consider(self, carer: Carer, alert: Alert) -> None:
        """Take it, or leave it to another."""
        random, at = carer.random, self.clock.at
        is_red = alert.level == Level.RED
        is_mine = any(role == "coordinator" for role in self._roles(carer, alert))
        if random.random() > (0.95 if is_red else 0.85 if is_mine else 0.35):
            self.did["saw it, left it to others"] += 1
            return
        if not is_red and random.random() < 0.05:
            until = at + timedelta(hours=random.uniform(3, 23))
            snooze(alert, by=carer.account, until=until, reason="the person is seen tomorrow", at=at)
            self.did["put off"] += 1
            return
        patient = self.people.by_person[alert.person_id]
        if not self._roles(carer, alert):
            open_when_called(person=patient.person, by=carer.account, reason="called by an alert", at=at)
            self.did["came from outside the circle"] += 1
        acknowledge(alert, by=carer.account, at=at)
        self.did["taken"] += 1
        self._see_to(carer, alert, is_red)

    def _roles(self, carer: Carer, alert: Alert) -> list[str]:
        held = alert.person.memberships.filter(account=carer.account, ends_at__isnull=True)
        return list(held.values_list("role", flat=True))

    def _see_to(self, carer: Carer, alert: Alert, is_red: bool) -> None:
        """When they have done what they do, and whether they say so."""
        random, at, id = carer.random, self.clock.at, alert.id
        work = timedelta(minutes=(18 if is_red else 9) * random.lognormvariate(0, 0.5))
        if is_red or part_of(at) == NIGHT:
            starts = max(at, carer.free_at)
        else:
            starts = carer.works_next(max(at, carer.free_at) + timedelta(hours=random.expovariate(1 / 2)))
        carer.free_at = max(carer.free_at, at) + work
        draw = random.random()
        if draw < 0.02:
            self.did["forgot to say the outcome"] += 1
            return
        if draw < 0.03:
            self.clock.plan(starts + work, lambda: self._give_back(carer, id))
            return
        if draw < 0.09:
            self.clock.plan(starts + work, lambda: self._hand_over(carer, id))
            return
        late = timedelta(hours=random.expovariate(1 / 5)) if draw < 0.16 else timedelta()
        self.clock.plan(starts + work + late, lambda: self.finish(carer, id))

    def finish(self, carer: Carer, id: UUID) -> None:
        """Say what was done, and what follows from it."""
        alert = Alert.objects.select_related("person").get(pk=id)
        if alert.closed_at is not None or carer.left_at is not None:
            return
        if alert.acknowledged_by_id not in (None, carer.account.id):
            self.did["another has it by now"] += 1
            return
        at, patient = self.clock.at, self.people.by_person[alert.person_id]
        if patient.course.died is not None and patient.course.died <= at:
            self.people.record_death(patient, carer.account)
            self.did["learnt of a death"] += 1
            return
        (outcome,) = carer.random.choices(list(_DONE), list(_DONE.values()))
        if alert.level == Level.RED and carer.random.random() < 0.25:
            outcome = Outcome.EMERGENCY
        words = "seen to already" if outcome is Outcome.NOTHING else ""
        say_outcome(alert, by=carer.account, outcome=outcome, words=words, at=at)
        self.did["outcome said"] += 1
        patient.course.symptoms.ease(at)
        if alert.cause == SILENCE and carer.random.random() < 0.5:
            self.people.typed_in(patient, carer.account)

    def _give_back(self, carer: Carer, id: UUID) -> None:
        try:
            let_go(Alert.objects.get(pk=id), by=carer.account, at=self.clock.at)
            self.did["given back"] += 1
        except (Taken, Closed):
            self.did["another has it by now"] += 1

    def _hand_over(self, carer: Carer, id: UUID) -> None:
        """Offer it to somebody of the circle who is there; they accept, decline, or never look."""
        alert, at = Alert.objects.get(pk=id), self.clock.at
        others = [
            other
            for other in self.team.carers
            if other is not carer and other.is_there(at) and self._roles(other, alert)
        ]
        if not others:
            self.finish(carer, id)
            return
        other = carer.random.choice(others)
        try:
            offer(alert, by=carer.account, to=other.account, at=at)
        except (Taken, Closed):
            return
        self.did["offered"] += 1
        if other.random.random() < 0.9:
            answers = other.works_next(at + timedelta(minutes=10 * other.random.lognormvariate(0, 0.8)))
            self.clock.plan(answers, lambda: self._decide(other, alert))

    def _decide(self, carer: Carer, alert: Alert) -> None:
        try:
            if carer.random.random() < 0.85:
                accept(alert, by=carer.account, at=self.clock.at)
                self.did["accepted"] += 1
                self._see_to(carer, alert, alert.level == Level.RED)
            else:
                decline(alert, by=carer.account, at=self.clock.at)
                self.did["declined"] += 1
        except (Taken, Closed):
            return

    def tell_of_death(self, patient: Patient) -> None:
        """Somebody close calls the coordinator."""
        coordinator = patient.person.memberships.get(role="coordinator", ends_at__isnull=True).account
        self.people.record_death(patient, coordinator)
