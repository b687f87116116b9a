"""What a CTML document says of the trial beside who it is for: title, status, sponsor, sites, the text of eligibility."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from cordee.files.located_yaml import Pointer
from cordee.files.near import close_matches
from cordee.terms import Terms
from cordee.trials.countries import country_of
from cordee.trials.ctml.page import Page
from cordee.trials.phases import plain_phase
from cordee.trials.status import status_of
from cordee.trials.trial import Site, Status

STRUCTURE = ("treatment_list", "match")
KNOWN = frozenset(
    [
        "treatment_list",
        "match",
        "nct_id",
        "protocol_no",
        "protocol_id",
        "protocol_ids",
        "protocol_type",
        "protocol_target_accrual",
        "long_title",
        "short_title",
        "title",
        "summary",
        "status",
        "phase",
        "age",
        "age_group",
        "last_updated",
        "curated_on",
        "study_start_date",
        "study_completion_date",
        "data_table4",
        "drug_list",
        "disease_site_list",
        "management_group_list",
        "oncology_group_list",
        "program_area_list",
        "sponsor_list",
        "staff_list",
        "site_list",
        "principal_investigator",
        "principal_investigator_institution",
        "prior_treatment_requirements",
        "additional_criteria_requirements",
        "cancer_center_accrual_goal_upper",
        "nct_purpose",
        "nct_number",
        "ctml_status",
        "_summary",
        "stage",
        "oncpro_link",
        "_id",
        "_updated",
        "_created",
        "_etag",
        "_elasticsearch",
        "trial_list",
    ]
)
_KIND = re.compile(
    r"(?:Drug|Biological|Combination Product|Radiation|Procedure|Device|Genetic|Dietary Supplement|Behavioral|"
    r"Diagnostic Test|Other): "
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTHS = {
    name: i
    for i, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
_LONG_DATE = re.compile(r"([A-Za-z]+) (\d{1,2}), (\d{4})\Z")


def identity(page: Page, body: dict[Any, Any], at: Pointer) -> str:
    """The registry's number, or the protocol's. A fault when there is neither."""
    for key in ("nct_id", "protocol_no", "protocol_id"):
        value = str(body.get(key) or "").strip()
        if value and value != "0":
            return value
    page.fault(
        at, "the trial has neither nct_id nor protocol_no.", "Give it one: it is how it is found again."
    )
    return ""


def unknown_keys(page: Page, body: dict[Any, Any], at: Pointer) -> None:
    """A key near to `match` or `treatment_list` is a fault: conditions would be lost. Others are only mentioned."""
    for key in body:
        if str(key) in KNOWN:
            continue
        if close_matches(str(key), STRUCTURE, n=1):
            page.fault(
                (*at, key), f"'{key}' is not a key of a trial.", "Did you mean 'match' or 'treatment_list'?"
            )
        else:
            page.warn((*at, key), f"'{key}' is not a key of the language; it was not used.")


def trial_status(page: Page, body: dict[Any, Any], at: Pointer) -> Status:
    """The trial's status: its own key, else its summary's. Not stated is not known."""
    stated = body.get("status")
    if stated is None:
        listed = _entries(body, "_summary", "status")
        stated = listed[0].get("value") if listed else None
    if stated is None:
        return "unknown"
    known = status_of(stated)
    if known is None:
        page.warn((*at, "status"), f"the status '{stated}' is not known; taken as not stated.")
        return "unknown"
    return known


def updated_on(body: dict[Any, Any]) -> str:
    """The ISO date of the last change; '' when not given or not a date."""
    value = body.get("last_updated")
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = str(value or "").strip()
    if match := _ISO.match(text):
        return match[0]
    if (long := _LONG_DATE.match(text)) and (month := _MONTHS.get(long[1].lower())):
        return f"{long[3]}-{month:02d}-{int(long[2]):02d}"
    return ""


def phase_of(body: dict[Any, Any]) -> str:
    """'1', '1/2' …; '' when not applicable or not given."""
    return plain_phase(str(body.get("phase") or ""))


def sponsor_of(body: dict[Any, Any]) -> str:
    """The principal sponsor's name."""
    listed = _names(body, "sponsor_list", "sponsor", "sponsor_name", first="is_principal_sponsor")
    return listed[0] if listed else ""


def drugs_of(body: dict[Any, Any]) -> str:
    """The trial's drugs, as named."""
    return ", ".join(map(drug_name, _names(body, "drug_list", "drug", "drug_name")))


def drug_name(written: str) -> str:
    """The name without the registry's kind of intervention in front: 'Drug: Sotorasib' → 'Sotorasib'."""
    return _KIND.sub("", written.strip())


def sites_of(body: dict[Any, Any]) -> tuple[Site, ...]:
    """The places that take part."""
    return tuple(
        Site(
            country=country_of(str(site.get("site_country") or site.get("country") or "")),
            city=str(site.get("site_city") or site.get("city") or ""),
            name=str(site.get("site_name") or ""),
            status=status_of(site.get("site_status")) or "unknown",
        )
        for site in _entries(body, "site_list", "site")
        if any(site.values())
    )


def eligibility_text(body: dict[Any, Any]) -> str:
    """`prior_treatment_requirements` as one text, a line each. The curators' 'Exclude - ' marks stay: they say which
    lines exclude."""
    raw = body.get("prior_treatment_requirements") or body.get("additional_criteria_requirements") or []
    lines = raw if isinstance(raw, list) else [raw]
    texts = [str(line.get("requirement", line)) if isinstance(line, dict) else str(line) for line in lines]
    return "\n".join(text.strip() for text in texts if text.strip())


def conditions_of(body: dict[Any, Any], terms: Terms) -> tuple[str, ...]:
    """The disease sites the trial is filed under."""
    return tuple(_names(body, "disease_site_list", "disease_site", "disease_site_name"))


def _names(body: dict[Any, Any], outer: str, inner: str, key: str, first: str = "") -> list[str]:
    found = [entry for entry in _entries(body, outer, inner) if entry.get(key)]
    found.sort(key=lambda entry: bool(first) and str(entry.get(first, "")).upper() != "Y")
    return [str(entry[key]).strip() for entry in found]


def _entries(body: dict[Any, Any], outer: str, inner: str) -> list[dict[Any, Any]]:
    """The mappings listed at `outer: {inner: [...]}`; nothing where the shape is another."""
    listed = body.get(outer)
    entries = listed.get(inner) if isinstance(listed, dict) else None
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
