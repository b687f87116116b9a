"""Judging a report by the team's rules. Whatever goes wrong in judging, the report is not lost: somebody reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from cordee.case import Case
from cordee.files.fault import BadInput
from cordee.followup import DEFAULT_POLICY, Assessment, Contact, Policy, Report, Told, assess, load_followup
from cordee.service.chain.models import EscalationPolicy, Level
from cordee.service.chain.models import Report as StoredReport
from cordee.service.people.models import Person, Team
from cordee.service.record.current import current_case
from cordee.service.support.library import load_library
from cordee.terms import Words

UNANSWERED = "unanswered"
"""The cause of an alert for a report that can't be called good because something was left unanswered."""
UNREAD = "unread"
"""The cause of an alert for a report that the rules could not judge: a human reads it instead."""
_DAY = Words("votre équipe, le jour", "your team, by day")
_NIGHT = Words("la ligne de nuit", "the night line")


@dataclass(frozen=True)
class Judged:
    """What a report amounts to: level, what it opens (cause, level, inputs), what the person is told."""

    level: str
    causes: tuple[tuple[str, Level, dict[str, Any]], ...]
    told: dict[str, Any]
    assessment: dict[str, Any]


def policy_of(team: Team) -> Policy:
    """The team's follow-up policy with its own phone numbers; the default one when the stored can't be read."""
    return with_phones(stored_policy(team), team)


def stored_policy(team: Team) -> Policy:
    """The team's follow-up policy as it wrote it; the default one when there is none, or it can't be read."""
    stored = EscalationPolicy.objects.filter(team=team, current=True).values_list("rules", flat=True).first()
    try:
        return msgspec.convert(stored, Policy, strict=False) if stored else DEFAULT_POLICY
    except msgspec.ValidationError:
        return DEFAULT_POLICY


def with_phones(policy: Policy, team: Team) -> Policy:
    """The policy with the team's numbers where it names none of its own."""
    call = policy.call or tuple(
        Contact(name=name, phone=phone)
        for name, phone in ((_DAY, team.phone_day), (_NIGHT, team.phone_night))
        if phone
    )
    known = load_library().emergency_in(team.country)
    life = tuple(n.number for n in known.numbers if n.kind == "life" and n.by == "call") if known else ()
    return msgspec.structs.replace(policy, call=call, emergency=life or DEFAULT_POLICY.emergency)


def earlier_reports(person: Person, at: datetime) -> list[Report]:
    """The person's reports before `at` that the rules look back on, oldest first."""
    since = at - timedelta(days=load_followup().look_back_days)
    rows = StoredReport.objects.filter(person=person, at__gte=since, at__lt=at).order_by("at")
    return [msgspec.convert(body, Report, strict=False) for body in rows.values_list("body", flat=True)]


def judge(report: Report, person: Person, on: date) -> Judged:
    """Judge `report` against the person's record and earlier reports. Never raises: a report that can't be judged is a
    red alert of its own."""
    policy = policy_of(person.team)
    try:
        case = current_case(person, on)
        earlier = earlier_reports(person, report.at)
        found = _assess(report, earlier, case, policy, on)
    except Exception as error:  # whatever it is, a person has written, and a human must read it
        return _unread(policy, type(error).__name__)
    return Judged(
        level=found.level,
        causes=tuple(_causes(found)),
        told=_plain(found.told),
        assessment=_plain(found),
    )


def _assess(report: Report, earlier: list[Report], case: Case, policy: Policy, on: date) -> Assessment:
    try:
        return assess(report, earlier, case, policy=policy, on=on)
    except BadInput:  # a policy that breaks the rules' own bounds: the rules as they ship
        plain = msgspec.structs.replace(DEFAULT_POLICY, call=policy.call, emergency=policy.emergency)
        return assess(report, earlier, case, policy=plain, on=on)


def _causes(found: Assessment) -> list[tuple[str, Level, dict[str, Any]]]:
    opened = []
    for cause, alerts in found.causes.items():
        level = Level.RED if any(alert.level == "red" for alert in alerts) else Level.AMBER
        rules = [{"rule": alert.rule, "version": alert.version} for alert in alerts]
        opened.append((cause, level, {"rules": rules}))
    if any(rule.holds_back for rule in found.open):
        rules = [{"rule": rule.rule, "open": True} for rule in found.open if rule.holds_back]
        opened.append((UNANSWERED, Level.AMBER, {"rules": rules}))
    return opened


def _unread(policy: Policy, trouble: str) -> Judged:
    call = Words("Si quelque chose vous inquiète, appelez maintenant.", "If anything worries you, call now.")
    reads = Words(
        "Une personne de l’équipe lira vos réponses.", "Somebody of the team will read your answers."
    )
    phones = (*(contact.phone for contact in policy.call), *policy.emergency)
    told = Told(level="red", do=(), call=call, reads=reads, phones=phones)
    return Judged(UNREAD, ((UNREAD, Level.RED, {"trouble": trouble}),), _plain(told), {"trouble": trouble})


def _plain(value: Any) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(value))
    return built
