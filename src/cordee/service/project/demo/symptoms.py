"""How an invented person felt over months: each symptom of the record, traced back week by week."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

SYMPTOMS = "/CodeSystem/symptom"
WEEKS = 20


def traced_back(resources: list[dict[str, Any]], until: date) -> list[dict[str, Any]]:
    """Earlier observations of each scored symptom (0–10): every second week, milder the further back.

    `until` is the day of the story. Days on which the record has its own score are left to it. Invented, as are the
    people; the same record always gives the same past.
    """
    scored: dict[str, list[dict[str, Any]]] = {}
    for resource in resources:
        if (symptom := _symptom(resource)) and isinstance(resource.get("valueInteger"), int):
            scored.setdefault(symptom, []).append(resource)
    earlier = []
    for symptom, observations in sorted(scored.items()):
        observations.sort(key=lambda o: o["effectiveDateTime"])
        first = observations[0]
        start = date.fromisoformat(first["effectiveDateTime"][:10])
        for step in range(1, WEEKS // 2 + 1):
            day = start - timedelta(weeks=2 * step)
            if day < until - timedelta(weeks=WEEKS + 4):
                break
            chance = hashlib.sha256(f"{first['id']}{symptom}{step}".encode()).digest()[0] % 3 - 1
            score = max(0, min(10, round(first["valueInteger"] * (1 - step / (WEEKS / 2 + 2))) + chance))
            earlier.append(
                {
                    **first,
                    "id": f"{first['id']}-before-{step}",
                    "effectiveDateTime": day.isoformat(),
                    "valueInteger": score,
                }
            )
    return earlier


def _symptom(resource: dict[str, Any]) -> str | None:
    if resource["resourceType"] != "Observation":
        return None
    codings = resource.get("code", {}).get("coding", [])
    return next((c["code"] for c in codings if c.get("system", "").endswith(SYMPTOMS)), None)
