"""What is known of one person's illness: typed, dated, sourced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from cordee.case.biomarker import Alteration, Marker, PanelTest
from cordee.case.choice import AdvanceCare, CareGoal, Judgement, Refusal, Wish
from cordee.case.disease import Condition, FamilyHistory, Metastasis, Primary
from cordee.case.fact import Fact
from cordee.case.measurement import Imaging, Lab, Performance, Symptom, Toxicity
from cordee.case.partial_date import PartialDate
from cordee.case.person import Person, TeamMember
from cordee.case.treatment import Exposure, LineOfTherapy, LocalTreatment, TreatmentHistory


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value. Two cases are equal when their facts are; the order of facts of a kind has no meaning
    (`in_order` puts them in one canonical order)."""

    person: Person = Person()
    team: tuple[TeamMember, ...] = ()
    primaries: tuple[Primary, ...] = ()
    metastases: tuple[Metastasis, ...] = ()
    conditions: tuple[Condition, ...] = ()
    family_history: tuple[FamilyHistory, ...] = ()
    performance: tuple[Performance, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    panels: tuple[PanelTest, ...] = ()
    markers: tuple[Marker, ...] = ()
    labs: tuple[Lab, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    toxicities: tuple[Toxicity, ...] = ()
    imaging: tuple[Imaging, ...] = ()
    lines: tuple[LineOfTherapy, ...] = ()
    local_treatments: tuple[LocalTreatment, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    treatment_history: tuple[TreatmentHistory, ...] = ()
    wishes: tuple[Wish, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    care_goals: tuple[CareGoal, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    advance_care: tuple[AdvanceCare, ...] = ()

    def facts(self) -> Iterator[Fact]:
        """Every fact, the person first."""
        yield self.person
        for name in FACT_FIELDS:
            yield from getattr(self, name)

    def in_order(self) -> Case:
        """The same case with each kind of fact in one canonical order: by date, then by content."""
        ordered = {name: tuple(sorted(getattr(self, name), key=_order)) for name in FACT_FIELDS}
        return msgspec.structs.replace(self, **ordered)

    def as_of(self, day: date) -> Case:
        """The case as it was known on `day`: later facts are gone, and a line that ended later is still open.

        A fact without any date is kept: nothing says it is later.
        """
        kept = {
            name: tuple(_as_then(fact, day) for fact in getattr(self, name) if _known_by(fact, day))
            for name in FACT_FIELDS
        }
        person = self.person
        if person.died is not None and person.died.earliest > day:
            person = msgspec.structs.replace(person, died=None)
        return msgspec.structs.replace(self, person=person, **kept)


FACT_FIELDS: tuple[str, ...] = tuple(name for name in Case.__struct_fields__ if name != "person")


def _known_by(fact: Fact, day: date) -> bool:
    when = fact.known or fact.on
    return when is None or when.earliest <= day


def _as_then(fact: Fact, day: date) -> Fact:
    """`fact` without those of its parts that came after `day`."""
    changes: dict[str, object] = {}
    if isinstance(fact, LineOfTherapy) and _later(fact.ended_on, day):
        changes = {"ended_on": None, "ended": None, "best_response": None, "ongoing": True}
    elif isinstance(fact, Metastasis) and _later(fact.gone, day):
        changes = {"gone": None}
    elif isinstance(fact, Condition) and _later(fact.until, day):
        changes = {"until": None}
    elif isinstance(fact, Refusal) and _later(fact.withdrawn, day):
        changes = {"withdrawn": None}
    elif isinstance(fact, Primary) and _later(fact.stage_on, day):
        changes = {"stage": None, "stage_on": None, "t": None, "n": None, "m": None}
    return msgspec.structs.replace(fact, **changes) if changes else fact


def _later(when: PartialDate | None, day: date) -> bool:
    return when is not None and when.earliest > day


def _order(fact: Fact) -> tuple[str, bytes]:
    return (fact.on.iso if fact.on else "", msgspec.json.encode(fact))
