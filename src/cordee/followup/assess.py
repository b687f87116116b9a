"""From a report to its level, its alerts and what the person is told. Pure, and the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

from cordee.case import Case
from cordee.case.answer import Answer
from cordee.criteria.explain import Proof, answer, explain
from cordee.criteria.tree import Criterion, leaves
from cordee.followup.choose import _content
from cordee.followup.content import FollowUp
from cordee.followup.leaves import AmbersLeaf
from cordee.followup.policy import DEFAULT_POLICY, Off, Policy, rules_under
from cordee.followup.report import Report
from cordee.followup.report_view import ReportView
from cordee.followup.rule import LEVELS, Level, Rule, RuleLevel
from cordee.followup.rule_kinds import RuleKind
from cordee.followup.supposing import WhyOpen, answer_supposing, unknown_leaves
from cordee.followup.told import Told, told
from cordee.knowledge.source import KnowledgeSource
from cordee.terms import Words


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that was raised. `proof` holds the inputs that decided; `on_unknown` is True when the record could not
    settle the rest and the rule says to alert all the same, `settle` then says what would."""

    rule: str
    version: int
    kind: RuleKind
    level: RuleLevel
    cause: str
    name: Words
    do: Words
    why: Words
    call: Literal["team", "emergency"]
    proof: Proof
    on_unknown: bool
    settle: tuple[Words, ...]
    sources: tuple[KnowledgeSource, ...]
    review: str


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that could not be answered, why, and what would answer it. `holds_back`: the report can't be green."""

    rule: str
    level: RuleLevel
    cause: str
    name: Words
    why: WhyOpen
    settle: tuple[Words, ...]
    questions: tuple[str, ...]
    holds_back: bool


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What a report amounts to. `alerts`: reds first. `open`: rules not known. `off`: rules that the team switched off.

    `content` and `policy` are the versions that judged it, so that it can be judged again the same way.
    """

    report: str
    on: date
    level: Level
    alerts: tuple[Alert, ...]
    open: tuple[Open, ...]
    off: tuple[Off, ...]
    told: Told
    content: str
    policy: str

    @property
    def causes(self) -> dict[str, tuple[Alert, ...]]:
        """The alerts by cause, the gravest cause first: one alert is opened, or joined, for each."""
        found: dict[str, tuple[Alert, ...]] = {}
        for alert in self.alerts:
            found[alert.cause] = (*found.get(alert.cause, ()), alert)
        return found


def assess(
    report: Report,
    earlier_reports: Sequence[Report],
    case: Case,
    content: FollowUp | None = None,
    policy: Policy = DEFAULT_POLICY,
    on: date | None = None,
) -> Assessment:
    """Judge one report by every rule. `on` is the day of the record that counts, the report's own when not given.

    Raises BadInput when the policy holds a change that may not be made.
    """
    known = _content(content)
    day = on or report.at.date()
    rules, off = rules_under(policy, known, day)
    view = ReportView(case, day, known.terms, report, earlier_reports, known.questions)
    counting = [r for r in rules if _counts_ambers(r.when)]
    asked = [(r, _asked(r, view)) for r in rules if not _counts_ambers(r.when)]
    view.ambers = _amber_causes(r for r, found in asked if isinstance(found, Alert))
    view.ambers_open = _amber_causes(r for r, found in asked if isinstance(found, Open) and found.holds_back)
    asked += [(r, _asked(r, view)) for r in counting]
    alerts = sorted((f for _, f in asked if isinstance(f, Alert)), key=lambda a: a.level != "red")
    open_ = tuple(f for _, f in asked if isinstance(f, Open))
    level = _level(alerts, open_)
    gaps = tuple(dict.fromkeys(q for o in open_ if o.holds_back for q in o.questions))
    missing = tuple(view.name_of(q) for q in gaps if q in report.asked)
    unasked = tuple(view.name_of(q) for q in gaps if q not in report.asked)
    return Assessment(
        report=report.id,
        on=day,
        level=level,
        alerts=tuple(alerts),
        open=open_,
        off=off,
        told=told(level, _to_do(alerts), missing, policy, unasked=unasked, emergency=_emergency(alerts)),
        content=known.version,
        policy=f"{policy.id}/{policy.version}",
    )


@lru_cache(maxsize=1024)
def _counts_ambers(when: Criterion) -> bool:
    return any(isinstance(leaf, AmbersLeaf) for leaf in leaves(when))


def _to_do(alerts: Sequence[Alert]) -> tuple[Words, ...]:
    """One text for each cause, of the rule that holds best; beside a red, what can wait is not told."""
    first: dict[str, Alert] = {}
    for alert in alerts:
        kept = first.get(alert.cause)
        if kept is None or (kept.on_unknown and not alert.on_unknown and kept.level == alert.level):
            first[alert.cause] = alert
    red = any(a.level == "red" for a in alerts)
    return tuple(a.do for a in first.values() if a.level == "red" or not red)


def _emergency(alerts: Sequence[Alert]) -> bool:
    return any(a.level == "red" and a.call == "emergency" for a in alerts)


def worst(levels: Iterable[Level]) -> Level:
    """The gravest of some levels; green when there are none."""
    return max(levels, key=LEVELS.index, default="green")


def _level(alerts: Sequence[Alert], open_: Sequence[Open]) -> Level:
    held: list[Level] = ["unknown"] if any(o.holds_back for o in open_) else []
    return worst([*(a.level for a in alerts), *held])


def _amber_causes(rules: Iterable[Rule]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for rule in rules:
        if rule.level == "amber":
            found[rule.kind] = found.get(rule.kind, frozenset()) | {rule.cause}
    return found


def _asked(rule: Rule, view: ReportView) -> Alert | Open | None:
    """The rule's alert, its open question, or None when it does not hold."""
    found = answer(rule.when, view)
    if found is Answer.NO:
        return None
    record: tuple[WhyOpen, ...] = ("record", "nothing-earlier")
    raised = rule.when_unknown == "raise" and answer_supposing(rule.when, view, yes=record) is Answer.YES
    if found is Answer.YES or raised:
        on_unknown = found is Answer.UNKNOWN
        missing = unknown_leaves(rule.when, view)
        return Alert(
            rule=rule.id,
            version=rule.version,
            kind=rule.kind,
            level=rule.level,
            cause=rule.cause,
            name=rule.name,
            do=rule.do,
            why=rule.why,
            call=rule.call,
            proof=explain(rule.when, view),
            on_unknown=on_unknown,
            settle=tuple(dict.fromkeys(m.asks for m in missing)) if on_unknown else (),
            sources=rule.sources,
            review=rule.review,
        )
    return _open(rule, view)


def _open(rule: Rule, view: ReportView) -> Open:
    missing = unknown_leaves(rule.when, view)
    holds_back = answer_supposing(rule.when, view, no=_passed_over(rule, view)) is not Answer.NO
    order: tuple[WhyOpen, ...] = ("not-answered", "record", "not-asked", "optional", "nothing-earlier")
    return Open(
        rule=rule.id,
        level=rule.level,
        cause=rule.cause,
        name=rule.name,
        why=next(why for why in order if any(m.why == why for m in missing)),
        settle=tuple(dict.fromkeys(m.asks for m in missing)),
        questions=tuple(
            dict.fromkeys(
                m.question for m in missing if m.question and m.why in ("not-answered", "not-asked")
            )
        ),
        holds_back=holds_back,
    )


def _passed_over(rule: Rule, view: ReportView) -> tuple[WhyOpen, ...]:
    """What may be missing without holding the report back from green.

    For an amber: a question that was not asked, an earlier check-in. A red that would hold if it had been asked, or if
    it were new, is not passed over.
    """
    unasked: tuple[WhyOpen, ...] = ("not-asked",)
    first: tuple[WhyOpen, ...] = ("nothing-earlier",)
    passed: tuple[WhyOpen, ...] = ("optional",)
    for why, supposed in ((unasked, unasked), (first, (*first, "record"))):
        if rule.level == "amber" or answer_supposing(rule.when, view, yes=supposed) is not Answer.YES:
            passed += why
    return passed
