"""A case as a FHIR R4 collection bundle, mCODE where it has a profile: reading it back gives the same case."""

from __future__ import annotations

from collections.abc import Iterator

from cordee.case import Case
from cordee.fhir.adverse_event import write_adverse_event
from cordee.fhir.care_team import write_care_team
from cordee.fhir.condition import write_condition, write_metastasis, write_primary
from cordee.fhir.consent import write_advance_care, write_refusal
from cordee.fhir.family import write_family
from cordee.fhir.goal import write_care_goal, write_wish
from cordee.fhir.line import write_line
from cordee.fhir.medication import write_exposure
from cordee.fhir.node import Json
from cordee.fhir.observation.disease_status import write_imaging
from cordee.fhir.observation.lab import write_lab
from cordee.fhir.observation.marker import write_marker
from cordee.fhir.observation.panel import write_panel
from cordee.fhir.observation.performance import write_performance
from cordee.fhir.observation.stage import write_stage
from cordee.fhir.observation.statement import write_history, write_judgement
from cordee.fhir.observation.symptom import write_symptom
from cordee.fhir.observation.variant import write_variant
from cordee.fhir.patient import write_patient
from cordee.fhir.procedure import write_procedure
from cordee.fhir.systems import CORDEE
from cordee.terms import Terms

PERSON = "person"


def write_bundle(case: Case, terms: Terms, *, person: str = PERSON) -> Json:
    """The bundle, as plain values for a JSON encoder. `person` becomes the Patient's id. Ids are made from the kind
    and rank of each fact in `case.in_order()`, so that the same case always gives the same bundle. Where a fact was
    read (its source) is not written."""
    resources = [
        write_patient(case.person, person),
        *_facts(case.in_order(), {"reference": f"Patient/{person}"}, terms),
    ]
    entries = [
        {"fullUrl": f"{CORDEE}{resource['resourceType']}/{resource['id']}", "resource": resource}
        for resource in resources
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _facts(case: Case, who: Json, terms: Terms) -> Iterator[Json]:
    if case.team:
        yield write_care_team(case.team, "team", who, terms)
    for i, primary in enumerate(case.primaries, 1):
        yield write_primary(primary, f"primary-{i}", who, terms)
        yield from write_stage(primary, f"primary-{i}", who, {"reference": f"Condition/primary-{i}"})
    for i, metastasis in enumerate(case.metastases, 1):
        yield write_metastasis(metastasis, f"metastasis-{i}", who, terms)
    for i, condition in enumerate(case.conditions, 1):
        yield write_condition(condition, f"condition-{i}", who, terms)
    for i, history in enumerate(case.family_history, 1):
        yield write_family(history, f"family-{i}", who, terms)
    for i, performance in enumerate(case.performance, 1):
        yield write_performance(performance, f"performance-{i}", who)
    for i, alteration in enumerate(case.alterations, 1):
        yield write_variant(alteration, f"alteration-{i}", who, terms)
    for i, panel in enumerate(case.panels, 1):
        yield write_panel(panel, f"panel-{i}", who, terms)
    for i, marker in enumerate(case.markers, 1):
        yield write_marker(marker, f"marker-{i}", who, terms)
    for i, lab in enumerate(case.labs, 1):
        yield write_lab(lab, f"lab-{i}", who, terms)
    for i, symptom in enumerate(case.symptoms, 1):
        yield write_symptom(symptom, f"symptom-{i}", who, terms)
    for i, toxicity in enumerate(case.toxicities, 1):
        yield write_adverse_event(toxicity, f"toxicity-{i}", who, terms)
    for i, imaging in enumerate(case.imaging, 1):
        yield write_imaging(imaging, f"imaging-{i}", who, terms)
    yield from _treatment(case, who, terms)
    yield from _choices(case, who, terms)


def _treatment(case: Case, who: Json, terms: Terms) -> Iterator[Json]:
    for i, line in enumerate(case.lines, 1):
        yield from write_line(line, f"line-{i}", who, terms)
    for i, treatment in enumerate(case.local_treatments, 1):
        yield write_procedure(treatment, f"local-{i}", who, terms)
    for i, exposure in enumerate(case.exposures, 1):
        yield write_exposure(exposure, f"exposure-{i}", who, terms)
    for i, history in enumerate(case.treatment_history, 1):
        yield write_history(history, f"history-{i}", who)


def _choices(case: Case, who: Json, terms: Terms) -> Iterator[Json]:
    for i, wish in enumerate(case.wishes, 1):
        yield write_wish(wish, f"wish-{i}", who)
    for i, refusal in enumerate(case.refusals, 1):
        yield write_refusal(refusal, f"refusal-{i}", who, terms)
    for i, goal in enumerate(case.care_goals, 1):
        yield write_care_goal(goal, f"goal-{i}", who)
    for i, judgement in enumerate(case.judgements, 1):
        yield write_judgement(judgement, f"judgement-{i}", who, terms)
    for i, advance in enumerate(case.advance_care, 1):
        yield write_advance_care(advance, f"advance-{i}", who)
