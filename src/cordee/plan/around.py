"""What stands around the options: exceptions, triggers, warning signs, support, questions."""

from __future__ import annotations

from cordee.case.answer import Answer
from cordee.criteria import All, CaseView, Cited, Criterion, Proof, answer, explain, leaves
from cordee.criteria.leaves.tolerance import SymptomLeaf, ToxicityLeaf
from cordee.knowledge import Knowledge
from cordee.plan.model import Exception_, SupportOffer, TalkQuestion, TriggerMet, WarningSign
from cordee.plan.options import for_another_cancer

FELT = (SymptomLeaf, ToxicityLeaf)
"""What the person feels: a question drawn from it comes before one drawn from the illness."""
_ORDER = {Answer.YES: 0, Answer.UNKNOWN: 1, Answer.NO: 2}


def exceptions(knowledge: Knowledge, view: CaseView) -> tuple[Exception_, ...]:
    """Doors to cure that are open or may be: met and not-known-yet, never those that are closed."""
    found = []
    for e in knowledge.exceptions:
        if for_another_cancer(e.when, view):
            continue
        proof = explain(e.when, view)
        if proof.answer is not Answer.NO:
            found.append(
                Exception_(
                    id=e.id,
                    name=e.name,
                    verdict=proof.answer,
                    proof=proof,
                    says=e.says,
                    ask=e.ask,
                    plain=e.plain,
                    reviewed=e.reviewed,
                    sources=_ids(knowledge, e.id, e.sources),
                )
            )
    return tuple(sorted(found, key=lambda e: (_ORDER[e.verdict], e.id)))


def triggers(knowledge: Knowledge, view: CaseView) -> tuple[TriggerMet, ...]:
    """Reasons to call someone in: met first, then those a question would settle."""
    found = []
    for t in knowledge.triggers:
        proof = explain(t.when, view)
        if proof.answer is Answer.NO:
            continue
        found.append(
            TriggerMet(
                id=t.id,
                name=t.name,
                kind=t.kind,
                calls_for=t.calls_for,
                verdict=proof.answer,
                proof=proof,
                says=t.says,
                reviewed=t.reviewed,
                sources=_ids(knowledge, t.id, t.sources),
            )
        )
    return tuple(sorted(found, key=lambda t: (_ORDER[t.verdict], t.kind, t.id)))


def red_flags(knowledge: Knowledge, view: CaseView) -> tuple[WarningSign, ...]:
    """Warning signs that concern this person, or may: those for everyone come last among the met."""
    found = []
    for r in knowledge.red_flags:
        verdict = answer(r.when, view)
        if verdict is Answer.NO:
            continue
        sign = WarningSign(
            id=r.id,
            name=r.name,
            verdict=verdict,
            signs=r.signs,
            act=r.act,
            why=r.why,
            urgency=r.urgency,
            reviewed=r.reviewed,
            sources=_ids(knowledge, r.id, r.sources),
        )
        found.append((_ORDER[verdict], r.rank, _for_everyone(r.when), r.urgency != "now", r.id, sign))
    return tuple(entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1]))


def support(knowledge: Knowledge, view: CaseView) -> tuple[SupportOffer, ...]:
    """Support that a need calls for (met), that is offered to everyone, or that a question would settle."""
    found = []
    for s in knowledge.support:
        proof = explain(s.when, view)
        if proof.answer is Answer.NO:
            continue
        offer = SupportOffer(
            id=s.id,
            dimension=s.dimension,
            name=s.name,
            verdict=proof.answer,
            offers=s.offers,
            self_care=s.self_care,
            facts=met_facts(proof),
            reviewed=s.reviewed,
            sources=_ids(knowledge, s.id, s.sources),
        )
        found.append((_ORDER[proof.answer], _for_everyone(s.when), s.id, offer))
    return tuple(entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1]))


def questions(knowledge: Knowledge, view: CaseView) -> tuple[TalkQuestion, ...]:
    """Questions that fit this person, those drawn from their own situation first. A 'maybe' is not asked."""
    found = []
    for q in knowledge.questions:
        if answer(q.when, view) is Answer.YES:
            general = _for_everyone(q.when)
            felt = any(isinstance(leaf, FELT) for leaf in leaves(q.when))
            found.append(
                (
                    general,
                    not felt,
                    q.id,
                    TalkQuestion(id=q.id, asks=q.asks, of=view.name("role", q.of), verdict=Answer.YES),
                )
            )
    return tuple(entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1]))


def met_facts(proof: Proof) -> tuple[Cited, ...]:
    """The facts behind the parts of a proof that hold."""
    own = proof.facts if proof.answer is Answer.YES else ()
    return tuple(dict.fromkeys((*own, *(f for part in proof.parts for f in met_facts(part)))))


def _for_everyone(tree: Criterion) -> bool:
    return isinstance(tree, All) and not tree.of


def _ids(knowledge: Knowledge, entry: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(knowledge.source_id(entry, key) for key in keys)
