"""Why, why not, and what would change it: one entry of knowledge against one case, in full."""

from __future__ import annotations

from datetime import date

from cordee.case import Case, PartialDate
from cordee.case.answer import Answer
from cordee.criteria import CaseView, Proof, explain
from cordee.files.fault import BadInput
from cordee.files.near import close_matches
from cordee.knowledge import Entry, Knowledge, Question, load_knowledge
from cordee.knowledge.pack import label
from cordee.plan.clinician_options import option_card
from cordee.plan.document import Block, Bullets, Card, Document, Item, Section, Sign, Text
from cordee.plan.figures import sourced
from cordee.plan.fixed import fixed
from cordee.plan.lay_proof import SIGNS, proof_items
from cordee.plan.options import considered, lay_out
from cordee.response.figures import day
from cordee.terms import Terms, Words, load_terms

_BADGES = {Answer.YES: "badge.yes", Answer.NO: "badge.no", Answer.UNKNOWN: "badge.unknown"}


def why(
    case: Case, id: str, on: date, *, knowledge: Knowledge | None = None, terms: Terms | None = None
) -> Document:
    """The full proof of entry `id` for `case` on `on`. Raises BadInput naming the nearest ids when there is none."""
    terms = terms or load_terms()
    knowledge = knowledge or load_knowledge()
    entry = knowledge.entry(id)
    if entry is None:
        known = [e.id for p in knowledge.packs for e in p.entries()]
        near = close_matches(id, known, n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else " `cordee knowledge list` shows them."
        raise BadInput.at(id, "", "no entry of knowledge has this id.", hint.strip())
    view = CaseView(case.in_order(), on, terms)
    sources = _sources_of(knowledge, entry)
    numbers = {s: i for i, s in enumerate(sources, 1)}
    proof = explain(entry.when, view)
    rule = f"knowledge:{id}"
    name = label(entry)
    card = Card(
        title=Text(name, (rule,)),
        verdict=SIGNS[proof.answer],
        badge=fixed(_BADGES[proof.answer]),
        proof=proof_items(proof, rule),
    )
    kept, _ = considered(knowledge, view)
    mine = [c for c in kept if c.option.id == id]
    if mine:
        (laid,) = lay_out(knowledge, mine, view, None, {})
        full = option_card(laid, numbers)
        card = Card(
            title=full.title,
            verdict=full.verdict,
            badge=full.badge,
            subtitle=full.subtitle,
            proof=card.proof,
            notes=full.notes,
        )
    blocks: list[Block] = [card]
    if entry.review == "not reviewed":
        blocks.append(Bullets(items=(Item(text=fixed("note.not-reviewed"), sign="caution"),)))
    sign: Sign = "unknown" if proof.answer is Answer.UNKNOWN else "dot"
    blocks.append(Bullets(items=tuple(Item(text=t, sign=sign) for t in _what_would_change(proof))))
    listed = tuple(
        Item(text=sourced(Words.same(_reference(knowledge, s)), (s,), {}), sign="") for s in sources
    )
    sections = [Section(id="why", title=fixed("section.why"), blocks=tuple(blocks))]
    if listed:
        sections.append(
            Section(
                id="sources", title=fixed("section.sources"), blocks=(Bullets(items=listed, numbered=True),)
            )
        )
    return Document(
        audience="clinician",
        title=Text(Words.same(id), (rule,)),
        subtitle=fixed("subtitle.clinician", day=day(PartialDate.of(on))),
        facts=(),
        sections=tuple(sections),
        foot=fixed("foot.short"),
    )


def _reference(knowledge: Knowledge, id: str) -> str:
    s = knowledge.source(id)
    return f"{s.title.rstrip('.')}. {s.reference}. ({s.seen})"


def _what_would_change(proof: Proof) -> list[Text]:
    """What would settle each leaf on which the answer still hangs, once. Below a part that is settled nothing does."""
    asks = {p.settle.key: p.settle.asks for p in _open_leaves(proof) if p.settle}
    return [Text(words, (f"unknown:{key}",)) for key, words in asks.items()] or [fixed("why.settled")]


def _open_leaves(proof: Proof) -> list[Proof]:
    if proof.answer is not Answer.UNKNOWN:
        return []
    return [leaf for part in proof.parts for leaf in _open_leaves(part)] if proof.parts else [proof]


def _sources_of(knowledge: Knowledge, entry: Entry | Question) -> list[str]:
    """The sources of an entry, its figures and its cautions, in order of first mention."""
    own = [knowledge.source_id(entry.id, key) for key in entry.sources]
    o = knowledge.resolved.get(entry.id)
    if o is not None:
        figures = (*o.evidence, *o.benefit, *((o.burden,) if o.burden else ()))
        own += [f.source for f in figures if f.source]
        own += [source for caution in o.cautions for source in caution.sources]
    return list(dict.fromkeys(own))
