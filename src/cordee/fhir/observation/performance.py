"""ECOG (LOINC 89247-1) and Karnofsky (89243-0) ⇄ performance status."""

from __future__ import annotations

from cordee.case import Performance
from cordee.fhir import fault_words as w
from cordee.fhir.answers import ECOG, ECOG_LOINC, KARNOFSKY
from cordee.fhir.coding import codes, coding
from cordee.fhir.node import Json, Node
from cordee.fhir.observation.shape import known_on, observation, seen_on
from cordee.fhir.reasons import NO_RESULT
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import LOINC
from cordee.fhir.trouble import Faulty, Unusable

ECOG_CODE, KARNOFSKY_CODE = (LOINC, "89247-1"), (LOINC, "89243-0")
CODES = {ECOG_CODE, KARNOFSKY_CODE}


def read_performance(resource: Resource, record: Record) -> Performance:
    """Performance status; both scales when the second stands in a component."""
    scores: dict[tuple[str, str], int] = {}
    for node in [resource, *resource.children("component")]:
        for pair in codes(node.child("code")):
            if pair in CODES and (score := _score(node, pair)) is not None:
                scores[pair] = score
    if not scores:
        raise Unusable(NO_RESULT)
    return Performance(
        ecog=scores.get(ECOG_CODE),
        karnofsky=scores.get(KARNOFSKY_CODE),
        on=seen_on(resource, record),
        known=known_on(resource, record),
        source=resource.source(),
    )


def _score(node: Node, pair: tuple[str, str]) -> int | None:
    answers, highest = (ECOG, 5) if pair == ECOG_CODE else (KARNOFSKY, 100)
    quantity = node.child("valueQuantity")
    score = node.whole("valueInteger")
    if score is None and quantity is not None:
        score = quantity.whole("value")
    if score is None:
        concepts = [node.child("valueCodeableConcept"), *node.children("interpretation")]
        score = next(
            (answers[code] for concept in concepts for _, code in codes(concept) if code in answers), None
        )
    if score is not None and not 0 <= score <= highest:
        raise Faulty(node.pointer(), w.OFF_SCALE.filled(score=score, highest=highest), w.CORRECT_SCORE)
    return score


def write_performance(performance: Performance, id: str, subject: Json) -> Json:
    """One observation; with both scales, ECOG and a component for Karnofsky."""
    ecog, karnofsky = performance.ecog, performance.karnofsky
    first = ECOG_CODE if ecog is not None else KARNOFSKY_CODE
    profile = "ecog-performance-status" if ecog is not None else "karnofsky-performance-status"
    code = {"coding": [coding(*first)]}
    resource = observation(performance, id, subject, code, profile=profile, category="survey")
    resource["valueInteger"] = ecog if ecog is not None else karnofsky
    if ecog is not None:
        resource["interpretation"] = [{"coding": [coding(LOINC, ECOG_LOINC[ecog])]}]
        if karnofsky is not None:
            resource["component"] = [
                {"code": {"coding": [coding(*KARNOFSKY_CODE)]}, "valueInteger": karnofsky}
            ]
    return resource
