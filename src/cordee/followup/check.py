"""What may not ship: a rule without a source, a text in one language, a question nobody is asked, a worse answer that
would lower the level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cordee.criteria.tree import Criterion, NoneOf
from cordee.followup.content import FollowUp
from cordee.followup.leaves import AnswerLeaf, ReportLeaf
from cordee.followup.question import Question
from cordee.followup.rule import Rule
from cordee.knowledge.check import Complaint, check_words
from cordee.knowledge.reachable import why_unreachable

_CALLS = re.compile(r"(?i)appel|112|\bcall\b|\bcalled\b")


def check_followup(content: FollowUp) -> tuple[Complaint, ...]:
    """Every complaint about `content`; none means it may ship."""
    found = [Complaint("followup", where, problem) for where, problem in _complaints(content)]
    return tuple(dict.fromkeys(found))


def _complaints(content: FollowUp) -> Iterator[tuple[str, str]]:
    for question in content.questions.values():
        yield from ((question.id, problem) for problem in _question(question, content))
    for part in content.sets:
        yield from ((part.id, problem) for problem in _set(part.id, content))
    yield from ((id, "this id stands more than once") for id in _twice(content))
    for rule in content.rules:
        yield from ((rule.id, problem) for problem in _rule(rule, content))
    used = {key for written in content.written for key in written.sources}
    for key, source in content.sources.items():
        if key not in used:
            yield f"source {key}", "no rule uses it"
        if not source.seen.strip():
            yield f"source {key}", "'seen' does not say how it was seen"
        if not (source.pmid or source.doi or source.url or source.legal or source.abstract):
            yield f"source {key}", "needs a pmid, doi, url, legal text or abstract number"


def _twice(content: FollowUp) -> Iterator[str]:
    for ids in ([r.id for r in content.rules], [s.id for s in content.sets]):
        yield from (id for id, count in Counter(ids).items() if count > 1)


def _question(question: Question, content: FollowUp) -> Iterator[str]:
    yield from check_words(question)
    if not any(question.id in part.questions for part in content.sets):
        yield "no set asks it"
    if len(question.steps) != 5:
        yield f"it has {len(question.steps)} steps: there are five"
    if question.kind == "number" and None in (question.unit, question.least, question.most):
        yield "a number needs its unit and its bounds"
    if (question.kind == "ticks") != bool(question.ticks):
        yield "a list to tick, and nothing else, has things to tick"
    for symptom in (question.symptom, *(t.symptom for t in question.ticks)):
        if symptom is not None and content.terms.get("symptom", symptom) is None:
            yield f"'{symptom}' is no symptom"
    for gate in question.gates:
        if gate.question not in content.questions:
            yield f"it waits for '{gate.question}', which does not exist"


def _set(id: str, content: FollowUp) -> Iterator[str]:
    part = content.set(id)
    assert part is not None
    yield from check_words(part)
    unknown = [q for q in part.questions if q not in content.questions]
    yield from (f"'{q}' is not a question" for q in unknown)
    if unknown:
        return
    asked = content.question_set(("core", id) if content.set("core") and id != "core" else (id,)).questions
    before: set[str] = set()
    for question in asked:
        late = [g.question for g in question.gates if g.question not in before]
        yield from (f"'{question.id}' is put before '{gate}', which it waits for" for gate in late)
        before.add(question.id)
    if why := why_unreachable(part.applies, content.terms):
        yield f"it can concern nobody: {why}"


def _rule(rule: Rule, content: FollowUp) -> Iterator[str]:
    yield from check_words((rule.name, rule.do, rule.why))
    if not rule.sources:
        yield "no source"
    if why := why_unreachable(rule.when, content.terms):
        yield f"its condition can never hold: {why}"
    if any("{" in text for words in (rule.name, rule.do, rule.why) for text in (words.fr, words.en)):
        yield "a text with a gap that nothing fills"
    for words in (rule.name, rule.do, rule.why):
        if _figures(words.fr) != _figures(words.en):
            yield f"French and English do not give the same figures: '{words.fr[:40]}…'"
    if rule.level == "red":
        if not (_CALLS.search(rule.do.fr) and _CALLS.search(rule.do.en)):
            yield "a red that does not say to call"
        optional = {q.id for q in content.questions.values() if q.optional}
        asked = {id for leaf in _report_leaves(rule.when) for id in leaf.asked()}
        yield from (f"a red rests on '{id}', which may be left out" for id in sorted(asked & optional))
    yield from _backwards(rule.when, positive=True)


def _figures(text: str) -> list[str]:
    return sorted(figure.replace(",", ".") for figure in re.findall(r"\d+(?:[.,]\d+)?", text))


def _report_leaves(tree: Criterion) -> Iterator[ReportLeaf]:
    if isinstance(tree, ReportLeaf):
        yield tree
    else:
        for part in getattr(tree, "of", ()):
            yield from _report_leaves(part)


def _backwards(tree: Criterion, *, positive: bool) -> Iterator[str]:
    """A worse answer must never lower the level: what a rule asks of a report only ever grows with it."""
    if isinstance(tree, ReportLeaf):
        if not positive:
            yield "'none' over an answer: a worse answer could lower the level"
        elif isinstance(tree, AnswerLeaf) and tree.at_most is not None:
            yield "'at_most': a worse answer could lower the level"
        return
    for part in getattr(tree, "of", ()):
        yield from _backwards(part, positive=positive != isinstance(tree, NoneOf))
