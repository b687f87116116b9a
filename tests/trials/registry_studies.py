"""Invented studies in the shape of ClinicalTrials.gov's API v2. No such study exists: their numbers start with 0000."""

from __future__ import annotations

from typing import Any


def study(
    number: int = 1,
    *,
    status: str = "RECRUITING",
    updated: str = "2026-09-01",
    conditions: tuple[str, ...] = ("Non-Small Cell Lung Cancer",),
    criteria: str = "",
    locations: tuple[dict[str, str], ...] = (),
    **eligibility: str,
) -> dict[str, Any]:
    """One study."""
    return {
        "protocolSection": {
            "identificationModule": {
                "nctId": f"NCT0000{number:04d}",
                "orgStudyIdInfo": {"id": "INVENTED"},
                "briefTitle": f"Invented study {number}",
            },
            "statusModule": {
                "overallStatus": status,
                "lastUpdatePostDateStruct": {"date": updated, "type": "ACTUAL"},
            },
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Nobody", "class": "OTHER"}},
            "conditionsModule": {"conditions": list(conditions)},
            "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE1", "PHASE2"]},
            "armsInterventionsModule": {
                "armGroups": [
                    {
                        "label": "Dose finding",
                        "type": "EXPERIMENTAL",
                        "interventionNames": ["Drug: inventedinib"],
                    }
                ],
                "interventions": [{"type": "DRUG", "name": "inventedinib"}],
            },
            "eligibilityModule": {
                "eligibilityCriteria": criteria,
                "healthyVolunteers": False,
                "sex": "ALL",
                "minimumAge": "18 Years",
                "stdAges": ["ADULT", "OLDER_ADULT"],
                **eligibility,
            },
            "contactsLocationsModule": {"locations": list(locations)},
        },
        "derivedSection": {"miscInfoModule": {"versionHolder": "2026-09-01"}},
        "hasResults": False,
    }


LYON = {"facility": "Hôpital inventé", "status": "RECRUITING", "city": "Lyon", "country": "France"}
LIEGE = {
    "facility": "Clinique inventée",
    "status": "NOT_YET_RECRUITING",
    "city": "Liège",
    "country": "Belgium",
}
TOURS = {"facility": "Institut inventé", "status": "COMPLETED", "city": "Tours", "country": "France"}
