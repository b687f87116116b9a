"""A document as plain data for the typesetter: every text already in one language, every block with its kind."""

from __future__ import annotations

from typing import Any

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
    Table,
    Text,
)
from cordee.plan.render.wording import (
    MARKS,
    SIGN_WORDS,
    beside,
    headline,
    notes_label,
    own_notes,
    shown_notes,
    spoken,
)
from cordee.terms import Lang, Words

PAGE = Words("page", "page")

Data = dict[str, Any]


def printed(document: Document, lang: Lang) -> Data:
    """The whole document: `title`, `subtitle`, `facts`, `sections` (each with `blocks`), `foot`."""
    laid = _Printed(document, lang)
    return {
        "audience": document.audience,
        "lang": lang,
        "title": spoken(document.title, lang),
        "subtitle": spoken(document.subtitle, lang),
        "facts": [laid.item(i) for i in document.facts],
        "sections": [laid.section(s) for s in document.sections],
        "foot": spoken(document.foot, lang),
        "page": PAGE.to(lang),
        "on": [document.on.year, document.on.month, document.on.day] if document.on else None,
    }


class _Printed:
    def __init__(self, document: Document, lang: Lang) -> None:
        self.lang, self.notes = lang, shown_notes(document)
        self.plain = document.audience == "person"

    def section(self, section: Section) -> Data:
        headed = False
        blocks = []
        for block in section.blocks:
            headed = headed or isinstance(block, Heading)
            blocks.append(self.block(block, headed))
        return {"id": section.id, "title": spoken(section.title, self.lang), "blocks": blocks}

    def text(self, text: Text, notes: tuple[int, ...] | None = None, *, capital: bool = False) -> Data:
        shown = (text.notes if notes is None else notes) if self.notes else ()
        return {"words": (headline if capital else spoken)(text, self.lang), "notes": notes_label(shown)}

    def item(self, item: Item, title: Text | None = None) -> Data:
        return {
            **self.text(item.text, own_notes(item.text, title) if title else None, capital=self.plain),
            "sign": item.sign,
            "mark": MARKS[item.sign],
            "says": SIGN_WORDS[item.sign].to(self.lang),
            "beside": beside(item, self.lang),
            "depth": item.depth,
        }

    def block(self, block: Block, headed: bool) -> Data:
        """One block. `headed`: a heading came before it in its section, so that a card's title stands one level lower."""
        match block:
            case Heading():
                return {"kind": "heading", "text": self.text(block.text)}
            case Paragraph():
                return {"kind": "paragraph", "text": self.text(block.text), "quiet": block.quiet}
            case Bullets():
                items = [self.item(i) for i in block.items]
                pairs = (
                    not block.numbered and bool(items) and any(i.sign == "" and i.aside for i in block.items)
                )
                return {"kind": "bullets", "items": items, "numbered": block.numbered, "pairs": pairs}
            case Card():
                return {
                    "kind": "card",
                    "level": 4 if headed else 3,
                    "title": self.text(block.title, capital=True),
                    "badge": self.text(block.badge),
                    "verdict": block.verdict,
                    "mark": MARKS[block.verdict],
                    "subtitle": self.text(block.subtitle) if block.subtitle else None,
                    "proof": [self.item(i) for i in block.proof],
                    "notes": [self.item(i, block.title) for i in block.notes],
                }
            case Callout():
                items = [self.item(i) for i in block.items]
                return {
                    "kind": "callout",
                    "tone": block.tone,
                    "title": self.text(block.title),
                    "items": items,
                }
            case Table():
                return {
                    "kind": "table",
                    "headers": [self.text(h) for h in block.headers],
                    "rows": [[self.text(cell) for cell in row] for row in block.rows],
                    "widths": list(block.widths) or [1] * len(block.headers),
                }
            case Climb():
                return {"kind": "climb", "caption": spoken(block.caption, self.lang)}
