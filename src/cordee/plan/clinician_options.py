"""The options as the team reads them: cards for what is open or near, one line for the rest."""

from __future__ import annotations

from cordee.case.answer import Answer
from cordee.plan.document import Block, Bullets, Callout, Card, Heading, Item, Paragraph, Section, Text
from cordee.plan.families import AIMS, FAMILIES
from cordee.plan.figures import benefit_words, burden_words, evidence_words, sourced
from cordee.plan.fixed import fixed
from cordee.plan.lay_proof import SIGNS, facts_text, proof_items
from cordee.plan.model import Plan, PlanOption, Statement
from cordee.plan.said import said
from cordee.terms import Words
from cordee.terms.words import join_words

MAX_CARDS_OPEN = 8
"""Open options laid out in full; the others keep one line each, with their evidence."""
NO_TUMOUR_TREATMENT = "no-tumour-directed-treatment"
MAX_CARDS_TO_CLARIFY = 6
"""Options to clarify that are laid out in full; the others keep one line each, with what would settle them."""
MAX_FIGURES = 4


def options_section(plan: Plan, numbers: dict[str, int]) -> Section:
    """Every option once: open, to clarify, ready if it happens, refused, set aside."""
    wanted = [o for o in plan.options if o.refused is None]
    open_ = [o for o in wanted if o.verdict is Answer.YES]
    clarify = [o for o in wanted if o.verdict is Answer.UNKNOWN and not o.if_it_happens]
    ready = [o for o in wanted if o.if_it_happens]
    aside = [o for o in wanted if o.verdict is Answer.NO]
    refused = [o for o in plan.options if o.refused is not None]
    blocks: list[Block] = []
    unread = sum(1 for o in plan.options if not o.reviewed)
    if unread:
        share = Words.same(f"{unread}/{len(plan.options)}")
        blocks.append(Paragraph(text=fixed("options.not-reviewed", share=share), quiet=True))
    if plan.failures.holding is not None:
        blocks.append(
            Callout(
                tone="moss", title=fixed("holding"), items=(Item(text=said(plan.failures.holding), sign=""),)
            )
        )
    if open_:
        cards, lines = _laid_out_in_full(open_)
        blocks += [Heading(fixed("heading.open")), *(option_card(o, numbers) for o in cards)]
        if lines:
            blocks += [
                Heading(fixed("heading.more-open")),
                Bullets(items=tuple(_open_line(o) for o in lines)),
            ]
    if clarify:
        blocks += [
            Heading(fixed("heading.to-clarify")),
            *(option_card(o, numbers) for o in clarify[:MAX_CARDS_TO_CLARIFY]),
        ]
    if clarify[MAX_CARDS_TO_CLARIFY:]:
        blocks += [
            Heading(fixed("heading.more-to-clarify")),
            Bullets(items=tuple(_one_line(o, Answer.UNKNOWN) for o in clarify[MAX_CARDS_TO_CLARIFY:])),
        ]
    if ready:
        kept = tuple(_one_line(o, Answer.UNKNOWN) for o in ready)
        blocks += [Heading(fixed("heading.if-it-happens")), Bullets(items=kept)]
    if refused:
        items = tuple(
            Item(text=Text(o.name, (f"knowledge:{o.id}",)), sign="no", aside=_refusal(o)) for o in refused
        )
        blocks += [Heading(fixed("heading.refused")), Bullets(items=items)]
    if aside:
        blocks += [
            Heading(fixed("heading.set-aside")),
            Bullets(items=tuple(_one_line(o, Answer.NO) for o in aside)),
        ]
    return Section(id="options", title=fixed("section.options"), blocks=tuple(blocks))


def _laid_out_in_full(open_: list[PlanOption]) -> tuple[list[PlanOption], list[PlanOption]]:
    """The open options that get a card, and those that get a line. Care without tumour treatment always has its card."""
    always = [o for o in open_ if o.family == NO_TUMOUR_TREATMENT]
    others = [o for o in open_ if o.family != NO_TUMOUR_TREATMENT]
    cards = others[: MAX_CARDS_OPEN - len(always)]
    return [o for o in open_ if o in cards or o in always], others[len(cards) :]


def _open_line(o: PlanOption) -> Item:
    """An open option in one line: its family, aim and evidence; `cordee explain` and the JSON hold the rest."""
    words = FAMILIES[o.family] + Words.same(" · ") + AIMS[o.aim]
    evidence = evidence_words(o.evidence, o.approvals)
    if evidence.fr:
        words += Words.same(" · ") + evidence
    aside = Text(words, tuple(f"source:{s}" for s in o.sources))
    return Item(text=Text(o.name, (f"knowledge:{o.id}",)), sign="yes", aside=aside)


def _refusal(o: PlanOption) -> Text | None:
    return facts_text((o.refused,)) if o.refused else None


def option_card(o: PlanOption, numbers: dict[str, int]) -> Card:
    """One option in full."""
    rule = f"knowledge:{o.id}"
    always = o.family == "no-tumour-directed-treatment"
    badge = fixed("badge.always" if always else f"badge.{o.verdict.value}")
    subtitle = FAMILIES[o.family] + Words.same(" · ") + AIMS[o.aim]
    evidence = evidence_words(o.evidence, o.approvals)
    if evidence.fr:
        subtitle += Words.same(" · ") + evidence
    notes: list[Item] = []
    if o.benefit:
        label = fixed("note.benefit").words + Words("\u202f: ", ": ")
        shown = o.benefit[:MAX_FIGURES]
        parts = join_words([benefit_words(b) for b in shown], "\u202f; ")
        notes.append(
            Item(
                text=sourced(
                    label + Words(parts.fr, parts.en.replace("\u202f; ", "; ")),
                    tuple(b.source for b in shown),
                    numbers,
                )
            )
        )
    if o.burden and (asked := burden_words(o.burden)).fr:
        label = fixed("note.burden").words + Words("\u202f: ", ": ")
        notes.append(
            Item(text=sourced(label + asked, (o.burden.source,) if o.burden.source else o.sources, numbers))
        )
    for offer in o.offers:
        notes.append(Item(text=sourced(offer, o.sources, numbers)))
    if o.ask:
        notes.append(
            Item(text=sourced(fixed("note.ask").words + Words("\u202f: ", ": ") + o.ask, o.sources, numbers))
        )
    notes += [_caution(c.verdict, c.statement, numbers) for c in o.cautions]
    return Card(
        title=Text(o.name, (rule,), tuple(sorted({numbers[s] for s in o.sources if s in numbers}))),
        verdict="yes" if always else SIGNS[o.verdict],
        badge=badge,
        subtitle=Text(subtitle, tuple(f"source:{s}" for s in o.sources) or (rule,)),
        proof=proof_items(o.proof, rule),
        notes=tuple(notes),
    )


def _caution(verdict: Answer, s: Statement, numbers: dict[str, int]) -> Item:
    label = fixed("note.caution" if verdict is Answer.YES else "note.check-before").words + Words(
        "\u202f: ", ": "
    )
    return Item(
        text=sourced(label + s.words, s.sources, numbers),
        sign="caution" if verdict is Answer.YES else "unknown",
    )


def _one_line(o: PlanOption, why: Answer) -> Item:
    """An option and the conditions that made its answer."""
    found = proof_items(o.proof, f"knowledge:{o.id}", only=why)
    told: dict[Words, Item] = {}
    for i in found:
        if i.aside is not None or i.text.words not in _HEADS:
            told.setdefault(i.aside.words if i.aside and why is Answer.UNKNOWN else i.text.words, i)
    parts = list(told)[:2]
    items = [told[words] for words in parts]
    basis = tuple(b for i in items for b in (*i.text.basis, *(i.aside.basis if i.aside else ())))
    joined = join_words(parts, "\u202f; ")
    aside = Text(Words(joined.fr, joined.en.replace("\u202f; ", "; ")), basis) if parts else None
    return Item(text=Text(o.name, (f"knowledge:{o.id}",)), sign=SIGNS[why], aside=aside)


_HEADS = (Words("l’une de ces conditions", "one of these"),)
"""Lines that only open a list of alternatives: they say nothing alone."""
