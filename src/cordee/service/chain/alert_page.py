"""What the page of an alert shows: what was answered, the rule with its inputs and sources, what the person was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cordee.criteria.tree import leaves
from cordee.followup import load_followup
from cordee.followup.report_leaf import ReportLeaf
from cordee.followup.rule_kinds import KIND_WORDS
from cordee.service.chain.alert_words import raised_by, rule_words
from cordee.service.chain.answers import Answer, Given, answers_of, courses, given, told_of
from cordee.service.chain.in_words import said
from cordee.service.chain.models import Alert, AlertEvent, Report
from cordee.service.chain.models.alert import Happened
from cordee.service.chain.ribbons import plot_svg

MOST_PLOTS = 3


@dataclass(frozen=True)
class Line:
    """One line of a proof: its answer (yes, no, unknown), the condition, the facts that decided, what would settle it."""

    answer: str
    words: str
    facts: tuple[str, ...]
    settle: str
    parts: tuple[Line, ...]


@dataclass(frozen=True)
class Why:
    """One rule that was raised (`proof` None: it could not be answered), as it stood when it judged."""

    rule: str
    version: int | None
    name: str
    why: str
    kind: str
    level: str
    review: str
    on_unknown: bool
    settle: tuple[str, ...]
    proof: Line | None
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Heard:
    """The newest check-in of an alert: the answers that the rule looked at, and the others."""

    given: Given
    report: Report
    looked_at: tuple[Answer, ...]
    others: tuple[Answer, ...]
    told: tuple[str, ...]


def newest_report(alert: Alert) -> Report | None:
    """The newest check-in that opened or joined it."""
    return alert.reports.select_related("sent_by").order_by("-at").first()


def whys(alert: Alert, report: Report | None) -> list[Why]:
    """The rules of the alert's cause that its newest check-in raised; those left open when an answer is missing."""
    if report is None:
        return []
    assessment: dict[str, Any] = report.assessment
    raised = [_why(one) for one in assessment.get("alerts", []) if one.get("cause") == alert.cause]
    if raised:
        return raised
    wanted = set(raised_by(alert))
    return [_open(one) for one in assessment.get("open", []) if one.get("rule") in wanted]


def _why(one: Mapping[str, Any]) -> Why:
    return Why(
        rule=one["rule"],
        version=one.get("version"),
        name=said(one.get("name")),
        why=said(one.get("why")),
        kind=said(KIND_WORDS.get(one.get("kind", ""))),
        level=one.get("level", ""),
        review=one.get("review", ""),
        on_unknown=bool(one.get("on_unknown")),
        settle=tuple(said(words) for words in one.get("settle", [])),
        proof=_line(one["proof"]) if one.get("proof") else None,
        sources=tuple((source.get("title", ""), link_of(source)) for source in one.get("sources", [])),
    )


def _open(one: Mapping[str, Any]) -> Why:
    rule = load_followup().rule(one["rule"])
    return Why(
        rule=one["rule"],
        version=rule.version if rule else None,
        name=said(one.get("name")),
        why=said(rule.why) if rule else "",
        kind=said(KIND_WORDS[rule.kind]) if rule else "",
        level=one.get("level", ""),
        review=rule.review if rule else "",
        on_unknown=True,
        settle=tuple(said(words) for words in one.get("settle", [])),
        proof=None,
        sources=tuple((s.title, s.link or "") for s in rule.sources) if rule else (),
    )


def link_of(source: Mapping[str, Any]) -> str:
    """A web address of a stored source, or ''."""
    if source.get("url"):
        return str(source["url"])
    if source.get("pmid"):
        return f"https://pubmed.ncbi.nlm.nih.gov/{source['pmid']}/"
    return f"https://doi.org/{source['doi']}" if source.get("doi") else ""


def _line(proof: Mapping[str, Any]) -> Line:
    return Line(
        answer=proof.get("answer", "unknown"),
        words=said(proof.get("words")),
        facts=tuple(said(fact.get("words")) for fact in proof.get("facts", [])),
        settle=said((proof.get("settle") or {}).get("asks")),
        parts=tuple(_line(part) for part in proof.get("parts", [])),
    )


def questions_of(alert: Alert, why: list[Why]) -> list[str]:
    """The questions that the rules looked at, in the order of the rules."""
    found: dict[str, None] = {}
    content = load_followup()
    for one in why:
        rule = content.rule(one.rule)
        for leaf in leaves(rule.when) if rule else ():
            if isinstance(leaf, ReportLeaf):
                found |= dict.fromkeys(id for id in leaf.asked() if id)
    return list(found)


def heard(alert: Alert, report: Report | None, looked_at: list[str], seen: list[Given]) -> Heard | None:
    """The check-in beside the one before it."""
    newest = next((one for one in seen if report is not None and one.id == report.pk), None)
    if report is None or newest is None:
        return None
    place = seen.index(newest)
    answers = [
        one for found in answers_of(newest, seen[place - 1] if place else None).values() for one in found
    ]
    first = tuple(one for one in answers if one.id in looked_at)
    rest = tuple(one for one in answers if one.id not in looked_at and one.matters)
    return Heard(newest, report, first, rest, tuple(told_of(report)))


def plots(
    seen: list[Given], looked_at: list[str], on: Any
) -> list[tuple[str, SafeString, list[tuple[Any, str]]]]:
    """The courses of what the rule looked at: name, picture, and the same in rows (day, words)."""
    found = []
    for course in courses(seen, looked_at):
        name = said(course.question.name)
        picture = plot_svg(course, on, _("%(name)s over time") % {"name": name})
        if picture:
            rows = [(day, words) for day, _step, words in course.points]
            found.append((name, mark_safe(picture), rows[::-1]))  # nosec B308 B703: made of escaped parts
    return found[:MOST_PLOTS]


def history(alert: Alert) -> list[AlertEvent]:
    """Everything that happened to it, in order."""
    return list(alert.events.select_related("by").order_by("id"))


def openings(events: list[AlertEvent]) -> list[AlertEvent]:
    """Those that opened or raised it, the newest first."""
    return [one for one in reversed(events) if one.what in (Happened.OPENED, Happened.RAISED)]


def history_in_words(events: list[AlertEvent], names: Mapping[str, str]) -> list[tuple[datetime, str, str]]:
    """(when, what, more): what happened, to or by whom, why."""
    rows = []
    for event in events:
        more = ""
        if event.what == Happened.ESCALATED:
            more = ", ".join(names.get(id, "?") for id in event.about.get("told", []))
        elif event.what == Happened.OFFERED:
            more = names.get(event.about.get("to", ""), "")
        elif event.what == Happened.REOPENED:
            more = names.get(event.about.get("was", ""), "")
        elif event.what in (Happened.OPENED, Happened.RAISED, Happened.JOINED):
            more = ", ".join(rule_words(one["rule"]) for one in event.about.get("rules", [])[:3])
        by = event.by.full_name if event.by else ""
        rows.append(
            (event.at, str(Happened(event.what).label), " · ".join(part for part in (by, more) if part))
        )
    return rows


def seen_before(alert: Alert) -> list[Given]:
    """The person's check-ins up to now, oldest first."""
    return given(alert.person, most=26)
