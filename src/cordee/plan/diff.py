"""What changed between two plans: what is new, what closed, why. Plans are compared by the stable ids of their parts."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from cordee.case.answer import Answer
from cordee.criteria import Proof
from cordee.plan.model import Plan, PlanTrial
from cordee.terms import Words

What = Literal[
    "opened",
    "closed",
    "reopened-question",
    "new",
    "gone",
    "met",
    "no-longer-met",
    "refused",
    "changed",
    "knowledge",
]
_VERDICTS = {
    Answer.YES: Words("possible", "open"),
    Answer.NO: Words("conditions non remplies", "conditions not met"),
    Answer.UNKNOWN: Words("à éclaircir", "to clarify"),
}


_VERDICT = Words("\u202f: ", ": ")
_NOT_LISTED = Words("\u202f: n’est plus parmi les essais cités", ": no longer among the trials listed")
_OTHERWISE_OPEN = Words("\u202f: l’ouverture ou les lieux ont changé", ": its opening or its sites changed")
_NOT_WANTED = Words("\u202f: non souhaité", ": not wanted")
_WANTED_AGAIN = Words("\u202f: n’est plus refusé", ": no longer refused")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference: which part of the plan, what happened to it, and the conditions whose answer changed."""

    part: str
    id: str
    what: What
    words: Words
    why: tuple[Words, ...] = ()


def compare(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Every difference that matters to a reader, options first; empty when nothing changed."""
    changes = [*_options(before, after), *_exceptions(before, after), *_trials(before, after)]
    for part in ("triggers", "red_flags"):
        changes += _verdicts(part, getattr(before, part), getattr(after, part))
    changes += _statements(before, after)
    changes += _questions(before, after)
    if before.knowledge.version != after.knowledge.version:
        words = Words(
            "les connaissances ont changé entre les deux plans", "the knowledge changed between the two plans"
        )
        changes.append(Change(part="knowledge", id="knowledge", what="knowledge", words=words))
    return tuple(changes)


def _options(before: Plan, after: Plan) -> list[Change]:
    then = {o.id: o for o in before.options}
    now = {o.id: o for o in after.options}
    changes = []
    for id, o in now.items():
        old = then.get(id)
        if old is None:
            changes.append(
                Change(
                    part="options",
                    id=id,
                    what="new",
                    words=o.name + Words("\u202f: ", ": ") + _VERDICTS[o.verdict],
                )
            )
        elif old.verdict is not o.verdict:
            words = (
                o.name
                + Words("\u202f: ", ": ")
                + _VERDICTS[old.verdict]
                + Words.same(" → ")
                + _VERDICTS[o.verdict]
            )
            changes.append(
                Change(
                    part="options", id=id, what=_what(o.verdict), words=words, why=_moved(old.proof, o.proof)
                )
            )
        if old is not None and (old.refused is None) != (o.refused is None):
            words = o.name + (_NOT_WANTED if o.refused else _WANTED_AGAIN)
            changes.append(Change(part="options", id=id, what="refused", words=words))
    for id, o in then.items():
        if id not in now:
            changes.append(Change(part="options", id=id, what="gone", words=o.name))
    return changes


def _what(verdict: Answer) -> What:
    return {Answer.YES: "opened", Answer.NO: "closed", Answer.UNKNOWN: "reopened-question"}[verdict]  # type: ignore[return-value]


def _moved(old: Proof, new: Proof) -> tuple[Words, ...]:
    """The leaves whose answer changed, worded as they stand now."""
    then = {(p.kind, p.words): p.answer for p in leaves_of(old)}
    changed = [p for p in leaves_of(new) if then.get((p.kind, p.words)) is not p.answer]
    return tuple(dict.fromkeys(p.words + Words.same(f" {_SIGNS[p.answer]}") for p in changed))


_SIGNS = {Answer.YES: "✓", Answer.NO: "✗", Answer.UNKNOWN: "?"}


def leaves_of(proof: Proof) -> list[Proof]:
    """The leaves of a proof tree, in order."""
    return [proof] if not proof.parts else [leaf for part in proof.parts for leaf in leaves_of(part)]


def _exceptions(before: Plan, after: Plan) -> list[Change]:
    """A door to cure is listed while it may be open: gone from the list, it has closed."""
    then, now = ({e.id: e for e in plan.exceptions} for plan in (before, after))
    changes = []
    for id in dict.fromkeys((*then, *now)):
        old, new = then.get(id), now.get(id)
        if new is None:
            changes.append(Change(part="exceptions", id=id, what="closed", words=then[id].name))
        elif old is None or old.verdict is not new.verdict:
            what: What = (
                "opened" if new.verdict is Answer.YES else "new" if old is None else "reopened-question"
            )
            words = new.name + Words("\u202f: ", ": ") + _VERDICTS[new.verdict]
            why = () if old is None else _moved(old.proof, new.proof)
            changes.append(Change(part="exceptions", id=id, what=what, words=words, why=why))
    return changes


def _trials(before: Plan, after: Plan) -> list[Change]:
    """Trials as the plans list them. A plan lists a few of those that fit: one that is not there any more may only have
    given way to others. Nothing where one of the plans looked into no trials: that is no change of the trials."""
    if before.more_trials is None or after.more_trials is None:
        return []
    then, now = ({t.id: t for t in plan.trials} for plan in (before, after))
    changes = [
        Change(part="trials", id=id, what="gone", words=_named(t) + _NOT_LISTED)
        for id, t in then.items()
        if id not in now
    ]
    for id, t in now.items():
        old = then.get(id)
        if old is None:
            changes.append(
                Change(part="trials", id=id, what="new", words=_named(t) + _VERDICT + _VERDICTS[t.verdict])
            )
            continue
        if old.verdict is not t.verdict:
            words = _named(t) + _VERDICT + _VERDICTS[old.verdict] + Words.same(" → ") + _VERDICTS[t.verdict]
            why = tuple(
                w for w in (*old.to_settle, *t.to_settle) if (w in old.to_settle) != (w in t.to_settle)
            )
            changes.append(Change(part="trials", id=id, what=_what(t.verdict), words=words, why=why))
        if (old.status, old.sites) != (t.status, t.sites):
            changes.append(Change(part="trials", id=id, what="changed", words=_named(t) + _OTHERWISE_OPEN))
    return changes


def _named(trial: PlanTrial) -> Words:
    return Words.same(f"{trial.id.removeprefix('trial.')}, {trial.title.rstrip('.')}")


def _statements(before: Plan, after: Plan) -> list[Change]:
    """What the two plans say of the course of the illness and of who holds things together."""
    pairs = (
        (before.situation.progression, after.situation.progression),
        (before.failures.statement, after.failures.statement),
        (before.situation.coordinator, after.situation.coordinator),
    )
    return [
        Change(part="situation", id=now.id, what="changed", words=then.words + Words.same(" → ") + now.words)
        for then, now in pairs
        if then.words != now.words
    ]


def _verdicts(part: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> list[Change]:
    then = {e.id: e for e in before if e.verdict is Answer.YES}
    now = {e.id: e for e in after if e.verdict is Answer.YES}
    met = [Change(part=part, id=id, what="met", words=e.name) for id, e in now.items() if id not in then]
    over = [
        Change(part=part, id=id, what="no-longer-met", words=e.name)
        for id, e in then.items()
        if id not in now
    ]
    return [*met, *over]


def _questions(before: Plan, after: Plan) -> list[Change]:
    then = {f.key: f for f in before.to_find_out}
    now = {f.key: f for f in after.to_find_out}
    answered = [
        Change(part="to_find_out", id=k, what="gone", words=f.asks) for k, f in then.items() if k not in now
    ]
    asked = [
        Change(part="to_find_out", id=k, what="new", words=f.asks) for k, f in now.items() if k not in then
    ]
    return [*answered, *asked]
