"""Our own form of a trial, for what no registry holds yet. See docs/trials.md."""

from __future__ import annotations

from typing import Any

from cordee.criteria import Criterion, parse
from cordee.files.fault import BadInput
from cordee.files.located_yaml import Located, Pointer
from cordee.terms import Terms
from cordee.trials.countries import country_of, is_country
from cordee.trials.ctml.page import Page
from cordee.trials.eligibility_text import read_text
from cordee.trials.phases import plain_phase
from cordee.trials.set_aside import SetAside
from cordee.trials.simplify import simplify
from cordee.trials.status import status_of
from cordee.trials.trial import Arm, Site, Status, Trial

_KEYS = frozenset(
    [
        "id",
        "title",
        "phase",
        "status",
        "registry",
        "updated",
        "sponsor",
        "conditions",
        "when",
        "arms",
        "sites",
        "eligibility",
    ]
)
_ARM_KEYS = frozenset(["id", "name", "status", "when", "drugs"])
_SITE_KEYS = frozenset(["country", "city", "name", "status"])


def is_own(value: Any) -> bool:
    """Whether a document is of this form: one key, `trials`, with a list."""
    return isinstance(value, dict) and isinstance(value.get("trials"), list)


def read_own(document: Located, terms: Terms) -> list[Trial | SetAside]:
    """Every trial of the document; one that can't be read is set aside with all its faults."""
    return [_read_one(document, ("trials", i), terms) for i in range(len(document.value["trials"]))]


def _read_one(document: Located, at: Pointer, terms: Terms) -> Trial | SetAside:
    page = Page(document, terms)
    body = page.mapping(document.value["trials"][at[1]], at, "a trial")
    page.only(body, _KEYS, at, "a trial")
    id = str(body.get("id") or "").strip()
    if not id:
        page.fault(at, "the trial has no id.", "Give it one: it is how it is found again.")
    criterion = _when(page, body, at)
    arms = tuple(
        _arm(page, arm, (*at, "arms", i), i)
        for i, arm in enumerate(page.entries(body.get("arms"), (*at, "arms"), "arms"))
    ) or (Arm(id="1"),)
    if criterion is None and all(arm.criterion is None for arm in arms):
        page.fault(at, "nothing is asked: neither the trial nor an arm has a 'when'.")
    sites = tuple(
        _site(page, site, (*at, "sites", i))
        for i, site in enumerate(page.entries(body.get("sites"), (*at, "sites"), "sites"))
    )
    if len({arm.id for arm in arms}) < len(arms):
        page.fault((*at, "arms"), "two arms have the same id.")
    status = _status(page, body, at, "unknown")
    if page.faults:
        return SetAside(document.file, tuple(page.faults), id)
    text = str(body.get("eligibility") or "")
    return Trial(
        id=id,
        title=str(body.get("title") or ""),
        phase=plain_phase(str(body.get("phase") or "")),
        status=status,
        registry=str(body.get("registry") or ""),
        updated=str(body.get("updated") or "")[:10],
        sponsor=str(body.get("sponsor") or ""),
        conditions=tuple(str(c) for c in page.entries(body.get("conditions"), at, "conditions")),
        criterion=criterion,
        arms=arms,
        sites=sites,
        eligibility=text,
        spans=read_text(text, terms).spans,
        file=document.file,
        line=document.line(at),
    )


def _arm(page: Page, raw: Any, at: Pointer, i: int) -> Arm:
    body = page.mapping(raw, at, "an arm")
    page.only(body, _ARM_KEYS, at, "an arm")
    return Arm(
        id=str(body.get("id") or i + 1),
        name=str(body.get("name") or ""),
        status=_status(page, body, at, "recruiting"),
        criterion=_when(page, body, at),
        drugs=str(body.get("drugs") or ""),
    )


def _site(page: Page, raw: Any, at: Pointer) -> Site:
    body = page.mapping(raw, at, "a site")
    page.only(body, _SITE_KEYS, at, "a site")
    country = country_of(str(body.get("country") or ""))
    if not is_country(country):
        page.fault(
            at, f"'{body.get('country')}' is not a country Cordée knows.", "Write its two-letter code."
        )
    return Site(
        country, str(body.get("city") or ""), str(body.get("name") or ""), _status(page, body, at, "unknown")
    )


def _status(page: Page, body: dict[Any, Any], at: Pointer, otherwise: Status) -> Status:
    if "status" not in body:
        return otherwise
    found = status_of(body["status"])
    if found is None:
        page.fault((*at, "status"), f"the status '{body['status']}' is not known.")
    return found or otherwise


def _when(page: Page, body: dict[Any, Any], at: Pointer) -> Criterion | None:
    if "when" not in body:
        return None
    try:
        return simplify(parse(page.document, (*at, "when"), page.terms))
    except BadInput as bad:
        page.faults.extend(bad.faults)
        return None
