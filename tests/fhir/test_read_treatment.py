"""Medicines into lines, procedures into courses, adverse effects, refusals, goals, relatives, the team."""

from __future__ import annotations

import pytest
from small_record import MCODE, SUBJECT, coded, condition, given, observation, period, record

CANCER = {"meta": {"profile": [MCODE + "cancer-related-medication-statement"]}}


def lines(*entries: dict[str, object]) -> list[tuple[set[str], str]]:
    return [(set(line.drugs), str(line.on)) for line in record(*entries).case.lines]


def test_medicines_begun_within_28_days_are_one_line() -> None:
    assert lines(
        given("cisplatin 50 MG Injection", **period("2025-01-01")),
        given("PACLitaxel", **period("2025-01-29")),
    ) == [({"cisplatin", "paclitaxel"}, "2025-01-01")]


def test_a_new_medicine_later_opens_a_new_line() -> None:
    assert lines(given("cisplatin", **period("2025-01-01")), given("paclitaxel", **period("2025-01-30"))) == [
        ({"cisplatin"}, "2025-01-01"), ({"paclitaxel"}, "2025-01-30"),
    ]  # fmt: skip


def test_cycles_stay_in_their_line_and_a_long_pause_opens_another() -> None:
    days = ("2024-01-01", "2024-01-22", "2024-02-12", "2024-12-01")
    reading = record(*(given("cisplatin", **period(day)) for day in days))
    assert [str(line.on) for line in reading.case.lines] == ["2024-01-01", "2024-12-01"]
    assert [merged.ref for merged in reading.merged] == ["MedicationStatement/r2", "MedicationStatement/r3"]


def test_a_medicine_renewed_with_a_new_one_is_in_both_lines() -> None:
    entries = [given("cisplatin", **period(day)) for day in ("2024-01-01", "2024-03-01")]
    assert lines(*entries, given("sotorasib", **period("2024-03-01"))) == [
        ({"cisplatin"}, "2024-01-01"), ({"cisplatin", "sotorasib"}, "2024-03-01"),
    ]  # fmt: skip


def test_a_line_from_dates_is_a_marked_guess_without_a_number() -> None:
    (line,) = record(given("cisplatin", **period("2025-01-01", "2025-04-01"))).case.lines
    assert line.number is None
    assert line.source.guess == "read from one entry; cisplatin"
    assert (str(line.ended_on), line.ended, line.ongoing) == ("2025-04-01", None, None)


def test_why_it_ended_is_read_from_the_status_reason() -> None:
    reason = {"statusReason": [coded("snomed", "407563006", "Treatment not tolerated (situation)")]}
    assert (
        record(given("cisplatin", **period("2025-01-01", "2025-02-01"), **reason)).case.lines[0].ended
        == "toxicity"
    )


def test_mcode_s_curative_intent_decides_nothing() -> None:
    def intent(code: str) -> str | None:
        extension = {
            "extension": [{"url": MCODE + "treatment-intent", "valueCodeableConcept": coded("snomed", code)}]
        }
        return record(given("cisplatin", **period("2025-01-01"), **extension)).case.lines[0].intent

    assert intent("373808002") is None
    assert intent("363676003") == "relieve"


def test_a_medicine_against_cancer_that_no_term_knows_is_kept_as_written() -> None:
    (line,) = record(given("compound 42", **period("2025-01-01"), **CANCER)).case.lines
    assert (line.drugs, line.unmapped) == ((), ("compound 42",))


def test_other_unknown_medicines_are_told() -> None:
    (unused,) = record(given("cough syrup")).unused
    assert (unused.ref, unused.what) == ("MedicationStatement/r1", "cough syrup")


def test_never_taken_is_a_stated_absence_of_a_medicine_or_class() -> None:
    reading = record(given("sotorasib", status="not-taken"), given("platinum", status="not-taken"))
    assert {(e.drug, e.presence) for e in reading.case.exposures} == {
        ("sotorasib", "absent"),
        ("platinum", "absent"),
    }


def test_a_supportive_medicine_is_an_exposure_and_no_line() -> None:
    case = record(given("dexamethasone 4 MG", **period("2025-01-01"))).case
    assert case.lines == ()
    assert [(e.drug, e.presence) for e in case.exposures] == [("dexamethasone", "present")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": "entered-in-error"}, "entered in error"),
        ({"status": "intended"}, "not done yet"),
        ({"status": "example-status"}, "status"),
        ({"resourceType": "MedicationRequest", "status": "active", "intent": "proposal"}, "not done yet"),
        (
            {
                "resourceType": "MedicationRequest",
                "status": "active",
                "intent": "order",
                "doNotPerform": True,
            },
            "not done",
        ),
        ({"resourceType": "MedicationAdministration", "status": "not-done"}, "not done"),
    ],
)
def test_what_was_not_given_is_no_line(change: dict[str, object], reason: str) -> None:
    reading = record(given("cisplatin") | change)
    assert reading.case.lines == ()
    assert reading.case.exposures == ()
    assert reason in reading.unused[0].reason.en


def test_a_contained_medication_is_followed() -> None:
    entry = given("") | {
        "contained": [{"resourceType": "Medication", "id": "m", "code": coded("atc", "L01XA01")}],
        "medicationReference": {"reference": "#m"},
        "effectiveDateTime": "2025-01-01",
    }
    del entry["medicationCodeableConcept"]
    assert record(entry).case.lines[0].drugs == ("cisplatin",)


def procedure(code: dict[str, object], **more: object) -> dict[str, object]:
    return {"resourceType": "Procedure", "status": "completed", "code": code} | more


def test_thirty_sittings_are_one_course() -> None:
    code = coded("snomed", "108290001", "Radiation oncology AND/OR radiotherapy (procedure)")
    sittings = [procedure(code, performedDateTime=f"2025-03-{day:02}") for day in range(1, 31)]
    reading = record(*sittings)
    assert [(t.kind, str(t.on)) for t in reading.case.local_treatments] == [("radiotherapy", "2025-03-01")]
    assert len(reading.merged) == 29


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Stereotactic body radiation therapy (procedure)", "stereotactic-radiotherapy"),
        ("Radiofrequency ablation of liver", "ablation"),
        ("Mastectomy of left breast", "surgery"),
        ("Chemoembolization of hepatic artery", "embolisation"),
        ("Biopsy of breast (procedure)", None),
        ("Radiotherapy planning", None),
        ("Colonoscopy", None),
        ("Excision of sebaceous cyst", None),
    ],
)
def test_procedures_by_their_words(words: str, kind: str | None) -> None:
    assert [t.kind for t in record(procedure({"text": words})).case.local_treatments] == (
        [kind] if kind else []
    )


def test_an_excision_for_a_cancer_is_surgery() -> None:
    reading = record(
        condition(coded("icd10", "C50")),
        procedure({"text": "Wide local excision"}, reasonReference=[{"reference": "Condition/r1"}]),
    )
    assert [t.kind for t in reading.case.local_treatments] == ["surgery"]


def test_an_adverse_effect_with_its_grade_and_the_medicine_suspected() -> None:
    grade = {
        "url": "http://hl7.org/fhir/us/ctcae/StructureDefinition/ctcae-grade",
        "valueCodeableConcept": coded("x", "2"),
    }
    event = {"resourceType": "AdverseEvent", "actuality": "actual", "event": {"text": "peripheral sensory neuropathy"},
             "extension": [grade], "date": "2025-01-10", "suspectEntity": [{"instance": {"display": "cisplatin"}}]}  # fmt: skip
    (toxicity,) = record(event).case.toxicities
    assert (toxicity.toxicity, toxicity.grade, toxicity.attributed_to) == (
        "peripheral-sensory-neuropathy",
        2,
        "cisplatin",
    )


def test_an_adverse_effect_without_a_grade_is_told() -> None:
    reading = record({"resourceType": "AdverseEvent", "actuality": "actual", "event": {"text": "diarrhoea"}})
    assert reading.unused[0].reason.en == "holds no result"


def test_a_denied_treatment_is_a_refusal() -> None:
    consent = {"resourceType": "Consent", "status": "active", "dateTime": "2026-02-01",
               "provision": {"type": "deny", "code": [{"text": "chemotherapy"}]}}  # fmt: skip
    assert [(r.of, str(r.on)) for r in record(consent).case.refusals] == [("chemotherapy", "2026-02-01")]


def test_a_goal_is_a_wish_only_when_the_person_says_it() -> None:
    goal = {"resourceType": "Goal", "lifecycleStatus": "active", "description": {"text": "walk every day"}}
    assert [w.text for w in record(goal | {"expressedBy": SUBJECT}).case.wishes] == ["walk every day"]
    assert record(goal).case.wishes == ()


def test_relatives_with_cancer() -> None:
    mother = {"resourceType": "FamilyMemberHistory", "status": "completed", "relationship": {"text": "mother"},
              "condition": [{"code": coded("icd10", "C50"), "onsetAge": {"value": 42, "unit": "a"}}]}  # fmt: skip
    assert [(h.relation, h.cancer, h.age) for h in record(mother).case.family_history] == [
        ("mother", "breast", 42)
    ]


def test_the_team_has_names_roles_and_telephones() -> None:
    practitioner = {"resourceType": "Practitioner", "id": "d", "name": [{"given": ["Ada"], "family": "Invented"}],
                    "telecom": [{"system": "phone", "value": "+32 2 555 00 00"}]}  # fmt: skip
    team = {"resourceType": "CareTeam", "participant": [
        {"role": [{"text": "oncologist"}], "member": {"reference": "Practitioner/d"}},
    ]}  # fmt: skip
    (member,) = record(practitioner, team).case.team
    assert (member.name, member.role, member.phone) == ("Ada Invented", "oncologist", "+32 2 555 00 00")


def test_an_order_is_told_and_not_believed() -> None:
    order = {
        "resourceType": "ServiceRequest",
        "status": "active",
        "intent": "order",
        "code": {"text": "CT scan"},
    }
    assert "an order" in record(order).unused[0].reason.en


def test_what_became_known_later_says_when() -> None:
    late = observation(
        "89247-1", valueInteger=1, effectiveDateTime="2025-01-01", issued="2025-03-01T10:00:00Z"
    )
    (performance,) = record(late).case.performance
    assert (str(performance.on), str(performance.known)) == ("2025-01-01", "2025-03-01")


def test_a_death_without_a_date_is_kept() -> None:
    person = record(patient={"deceasedBoolean": True}).case.person
    assert (person.dead, person.died) == (True, None)
    assert record(patient={"deceasedBoolean": False}).case.person.dead is None


def test_the_part_of_a_resource_that_was_not_used_is_told() -> None:
    illnesses = [{"code": coded("icd10", "C50")}, {"code": {"text": "gout"}}]
    relative = {
        "resourceType": "FamilyMemberHistory",
        "status": "completed",
        "relationship": {"text": "aunt"},
    }
    reading = record(relative | {"condition": illnesses})
    assert [h.cancer for h in reading.case.family_history] == ["breast"]
    assert [unused.what for unused in reading.unused] == ["gout"]
