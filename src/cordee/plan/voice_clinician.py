"""The clinician's voice: terse, standard terms, figures with source and date."""

from __future__ import annotations

from cordee.case import PartialDate
from cordee.case.answer import Answer
from cordee.plan.cited import cited_only
from cordee.plan.clinician_options import options_section
from cordee.plan.document import (
    Block,
    Bullets,
    Callout,
    Card,
    Climb,
    Document,
    Heading,
    Item,
    Paragraph,
    Section,
    Sign,
    Text,
)
from cordee.plan.figures import sourced
from cordee.plan.fixed import fixed
from cordee.plan.lay_proof import SIGNS, facts_text, proof_items
from cordee.plan.lay_time import time_items
from cordee.plan.model import Plan, Statement, ToFindOut
from cordee.plan.said import said
from cordee.plan.sentence import sentence
from cordee.response.figures import day
from cordee.terms import Words
from cordee.terms.words import join_words

MAX_FIND_OUT = 7
MAX_SUPPORT_A_DIMENSION = 4
MAX_QUESTIONS = 8


def clinician_document(plan: Plan, name: str | None = None) -> Document:
    """The plan for the team. `name` heads it when given."""
    numbers = {s.id: i for i, s in enumerate(plan.sources, 1)}
    on = day(PartialDate.of(plan.situation.on))
    title = fixed("title.clinician")
    if name:
        title = Text(
            Words.same(name) + Words.same(" · ") + title.words,
            (*said(plan.situation.person).basis, *title.basis),
        )
    sections = [
        _situation(plan),
        Section(id="climb", title=fixed("section.climb"), blocks=(Climb(caption=fixed("section.climb")),)),
        _failures(plan),
        _exceptions(plan, numbers),
        options_section(plan, numbers),
        _find_out(plan),
        _trials(plan),
        _triggers(plan, numbers),
        _support(plan, numbers),
        _red_flags(plan, numbers),
        _questions(plan),
        *_time(plan, numbers),
        _sources(plan),
    ]
    document = Document(
        audience="clinician",
        title=title,
        subtitle=fixed("subtitle.clinician", day=on),
        facts=_header(plan),
        sections=tuple(s for s in sections if s.blocks),
        foot=fixed("foot.clinician", note=plan.knowledge.says),
        on=plan.situation.on,
    )
    return cited_only(document)


def _joined(statements: tuple[Statement, ...]) -> Text:
    texts = [said(s) for s in statements]
    return Text(join_words([t.words for t in texts], " · "), tuple(b for t in texts for b in t.basis))


def _row(label: str, text: Text, sign: Sign = "") -> Item:
    return Item(text=fixed(f"label.{label}"), aside=text, sign=sign)


def _header(plan: Plan) -> tuple[Item, ...]:
    s = plan.situation
    return (
        _row("person", said(s.person)),
        _row("illness", _joined(s.illness)),
        _row("coordinator", said(s.coordinator), "unknown" if s.coordinator.unknown else ""),
        _row("wishes", _joined(s.wishes), "unknown" if s.wishes[0].unknown else ""),
    )


def _situation(plan: Plan) -> Section:
    s = plan.situation
    items = [
        _row("spread", _joined(s.spread)),
        _row("condition", _joined(s.condition)),
        _row("biology", _joined(s.biology)),
        _row("progression", said(s.progression)),
    ]
    if s.team:
        items.append(_row("team", _joined(s.team)))
    items += [Item(text=said(c), sign="caution") for c in s.conflicts]
    return Section(id="situation", title=fixed("section.situation"), blocks=(Bullets(items=tuple(items)),))


def _failures(plan: Plan) -> Section:
    blocks: list[Block] = [Paragraph(text=said(plan.failures.statement))]
    items = []
    for line in plan.failures.lines:
        number = Words.same(f"{line.number}. ") if line.number else Words("", "")
        text = said(line.statement)
        sign: Sign = "no" if line.failed is Answer.YES else "yes" if line.failed is Answer.NO else "unknown"
        items.append(Item(text=Text(number + sentence(text.words), text.basis), sign=sign))
        items += [Item(text=said(e), depth=1) for e in line.evidence]
    if items:
        blocks.append(Bullets(items=tuple(items)))
    return Section(id="failures", title=fixed("section.failures"), blocks=tuple(blocks))


def _exceptions(plan: Plan, numbers: dict[str, int]) -> Section:
    blocks: list[Block] = []
    for e in plan.exceptions:
        ask = sourced(e.ask, e.sources, numbers)
        notes = (
            Item(text=sourced(e.says, e.sources, numbers)),
            Item(
                text=Text(
                    fixed("note.ask").words + Words("\u202f: ", ": ") + ask.words, ask.basis, ask.notes
                ),
                sign="caution",
            ),
        )
        blocks.append(
            Card(
                title=Text(e.name, (f"knowledge:{e.id}",)),
                verdict=SIGNS[e.verdict],
                badge=fixed("badge.yes" if e.verdict is Answer.YES else "badge.unknown"),
                proof=proof_items(e.proof, f"knowledge:{e.id}"),
                notes=notes,
            )
        )
    return Section(
        id="exceptions",
        title=fixed("section.exceptions"),
        blocks=tuple(blocks) or (Paragraph(text=fixed("exceptions.none"), quiet=True),),
    )


def find_out_text(f: ToFindOut) -> Text:
    """What to find out, and how many options its answer concerns."""
    opens, closes, touches = len(f.opens), len(f.closes), len(f.touches)
    parts = []
    if opens:
        parts.append(Words(f"peut en ouvrir {opens}", f"may open {opens}"))
    if closes:
        parts.append(Words(f"peut en fermer {closes}", f"may close {closes}"))
    concern = Words(
        f"concerne {touches} option{'s' if touches > 1 else ''}",
        f"concerns {touches} option{'s' if touches > 1 else ''}",
    )
    return Text(join_words([concern, *parts]), (f"unknown:{f.key}",))


def _find_out(plan: Plan) -> Section:
    items = tuple(
        Item(text=Text(f.asks, (f"unknown:{f.key}",)), aside=find_out_text(f), sign="")
        for f in plan.to_find_out[:MAX_FIND_OUT]
    )
    block: Block = (
        Bullets(items=items, numbered=True) if items else Paragraph(text=fixed("find-out.none"), quiet=True)
    )
    return Section(id="find-out", title=fixed("section.find-out"), blocks=(block,))


def _trials(plan: Plan) -> Section:
    items = tuple(Item(text=said(t), sign=SIGNS[t.verdict]) for t in plan.trials)
    missing = "trials.none" if plan.more_trials is None else "trials.no-match"
    block: Block = Bullets(items=items) if items else Paragraph(text=fixed(missing), quiet=True)
    more: tuple[Block, ...] = (Paragraph(text=fixed("trials.more"), quiet=True),) if plan.more_trials else ()
    return Section(id="trials", title=fixed("section.trials"), blocks=(block, *more))


def _triggers(plan: Plan, numbers: dict[str, int]) -> Section:
    met = [t for t in plan.triggers if t.verdict is Answer.YES]
    asked = [t for t in plan.triggers if t.verdict is Answer.UNKNOWN]
    items = [
        Item(text=sourced(t.name + Words("\u202f: ", ": ") + t.says, t.sources, numbers), sign="yes")
        for t in met
    ]
    if asked:
        listed = join_words([t.name for t in asked], ", ")
        basis = tuple(f"unknown:{t.id}" for t in asked)
        items.append(
            Item(
                text=Text(fixed("badge.unknown").words + Words("\u202f: ", ": ") + listed, basis),
                sign="unknown",
            )
        )
    return Section(
        id="triggers", title=fixed("section.triggers"), blocks=(Bullets(items=tuple(items)),) if items else ()
    )


def _support(plan: Plan, numbers: dict[str, int]) -> Section:
    blocks: list[Block] = []
    for dimension in ("physical", "emotional", "social", "spiritual"):
        offers = [s for s in plan.support if s.dimension == dimension and s.verdict is Answer.YES]
        if not offers:
            continue
        items = []
        for s in offers[:MAX_SUPPORT_A_DIMENSION]:
            words = s.name + Words("\u202f: ", ": ") + s.offers
            items.append(Item(text=sourced(words, s.sources, numbers), aside=facts_text(s.facts)))
        if offers[MAX_SUPPORT_A_DIMENSION:]:
            rest = offers[MAX_SUPPORT_A_DIMENSION:]
            items.append(
                Item(text=Text(join_words([s.name for s in rest]), tuple(f"knowledge:{s.id}" for s in rest)))
            )
        blocks += [Heading(fixed(f"dimension.{dimension}")), Bullets(items=tuple(items))]
    return Section(id="support", title=fixed("section.support"), blocks=tuple(blocks))


def _red_flags(plan: Plan, numbers: dict[str, int]) -> Section:
    items = tuple(
        Item(text=sourced(r.name + Words("\u202f: ", ": ") + r.why, r.sources, numbers), sign="caution")
        for r in plan.red_flags
        if r.verdict is Answer.YES
    )
    return Section(
        id="red-flags", title=fixed("section.red-flags"), blocks=(Bullets(items=items),) if items else ()
    )


def _questions(plan: Plan) -> Section:
    items = []
    for q in plan.questions[:MAX_QUESTIONS]:
        rule = (f"knowledge:{q.id}",)
        items.append(Item(text=Text(q.asks, rule), aside=Text(q.of, rule)))
    blocks: tuple[Block, ...] = (Bullets(items=tuple(items)),) if items else ()
    return Section(id="questions", title=fixed("section.questions"), blocks=blocks)


def _time(plan: Plan, numbers: dict[str, int]) -> tuple[Section, ...]:
    t = plan.survival
    if t is None:
        return ()
    scenarios = Callout(tone="glacier", title=fixed("section.time"), items=time_items(plan, numbers))
    caution = Paragraph(text=sourced(t.caution, t.sources, numbers))
    return (Section(id="time", title=fixed("section.time"), blocks=(scenarios, caution)),)


def _sources(plan: Plan) -> Section:
    items = tuple(
        Item(text=Text(Words.same(f"{s.title.rstrip('.')}. {s.reference}"), (f"source:{s.id}",)), sign="")
        for s in plan.sources
    )
    return Section(
        id="sources",
        title=fixed("section.sources"),
        blocks=(Bullets(items=items, numbered=True),) if items else (),
    )
