"""The options of a plan as the clinician's page lays them out: groups of cards and lines, with what was decided about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from cordee.case import Case
from cordee.plan import Plan
from cordee.plan.document import Block, Bullets, Card, Document, Heading, Item, Section, Text
from cordee.plan.fixed import fixed
from cordee.plan.render.wording import own_notes
from cordee.plan.voices import document_for
from cordee.service.plans.models import Choice

FEW = 8
"""A group of lines longer than this opens on demand, on a page of its own where there is no script."""

BESIDE = ("find-out", "triggers", "trials", "questions")
APART = ("climb", "options", "support", "sources", *BESIDE)


@dataclass(frozen=True)
class OptionCard:
    """An option laid out in full. `notes` hold benefit, burden and cautions."""

    id: str
    title: Text
    verdict: str
    badge: Text
    subtitle: Text | None
    proof: tuple[Item, ...]
    notes: tuple[Item, ...]
    choice: Choice | None


@dataclass(frozen=True)
class OptionLine:
    """An option in one line: what stands beside it says why."""

    id: str
    item: Item
    choice: Choice | None


@dataclass(frozen=True)
class Group:
    """Options under one heading. `slug` names the page of its lines; `folded` when they are too many to show at once."""

    slug: str
    title: Text
    cards: tuple[OptionCard, ...]
    lines: tuple[OptionLine, ...]

    @property
    def folded(self) -> bool:
        """Whether the lines open on demand."""
        return len(self.lines) > FEW

    @property
    def count(self) -> int:
        """How many options."""
        return len(self.cards) + len(self.lines)


@dataclass(frozen=True)
class Panel:
    """One of the four dimensions of support, and what is offered in it."""

    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class PlanShown:
    """The page of a plan: sections above, beside and below the options, and the options in groups."""

    title: Text
    document: Document
    main: tuple[Section, ...]
    beside: tuple[Section, ...]
    support: tuple[Panel, ...]
    support_title: Text
    below: tuple[Section, ...]
    options_title: Text
    before_options: tuple[Any, ...]
    groups: tuple[Group, ...]
    sources: Section | None


def plan_shown(plan: Plan, case: Case, choices: Mapping[str, Choice]) -> PlanShown:
    """The clinician's document of `plan`, taken apart for the page."""
    document = document_for(plan, case, "clinician")
    by_id = {section.id: section for section in document.sections}
    families = {o.id: o.family for o in plan.options}
    lead, groups = _groups(by_id["options"], choices, families) if "options" in by_id else ((), ())
    upper = ("situation", "failures", "exceptions")
    return PlanShown(
        title=fixed("title.clinician"),
        document=document,
        main=tuple(by_id[id] for id in upper if id in by_id),
        beside=tuple(by_id[id] for id in BESIDE if id in by_id),
        support=_panels(by_id["support"]) if "support" in by_id else (),
        support_title=fixed("section.support"),
        below=tuple(s for s in document.sections if s.id not in (*upper, *APART)),
        options_title=fixed("section.options"),
        before_options=lead,
        groups=groups,
        sources=by_id.get("sources"),
    )


def _panels(section: Section) -> tuple[Panel, ...]:
    """What stands under each heading of a section."""
    panels: list[Panel] = []
    for block in section.blocks:
        if isinstance(block, Heading):
            panels.append(Panel(block.text, ()))
        elif panels:
            panels[-1] = Panel(panels[-1].title, (*panels[-1].blocks, block))
    return tuple(panels)


def _groups(
    section: Section, choices: Mapping[str, Choice], families: Mapping[str, str]
) -> tuple[tuple[Any, ...], tuple[Group, ...]]:
    """What stands before the first heading, and a group for each heading."""
    lead: list[Any] = []
    groups: list[Group] = []
    for block in section.blocks:
        if isinstance(block, Heading):
            groups.append(Group(slug=_slug(block.text), title=block.text, cards=(), lines=()))
        elif not groups:
            lead.append(block)
        elif isinstance(block, Card):
            group = groups[-1]
            cards = (*group.cards, _card(block, choices))
            groups[-1] = Group(group.slug, group.title, cards, group.lines)
        elif isinstance(block, Bullets):
            group = groups[-1]
            lines = tuple(_line(item, choices) for item in block.items)
            groups[-1] = Group(group.slug, group.title, group.cards, (*group.lines, *lines))
    return tuple(lead), tuple(_by_family(group, families) for group in groups)


def _by_family(group: Group, families: Mapping[str, str]) -> Group:
    """Cards of one family together, families in the order of their first card."""
    order: dict[str, int] = {}
    for card in group.cards:
        order.setdefault(families.get(card.id, ""), len(order))
    cards = sorted(group.cards, key=lambda card: order[families.get(card.id, "")])
    return Group(group.slug, group.title, tuple(cards), group.lines)


def _slug(heading: Text) -> str:
    """'set-aside' for the heading whose basis is 'fixed:heading.set-aside'."""
    return heading.basis[0].rpartition(".")[2]


def _option_id(text: Text) -> str:
    return next((b.partition(":")[2] for b in text.basis if b.startswith("knowledge:")), "")


def _card(card: Card, choices: Mapping[str, Choice]) -> OptionCard:
    id = _option_id(card.title)
    notes = tuple(
        msgspec.structs.replace(
            item, text=msgspec.structs.replace(item.text, notes=own_notes(item.text, card.title))
        )
        for item in card.notes
    )
    return OptionCard(
        id, card.title, card.verdict, card.badge, card.subtitle, card.proof, notes, choices.get(id)
    )


def _line(item: Item, choices: Mapping[str, Choice]) -> OptionLine:
    id = _option_id(item.text)
    return OptionLine(id, item, choices.get(id))
