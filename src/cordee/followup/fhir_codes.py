"""The few FHIR addresses and shapes that questionnaires and responses share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cordee.fhir.systems import CORDEE, own_extension, own_system
from cordee.terms.words import Words

QUESTIONNAIRE = CORDEE + "Questionnaire/"
STEP_SYSTEM = own_system("answer-step")
TICK_SYSTEM = own_system("answer-tick")
NONE_CODE = "none-of-these"
ABOUT = own_extension("question")
ASKED = own_extension("asked")
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
MIN_VALUE = "http://hl7.org/fhir/StructureDefinition/minValue"
MAX_VALUE = "http://hl7.org/fhir/StructureDefinition/maxValue"
UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"

Json = Mapping[str, Any]


def in_both(key: str, words: Words) -> dict[str, Any]:
    """A French text under `key`, its English beside it as FHIR's translation extension."""
    parts = [{"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": words.en}]
    return {key: words.fr, f"_{key}": {"extension": [{"url": TRANSLATION, "extension": parts}]}}


def read_words(node: Json, key: str, language: str) -> Words:
    """The text under `key` in both languages; the same text twice when only one is given."""
    text = str(node.get(key, ""))
    said = {language[:2]: text}
    for extension in node.get(f"_{key}", {}).get("extension", ()):
        if extension.get("url") == TRANSLATION:
            parts = {part.get("url"): part for part in extension.get("extension", ())}
            lang = str(parts.get("lang", {}).get("valueCode", ""))[:2]
            said[lang] = str(parts.get("content", {}).get("valueString", ""))
    return Words(said.get("fr") or text, said.get("en") or text)


def extension_values(node: Json, url: str) -> list[Any]:
    """The values of the extensions of `node` with this address."""
    found: Sequence[Json] = node.get("extension", ())
    return [
        value for e in found if e.get("url") == url for key, value in e.items() if key.startswith("value")
    ]
