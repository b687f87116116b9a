"""How one team follows up: who reads, by when, whom to call; which rules it changed or switched off, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import msgspec

from cordee.files.fault import BadInput, Fault
from cordee.followup.build_rules import built
from cordee.followup.content import FollowUp
from cordee.followup.rule import Rule
from cordee.followup.schedule import Rhythm
from cordee.terms.words import Words

LONGEST_OFF_DAYS = 366
"""A red rule is switched off for a year at most; then it is back unless somebody decides again. Our own bound."""


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom to call. `phone` is shown as written; `hours` when it does not answer day and night."""

    name: Words
    phone: str
    hours: Words | None = None


class Changed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a rule (by the id of its template) put to other values than those it ships with."""

    rule: str
    settings: dict[str, float | int | str]
    reason: str = ""


class Off(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule switched off: why, decided by whom (a role or meeting, never a person's name), until when (inclusive)."""

    rule: str
    reason: str
    by: str = ""
    until: date | None = None


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A team's follow-up. `version` goes up with every change, so that an alert says under which one it was raised.

    `reader` reads the answers; `reads_red_within` etc. are hours. `emergency` is the number shown beside the team's.
    `sets_added` are sets chosen by the team, `sets_left` ones it does not ask (never `core`).
    """

    id: str = "default"
    version: int = 1
    reader: Words = Words("une infirmière ou un médecin de votre équipe", "a nurse or doctor of your team")
    call: tuple[Contact, ...] = ()
    emergency: tuple[str, ...] = ("112",)
    reads_red_within: float = 1
    reads_amber_within: float = 24
    reads_other_within: float = 72
    rhythm: Rhythm = Rhythm()
    sets_added: tuple[str, ...] = ()
    sets_left: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    switched_off: tuple[Off, ...] = ()


DEFAULT_POLICY = Policy()
"""What holds until a team writes its own. It names no phone: `policy_complaints` says so."""


def rules_under(policy: Policy, content: FollowUp, on: date) -> tuple[tuple[Rule, ...], tuple[Off, ...]]:
    """The rules that judge a report on `on`, settings changed as the team wants, and the offs in force that day.

    Raises BadInput for a change that may not be made (`policy_faults`).
    """
    faults = tuple(policy_faults(policy, content, on))
    if faults:
        raise BadInput(faults)
    off = tuple(o for o in policy.switched_off if o.until is None or on <= o.until)
    changes = tuple((c.rule, tuple(sorted(c.settings.items()))) for c in policy.changed)
    return _rules(content, changes, frozenset(o.rule for o in off)), off


Settings = tuple[tuple[str, float | int | str], ...]


@lru_cache(maxsize=256)  # a team changes its rules seldom, and judges by them all day
def _rules(
    content: FollowUp, changes: tuple[tuple[str, Settings], ...], gone: frozenset[str]
) -> tuple[Rule, ...]:
    changed = dict(changes)
    rules: list[Rule] = []
    for written in content.written:
        if written.id in changed:
            rules += _changed(content, written.id, changed[written.id])
        else:
            rules += [r for r in content.rules if r.template == written.id]
    return tuple(r for r in rules if r.id not in gone and r.template not in gone)


def _changed(content: FollowUp, template: str, settings: Settings) -> tuple[Rule, ...]:
    written = next(w for w in content.written if w.id == template)
    return built(written, dict(settings), content.questions, content.sources, content.terms)


def policy_faults(policy: Policy, content: FollowUp, on: date) -> Iterator[Fault]:
    """What may not stand in a policy: an unknown rule, a setting out of its bounds, a red rule off without a word."""
    written = {w.id: w for w in content.written}
    for change in policy.changed:
        rule = written.get(change.rule)
        if rule is None:
            yield _fault(policy, change.rule, "no rule has this name.")
            continue
        for name, value in change.settings.items():
            setting = rule.settings.get(name)
            if setting is None:
                yield _fault(
                    policy,
                    change.rule,
                    f"it has no setting '{name}'.",
                    f"It has: {', '.join(rule.settings)}.",
                )
            elif not setting.allows(value):
                allowed = setting.between or setting.among
                yield _fault(policy, change.rule, f"'{name}' can't be {value}.", f"Allowed: {allowed}.")
    for off in policy.switched_off:
        yield from _off_faults(policy, off, content, on)
    for set_id in (*policy.sets_added, *policy.sets_left):
        if content.set(set_id) is None:
            yield _fault(policy, set_id, "no set of questions has this name.")
    if "core" in policy.sets_left:
        yield _fault(policy, "core", "the questions for everyone can't be left out.")


def _off_faults(policy: Policy, off: Off, content: FollowUp, on: date) -> Iterator[Fault]:
    concerned = [r for r in content.rules if off.rule in (r.id, r.template)]
    if not concerned:
        yield _fault(policy, off.rule, "no rule has this name.")
    if not off.reason.strip():
        yield _fault(policy, off.rule, "switched off without a reason.", "Say why.")
    if any(r.level == "red" for r in concerned):
        if not off.by.strip():
            yield _fault(
                policy, off.rule, "a red rule switched off by nobody.", "Say who decided: a role, a meeting."
            )
        if off.until is None:
            yield _fault(policy, off.rule, "a red rule switched off for ever.", "Say until when.")
        elif off.until > on + timedelta(days=LONGEST_OFF_DAYS):
            yield _fault(
                policy,
                off.rule,
                f"a red rule off for more than {LONGEST_OFF_DAYS} days.",
                "Decide again then.",
            )


def policy_complaints(policy: Policy, content: FollowUp, on: date) -> tuple[str, ...]:
    """What is missing before a team may go live with `policy`; empty when nothing is."""
    found = [fault.line() for fault in policy_faults(policy, content, on)]
    if not policy.call:
        found.append(f"policy {policy.id}: nobody to call: a red report tells the person to phone.")
    if not policy.emergency:
        found.append(f"policy {policy.id}: no emergency number.")
    if not policy.reads_red_within <= policy.reads_amber_within <= policy.reads_other_within:
        found.append(f"policy {policy.id}: reds are read later than ambers, or ambers later than the others.")
    return tuple(found)


def _fault(policy: Policy, where: str, problem: str, remedy: str = "") -> Fault:
    return Fault(file=f"policy {policy.id}", where=where, problem=problem, remedy=remedy)
