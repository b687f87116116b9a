"""A study of the registry as a trial."""

from __future__ import annotations

import re

from cordee.criteria.bounds import read_bound
from cordee.criteria.leaves.person import AgeLeaf, SexLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, Criterion
from cordee.files.fault import BadInput
from cordee.terms import Terms
from cordee.trials.countries import country_of
from cordee.trials.ctgov.conditions import any_condition
from cordee.trials.ctgov.study import DECODER, ArmGroup, EligibilityModule, Study
from cordee.trials.ctml.ages import OLDEST
from cordee.trials.eligibility_text import read_text
from cordee.trials.phases import plain_phase
from cordee.trials.simplify import simplify
from cordee.trials.status import status_of
from cordee.trials.trial import Arm, Site, Status, Trial

_AGE = re.compile(r"(\d+)\s*(year|month|week|day|hour|minute)s?\Z", re.IGNORECASE)


def read_study(body: bytes, file: str, line: int, terms: Terms) -> Trial:
    """One study. Raises BadInput naming its line and what is wrong."""
    import msgspec

    where = f"line {line}"
    try:
        study = DECODER.decode(body)
    except msgspec.MsgspecError as error:
        raise BadInput.at(file, where, f"not a study of ClinicalTrials.gov: {error}.") from None
    except UnicodeDecodeError:
        raise BadInput.at(file, where, "not UTF-8.") from None
    except RecursionError:
        raise BadInput.at(file, where, "nested too deeply to be a study.") from None
    protocol = study.protocol_section
    about = protocol.identification_module
    if not about.nct_id.strip():
        raise BadInput.at(file, where, "the study has no nctId.")
    try:
        criterion = _criterion(study, terms)
    except ValueError as error:
        raise BadInput.at(file, where, f"{about.nct_id}: {error}.") from None
    state = protocol.status_module
    text = protocol.eligibility_module.eligibility_criteria
    overall = status_of(state.overall_status) or "unknown"
    return Trial(
        id=about.nct_id.strip(),
        title=about.brief_title or about.official_title,
        phase="/".join(
            dict.fromkeys(p for phase in protocol.design_module.phases if (p := plain_phase(phase)))
        ),
        status=overall,
        registry="ClinicalTrials.gov",
        updated=state.last_update_post_date_struct.date or state.last_update_submit_date,
        sponsor=protocol.sponsor_collaborators_module.lead_sponsor.name,
        conditions=protocol.conditions_module.conditions,
        criterion=simplify(criterion),
        arms=_arms(study),
        sites=tuple(
            _site(study, i, overall) for i in range(len(protocol.contacts_locations_module.locations))
        ),
        eligibility=text,
        spans=read_text(text, terms).spans,
        file=file,
        line=line,
    )


def _criterion(study: Study, terms: Terms) -> Criterion:
    """Conditions, sex and ages. Raises ValueError for an age nobody reaches."""
    protocol = study.protocol_section
    parts: list[Criterion] = []
    named = any_condition(terms, protocol.conditions_module.conditions)
    if named is not None:
        parts.append(named)
    asked = protocol.eligibility_module
    if asked.sex.upper() in ("FEMALE", "MALE"):
        parts.append(SexLeaf(asked.sex.lower()))
    parts += _ages(asked)
    return All(tuple(parts))


def _ages(asked: EligibilityModule) -> list[Criterion]:
    parts: list[Criterion] = []
    for written, sign in ((asked.minimum_age, ">="), (asked.maximum_age, "<=")):
        text = written.strip()
        if not text or text.upper() in ("N/A", "NONE"):
            continue
        match = _AGE.match(text)
        if not match:
            raise ValueError(f"'{written}' is not an age such as '18 Years'")
        count, unit = int(match[1]), match[2].lower()
        if unit == "year":
            if count > OLDEST:
                raise ValueError(f"'{written}' is not an age anybody reaches")
            parts.append(AgeLeaf(read_bound(f"{sign}{count}")))
        else:  # months and less: whole years can't answer it for an infant
            parts.append(_infant(text, sign))
    return parts


def _infant(text: str, sign: str) -> Criterion:
    from cordee.criteria.tree import AnyOf

    said = StatedLeaf(f"age {sign} {text}")
    if sign == "<=":
        return All((AgeLeaf(read_bound("<=2")), said))
    return AnyOf((AgeLeaf(read_bound(">=2")), said))


def _arms(study: Study) -> tuple[Arm, ...]:
    module = study.protocol_section.arms_interventions_module
    drugs = ", ".join(i.name for i in module.interventions if i.name)
    if not module.arm_groups:
        return (Arm(id="1", drugs=drugs),)
    seen: dict[str, int] = {}
    arms = []
    for i, group in enumerate(module.arm_groups):
        label = group.label.strip() or str(i + 1)
        seen[label] = n = seen.get(label, 0) + 1
        arms.append(
            Arm(
                id=label if n == 1 else f"{label} ({n})", name=group.description, drugs=_given(group) or drugs
            )
        )
    return tuple(arms)


def _given(group: ArmGroup) -> str:
    return ", ".join(name.partition(": ")[2] or name for name in group.intervention_names)


def _site(study: Study, i: int, overall: Status) -> Site:
    """A site without a status of its own follows the trial when that is shut."""
    place = study.protocol_section.contacts_locations_module.locations[i]
    status = status_of(place.status) or (
        "unknown" if overall in ("recruiting", "not-yet-recruiting") else overall
    )
    return Site(country=country_of(place.country), city=place.city, name=place.facility, status=status)
