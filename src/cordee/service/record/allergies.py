"""Allergies as recorded: AllergyIntolerance resources, which a case has no place for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cordee.fhir.systems import own_system
from cordee.terms import Words
from cordee.terms.words import join_words

NONE_KNOWN = "no-known-allergy"
_OWN = own_system("fact")
_HL7 = "http://terminology.hl7.org/CodeSystem/allergyintolerance-"
_NONE_KNOWN_WORDS = Words("aucune allergie connue", "no known allergy")


def allergy_body(*, subject: dict[str, str], substance: str, reaction: str, on: str) -> dict[str, Any]:
    """The AllergyIntolerance of one substance; an empty `substance` states that no allergy is known.

    `on` is a partial date or empty; `reaction` what happened, in words.
    """
    if substance:
        code: dict[str, Any] = {"text": substance}
    else:
        code = {"coding": [{"system": _OWN, "code": NONE_KNOWN}], "text": _NONE_KNOWN_WORDS.en}
    body: dict[str, Any] = {
        "resourceType": "AllergyIntolerance",
        "clinicalStatus": {"coding": [{"system": _HL7 + "clinical", "code": "active"}]},
        "verificationStatus": {"coding": [{"system": _HL7 + "verification", "code": "confirmed"}]},
        "code": code,
        "patient": subject,
    }
    if on:
        body["recordedDate"] = on
    if reaction:
        body["reaction"] = [{"manifestation": [{"text": reaction}]}]
    return body


def allergy_words(body: dict[str, Any]) -> Words | None:
    """What one AllergyIntolerance says; None when it is refuted, over, entered in error or names nothing."""
    if _status(body, "verificationStatus") in {"refuted", "entered-in-error"}:
        return None
    if _status(body, "clinicalStatus") in {"inactive", "resolved"}:
        return None
    code = body.get("code") if isinstance(body.get("code"), dict) else {}
    codings = [item for item in (code or {}).get("coding") or () if isinstance(item, dict)]
    if any(item.get("system") == _OWN and item.get("code") == NONE_KNOWN for item in codings):
        return _NONE_KNOWN_WORDS
    named = (code or {}).get("text") or next((i["display"] for i in codings if i.get("display")), None)
    if not isinstance(named, str):
        return None
    manifested = reaction_of(body)
    return Words.same(f"{named} ({manifested})" if manifested else named)


def allergies_words(bodies: Iterable[dict[str, Any]]) -> Words:
    """All allergies in one line; empty when nothing is recorded. Where somebody stated that none is known and
    another names one, only the named are said here (the contradiction is shown on the record's page)."""
    found = [allergy_words(b) for b in bodies if b.get("resourceType") == "AllergyIntolerance"]
    said = list(dict.fromkeys(w for w in found if w is not None))
    return join_words([w for w in said if w != _NONE_KNOWN_WORDS] or said)


def states_none(body: dict[str, Any]) -> bool:
    """Whether this AllergyIntolerance states that no allergy is known."""
    return allergy_words(body) == _NONE_KNOWN_WORDS


def reaction_of(body: dict[str, Any]) -> str:
    """The first manifestation, in the words of the record; empty when there is none."""
    for reaction in body.get("reaction") or ():
        for manifestation in (reaction.get("manifestation") or ()) if isinstance(reaction, dict) else ():
            if isinstance(manifestation, dict) and isinstance(manifestation.get("text"), str):
                return str(manifestation["text"])
    return ""


def _status(body: dict[str, Any], key: str) -> str:
    value = body.get(key)
    codings = value.get("coding") if isinstance(value, dict) else None
    for item in codings or ():
        if isinstance(item, dict) and isinstance(item.get("code"), str):
            return str(item["code"])
    return ""
