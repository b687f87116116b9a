"""Patient (mCODE cancer patient) ⇄ person."""

from __future__ import annotations

from cordee.case import PartialDate, Person
from cordee.case.person import Sex
from cordee.fhir import fault_words as w
from cordee.fhir.dates import date_at
from cordee.fhir.extension import add, add_known, own_date
from cordee.fhir.node import Json, Node
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import mcode
from cordee.fhir.trouble import Faulty

OLDEST = 130  # years; the longest life on record is 122
_SEXES: dict[str, Sex] = {"female": "female", "male": "male", "other": "other"}


def read_patient(patient: Resource, record: Record) -> Person:
    """The person. What is faulty in it (a birth date to come, an age of 190) is set aside, the rest is read."""
    born = died = dead = on = known = None
    name = country = None
    sex: Sex | None = None
    try:
        sex = _sex(patient)
    except Faulty as trouble:
        record.fault(patient, trouble)
    try:
        born = _born(patient, record)
    except Faulty as trouble:
        record.fault(patient, trouble)
    record.born = born
    record.dates.clear()
    try:
        died = date_at(patient, "deceasedDateTime", record)
        dead = True if patient.flag("deceasedBoolean") else None
    except Faulty as trouble:
        record.fault(patient, trouble)
    try:
        name, country = name_of(patient), _country(patient)
        on, known = own_date(patient, "on", record), own_date(patient, "known", record)
    except Faulty as trouble:
        record.fault(patient, trouble)
    return Person(
        name=name,
        born=born,
        sex=sex,
        country=country,
        died=died,
        dead=dead,
        on=on,
        known=known,
        source=patient.source(),
    )


def write_patient(person: Person, id: str) -> Json:
    """The Patient of a case."""
    patient: Json = {"resourceType": "Patient", "id": id, "meta": {"profile": [mcode("cancer-patient")]}}
    if person.name is not None:
        patient["name"] = [{"text": person.name}]
    if person.sex is not None:
        patient["gender"] = person.sex
    if person.born is not None:
        patient["birthDate"] = person.born.iso
    if person.died is not None:
        patient["deceasedDateTime"] = person.died.iso
    elif person.dead:
        patient["deceasedBoolean"] = True
    if person.country is not None:
        patient["address"] = [{"country": person.country}]
    add(patient, "on", person.on)
    return add_known(patient, person)


def _sex(patient: Node) -> Sex | None:
    gender = patient.text("gender")
    if gender is None or gender == "unknown":
        return None
    if gender not in _SEXES:
        raise Faulty(patient.pointer("gender"), w.EXPECTED_GENDER)
    return _SEXES[gender]


def _born(patient: Node, record: Record) -> PartialDate | None:
    born = date_at(patient, "birthDate", record)
    if born is None:
        return None
    died = patient.text("deceasedDateTime")
    last = int(died[:4]) if died and died[:4].isdigit() else record.today.year
    if last - born.latest.year > OLDEST:
        raise Faulty(
            patient.pointer("birthDate"),
            w.TOO_OLD.filled(years=OLDEST),
            w.CORRECT_BIRTH,
        )
    return born


def name_of(person: Node) -> str | None:
    """The first name of a Patient, Practitioner or RelatedPerson, as written or put together from its parts."""
    for name in person.children("name"):
        text = name.text("text")
        if text is not None:
            return text
        # DSTU2 had a list of family names
        family = name.value.get("family")
        families = name.texts("family") if isinstance(family, list) else [name.text("family") or ""]
        whole = " ".join([*name.texts("given"), *families]).strip() if "given" in name.value or family else ""
        if whole:
            return whole
    return None


def _country(patient: Node) -> str | None:
    for address in patient.children("address"):
        country = address.text("country")
        if country is not None and len(country) == 2 and country.isalpha():
            return country.upper()
    return None
