"""The people of the year: their files are opened, they are asked, they answer or do not, somebody answers for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from chaos.year.calendar import ZONE, day_of, local
from chaos.year.clockwork import Clockwork
from chaos.year.course import Course
from cordee.followup import QuestionSet, Report, Reporter
from cordee.service.chain.channels import Message
from cordee.service.chain.check_in import questions_today
from cordee.service.chain.check_in_plan import pause
from cordee.service.chain.ingest import Died, receive
from cordee.service.chain.models import ExpectedReport
from cordee.service.people.models import Account, Person
from cordee.service.people.not_possible import NotPossible
from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door

_SPACE = UUID("6c1f3a52-0000-4000-8000-0000000000ea")
_ANSWERS = (0.90, 0.62, 0.55)
"""How likely the person answers when asked, when reminded; somebody close when told. Invented, as everything here."""
_WITHIN_HOURS = (2.5, 1.5, 2.0)


@dataclass
class Patient:
    """One person's course, row and account, and the account of somebody close who may answer for them."""

    course: Course
    person: Person
    account: Account
    relative: Account | None = None
    died: bool = False
    """A death is recorded."""
    sent: int = 0
    questions: QuestionSet | None = None
    """What they are asked: their treatment does not change, so that this does not."""


@dataclass
class People:
    """Everybody who is followed. `hear` takes what the engine sends to them."""

    clock: Clockwork
    by_account: dict[UUID, Patient] = field(default_factory=dict)
    by_person: dict[UUID, Patient] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def enter(self, patient: Patient) -> None:
        """From now on they are asked, and things happen to them."""
        course = patient.course
        self.by_person[patient.person.id] = patient
        self.by_account[patient.account.id] = patient
        if patient.relative is not None:
            self.by_account[patient.relative.id] = patient
        for first, last in course.stays:
            # One stay in ten nobody tells the team of: the person is simply silent.
            if course.random.random() < 0.9:
                told = local(first, course.random.uniform(9, 17))
                self.clock.plan(told, lambda last=last: self._pause(patient, last))  # type: ignore[misc]
        for episode in course.symptoms.episodes:
            if episode.peak >= 3 and course.random.random() < 0.5:
                worst = episode.begins + course.random.uniform(0.2, 0.5) * (episode.ends - episode.begins)
                self.clock.plan(worst, lambda: self._write(patient, "unasked"))

    def hear(self, message: Message) -> None:
        """A message asks for a check-in, reminds, or tells somebody close."""
        patient = self.by_account.get(message.account.id)
        about, _, rest = message.key.partition(":")
        if patient is None or about != "check-in":
            return
        row, step, _ = rest.split(":", 2)
        if f"{row}:{step}" in self._asked:  # by another channel already
            return
        self._asked.add(f"{row}:{step}")
        course, stage = patient.course, int(step)
        likely = _ANSWERS[stage] * (0.85 if course.symptoms.worst(self.clock.at) >= 3 else 1.0)
        if course.random.random() < likely:
            delay = timedelta(hours=_WITHIN_HOURS[stage] * course.random.lognormvariate(0, 0.8))
            for_them = patient.relative if stage == 2 else None
            when = self._awake(course, self.clock.at + delay)
            self.clock.plan(when, lambda: self._answer(patient, int(row), for_them))

    def typed_in(self, patient: Patient, by: Account) -> None:
        """A nurse calls somebody who was silent, and types in what they say."""
        if patient.course.can_answer(self.clock.at):
            self._send(patient, by, "clinician")

    def _awake(self, course: Course, when: datetime) -> datetime:
        hour = when.astimezone(ZONE).hour
        if 7 <= hour < 23:
            return when
        return local(day_of(when + timedelta(hours=7)), 7 + 2 * course.random.random())

    def _answer(self, patient: Patient, row: int, relative: Account | None) -> None:
        if ExpectedReport.objects.filter(pk=row, state=ExpectedReport.State.WAITING).exists():
            self._write(patient, "asked", relative)

    def _write(self, patient: Patient, why: str, relative: Account | None = None) -> None:
        if not patient.course.can_answer(self.clock.at) or patient.died:
            return
        if relative is not None:
            self._send(patient, relative, "relative")
        else:
            self._send(patient, patient.account, "person")

    def _send(self, patient: Patient, by: Account, entered_by: Reporter) -> None:
        at = self.clock.at
        course = patient.course
        person = Person.objects.select_related("team").get(pk=patient.person.pk)  # as a request finds it
        questions = patient.questions = patient.questions or questions_today(person, day_of(at))
        once = f"year-{course.number}-{patient.sent}"
        patient.sent += 1
        report = Report(
            id=str(uuid5(_SPACE, once)),
            at=at,
            set_id=questions.id,
            set_version=questions.version,
            asked=questions.ids,
            answers=course.symptoms.answers(questions, at),
            answered_by="relative" if entered_by == "relative" else "person",
            entered_by=entered_by,
        )
        try:
            receive(person=person, report=report, questions=questions, by=by, once=once)
            if course.random.random() < 0.005:  # the telephone had lost the connection, and sends it again
                receive(person=person, report=report, questions=questions, by=by, once=once)
        except Died:
            patient.died = True

    def _pause(self, patient: Patient, last: Any) -> None:
        coordinator = Account.objects.get(memberships__coordinates=patient.person)
        today = day_of(self.clock.at)
        try:
            pause(
                person=patient.person,
                by=coordinator,
                at=self.clock.at,
                start=today,
                until=last,
                reason="hospital",
            )
        except NotPossible:  # dead by then, and known to be
            return

    def record_death(self, patient: Patient, by: Account) -> None:
        """It becomes known, and somebody writes it into the record: all stops."""
        if patient.died or patient.course.died is None:
            return
        patient.died = True
        on = day_of(patient.course.died).isoformat()
        write_resources(
            person=patient.person,
            bodies=[patient_body(patient.course, died=on)],
            by=by,
            door=Door.FORM,
            at=self.clock.at,
        )


def patient_body(course: Course, died: str = "") -> dict[str, Any]:
    """The FHIR Patient of an invented person."""
    born = f"{1935 + course.number % 50}-{1 + course.number % 12:02d}-11"
    body: dict[str, Any] = {
        "resourceType": "Patient",
        "id": "invented",
        "name": [{"given": ["Invented"], "family": f"Person {course.number}"}],
        "gender": "female" if course.number % 2 else "male",
        "birthDate": born,
    }
    return body | ({"deceasedDateTime": died} if died else {})


def treatment_body(course: Course) -> dict[str, Any]:
    """What they are being treated with, since their follow-up began."""
    return {
        "resourceType": "MedicationAdministration",
        "id": "line-1",
        "status": "in-progress",
        "medicationCodeableConcept": {
            "coding": [{"system": "https://cordee.example/fhir/CodeSystem/drug", "code": course.drug}],
            "text": course.drug,
        },
        "subject": {"reference": "Patient/invented"},
        "effectivePeriod": {"start": day_of(course.starts).isoformat()},
    }
