"""The options as the person reads them: a few, of each kind, in plain words; and how many more there are."""

from __future__ import annotations

import re

from cordee.case.answer import Answer
from cordee.plan.document import Block, Callout, Card, Item, Paragraph, Section, Text
from cordee.plan.figures import ROUTES, sourced
from cordee.plan.fixed import fixed
from cordee.plan.lay_proof import SIGNS
from cordee.plan.model import Plan, PlanOption
from cordee.plan.said import said, said_plainly
from cordee.terms import Words
from cordee.terms.words import join_words

MAX_OPTIONS = 5


def possible_section(plan: Plan, numbers: dict[str, int]) -> Section:
    """What the person and their team can talk over, doors to cure first."""
    blocks: list[Block] = [Paragraph(text=fixed("person.possible-lead"), quiet=True)]
    for e in plan.exceptions[:2]:
        blocks.append(
            Card(
                title=Text(e.name, (f"knowledge:{e.id}",)),
                verdict=SIGNS[e.verdict],
                badge=fixed("person.doors"),
                notes=(Item(text=sourced(e.plain or e.ask, e.sources, numbers), sign=""),),
            )
        )
    holding = plan.failures.holding
    if holding is not None:
        blocks.append(
            Callout(tone="moss", title=fixed("holding"), items=(Item(text=said_plainly(holding), sign=""),))
        )
    chosen, others = _chosen(plan)
    blocks += [_card(o, numbers) for o in chosen]
    if others:
        more = fixed("person.more", n=Words.same(str(others)))
        blocks.append(Paragraph(text=more, quiet=True))
    if plan.trials:
        count = Words.same(str(len(plan.trials) + (plan.more_trials or 0)))
        basis = tuple(b for t in plan.trials for b in said(t).basis)
        blocks.append(Paragraph(text=Text(fixed("person.trials", n=count).words, basis)))
    refused = {o.refused.words: f"fact:{o.refused.source}" for o in plan.options if o.refused is not None}
    if refused:
        items = (
            *(Item(text=Text(_to_you(words), (basis,)), sign="") for words, basis in refused.items()),
            Item(text=fixed("person.refused"), sign=""),
        )
        blocks.append(Callout(tone="glacier", title=fixed("badge.refused"), items=items))
    return Section(id="possible", title=fixed("person.possible"), blocks=tuple(blocks))


def _to_you(refusal: Words) -> Words:
    """The refusal said to the person: 'Vous ne souhaitez pas : …'."""
    what = Words(
        refusal.fr.partition("\u202f: ")[2] or refusal.fr, refusal.en.partition(": ")[2] or refusal.en
    )
    return fixed("person.refusal", what=what).words


def _chosen(plan: Plan) -> tuple[list[PlanOption], int]:
    """What can be talked over, and how many more there are: open options, one of each kind before a second of any, in
    the plan's own order; then those an answer away; care without tumour treatment always among them."""
    wanted = [
        o for o in plan.options if o.refused is None and o.verdict is not Answer.NO and not o.if_it_happens
    ]
    always = [o for o in wanted if o.family == "no-tumour-directed-treatment"]
    rest = [o for o in wanted if o not in always]
    hidden = [
        o for o in rest if plan.priority == "comfort" and o.verdict is Answer.UNKNOWN and o.aim != "relieve"
    ]
    rest = [
        o for o in rest if o not in hidden
    ]  # comfort first: open questions about other aims are counted, not pushed
    ranked = sorted(
        enumerate(rest),
        key=lambda p: (p[1].verdict is Answer.UNKNOWN, _nth_of_its_family(rest, p[0]), p[0]),
    )
    room = MAX_OPTIONS - len(always)
    return [o for _, o in ranked[:room]] + always, max(0, len(ranked) - room) + len(hidden)


def _nth_of_its_family(options: list[PlanOption], i: int) -> int:
    same = (o for o in options[:i] if o.family == options[i].family and o.verdict is options[i].verdict)
    return sum(1 for _ in same)


def _cautioned(o: PlanOption) -> bool:
    return any(c.verdict is Answer.YES for c in o.cautions)


def _card(o: PlanOption, numbers: dict[str, int]) -> Card:
    notes = [Item(text=sourced(o.plain, o.sources, numbers), sign="")]
    routes = (
        []
        if o.family == "trial"
        else [ROUTES[r] for r in (o.burden.route if o.burden else ()) if ROUTES[r].fr]
    )
    if routes:
        how = Words("Comment\u202f: ", "How: ") + join_words(routes, ", ") + Words.same(".")
        notes.append(Item(text=sourced(how, o.sources, numbers), sign=""))
    if _cautioned(o) and o.family != "no-tumour-directed-treatment":
        notes.append(Item(text=fixed("person.caution"), sign="caution"))
    always = o.family == "no-tumour-directed-treatment"
    badge = fixed("badge.always" if always else "badge.yes" if o.verdict is Answer.YES else "badge.unknown")
    return Card(
        title=Text(_without_trade_words(o.name), (f"knowledge:{o.id}",)),
        verdict=SIGNS[o.verdict],
        badge=badge,
        notes=tuple(notes),
    )


_TRADE = re.compile(r"\s*\([^)]*[A-Z]{2}[^)]*\)")


def _without_trade_words(name: Words) -> Words:
    """An option's name without what stands in brackets for the trade: '(HR+)', '(HER2 3+)', '(RCP moléculaire)'."""
    return Words(_TRADE.sub("", name.fr), _TRADE.sub("", name.en))
