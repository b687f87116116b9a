"""A CTML document as trials."""

from __future__ import annotations

from typing import Any

import msgspec

from cordee.files.fault import BadInput
from cordee.files.located_yaml import Located, Pointer
from cordee.terms import Terms
from cordee.trials.ctml import about
from cordee.trials.ctml.levels import match_of, read_arms
from cordee.trials.ctml.page import Page
from cordee.trials.eligibility_text import read_text
from cordee.trials.set_aside import SetAside
from cordee.trials.simplify import simplify
from cordee.trials.trial import Arm, Trial


def is_ctml(value: Any) -> bool:
    """Whether a document looks like a trial of this language."""
    return isinstance(value, dict) and not value.keys().isdisjoint(
        {"treatment_list", "protocol_no", "nct_id"}
    )


def read_ctml(document: Located, terms: Terms) -> list[Trial | SetAside]:
    """Every trial of a document (one, or a list of them); each that can't be read is set aside with all its faults."""
    value = document.value
    places: list[Pointer] = [(i,) for i in range(len(value))] if isinstance(value, list) else [()]
    return [_read_one(document, at, terms) for at in places]


def _read_one(document: Located, at: Pointer, terms: Terms) -> Trial | SetAside:
    page = Page(document, terms)
    id = ""
    try:
        body = page.mapping(document.value[at[0]] if at else document.value, at, "a trial")
        page.refuse()
        id = about.identity(page, body, at)
        about.unknown_keys(page, body, at)
        asked = match_of(page, body, at)
        arms = read_arms(page, body.get("treatment_list") or {}, (*at, "treatment_list"))
        status = about.trial_status(page, body, at)
        page.refuse()
    except BadInput as bad:
        return SetAside.of(bad, document.file, id)
    text = about.eligibility_text(body)
    return Trial(
        id=id,
        title=str(body.get("long_title") or body.get("short_title") or body.get("title") or ""),
        phase=about.phase_of(body),
        status=status,
        registry="ClinicalTrials.gov" if id.upper().startswith("NCT") else "",
        updated=about.updated_on(body),
        sponsor=about.sponsor_of(body),
        conditions=about.conditions_of(body, terms),
        criterion=simplify(asked) if asked is not None else None,
        arms=tuple(_shorter(arm, about.drugs_of(body)) for arm in arms),
        sites=about.sites_of(body),
        eligibility=text,
        spans=read_text(text, terms).spans,
        file=document.file,
        line=document.line(at),
        warnings=tuple(page.warnings),
    )


def _shorter(arm: Arm, drugs: str) -> Arm:
    criterion = simplify(arm.criterion) if arm.criterion is not None else None
    return msgspec.structs.replace(arm, criterion=criterion, drugs=arm.drugs or drugs)
