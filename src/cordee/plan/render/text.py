"""The plan for a terminal or a pipe: lines of at most `width` columns.

No library: wrapping and the few colours are done here, because a plan on the terminal must come up cold in 300 ms
and `rich` alone takes a sixth of that. Colour repeats what a sign or a word already says; without it nothing is lost.
"""

from __future__ import annotations

import msgspec

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
    Sign,
    Table,
    Text,
    Tone,
)
from cordee.plan.render.text_table import table_lines
from cordee.plan.render.wording import (
    MARKS,
    beside,
    clean,
    headline,
    notes_label,
    own_notes,
    shown_notes,
    spoken,
)
from cordee.plan.render.wrap import columns, wrapped
from cordee.terms import Lang

MIN_WIDTH = 32
_STYLE: dict[str, str] = {
    "bold": "1",
    "quiet": "2",
    "yes": "32",
    "unknown": "33",
    "caution": "33",
    "no": "2",
    "dot": "2",
}
_TONES: dict[Tone, str] = {
    "plain": "1",
    "rope": "1;33",
    "moss": "1;32",
    "amber": "1;33",
    "alarm": "1;31",
    "glacier": "1;36",
}
_ASIDE_AT = 0.56  # where the column of facts starts, as a share of the width


def to_text(
    document: Document,
    lang: Lang,
    *,
    width: int = 80,
    colour: bool,
    climb_rows: tuple[tuple[str, str], ...] = (),
) -> str:
    """The whole document as text ending in a newline; no line is wider than `width` (at least 32) columns.

    `climb_rows` (from `climb_table`) stand where the picture would.
    """
    page = _Page(document, lang, max(width, MIN_WIDTH), colour, climb_rows)
    return page.whole()


class _Page:
    def __init__(
        self, document: Document, lang: Lang, width: int, colour: bool, rows: tuple[tuple[str, str], ...]
    ) -> None:
        self.document, self.lang, self.width, self.colour, self.rows = document, lang, width, colour, rows
        self.notes = shown_notes(document)
        self.lines: list[str] = []

    def whole(self) -> str:
        document = self.document
        self.write(spoken(document.title, self.lang), style="1")
        self.write(spoken(document.subtitle, self.lang), style="2")
        if document.facts:
            self.lines.append("")
        for fact in document.facts:
            self.item(fact, 0, labelled=True)
        for section in document.sections:
            title = spoken(section.title, self.lang)
            self.lines.append("")
            self.write(title, style="1")
            self.lines.append("─" * min(self.width, columns(title)))
            for n, block in enumerate(section.blocks):
                if n and not isinstance(block, Bullets):
                    self.lines.append("")
                self.block(block)
        self.lines += ["", "─" * self.width]
        self.write(spoken(document.foot, self.lang), style="2")
        return "\n".join(self.lines) + "\n"

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                self.write(self.noted(block.text), style="1")
            case Paragraph():
                self.write(self.noted(block.text), style="2" if block.quiet else "")
            case Bullets():
                labelled = not block.numbered and all(i.sign == "" and i.aside for i in block.items[:1])
                for n, item in enumerate(block.items, 1):
                    self.item(item, 0, number=n if block.numbered else None, labelled=labelled)
            case Card():
                self.card(block)
            case Callout():
                self.write(f"▌ {spoken(block.title, self.lang)}", style=_TONES[block.tone], hang="▌ ")
                for item in block.items:
                    self.item(item, 1)
            case Table():
                for line in table_lines(block, self.lang, self.width):
                    self.lines.append(line)
            case Climb():
                self.climb(block)

    def climb(self, block: Climb) -> None:
        self.write(spoken(block.caption, self.lang), style="2")
        across = max((columns(clean(when)) for when, _ in self.rows), default=0)
        for when, what in self.rows:
            hang = " " * (across + 2)
            first, *rest = wrapped(hang + clean(what), self.width, hang)
            self.lines += [clean(when) + first[columns(clean(when)) :], *rest]

    def card(self, card: Card) -> None:
        mark, title, badge = (
            MARKS[card.verdict],
            self.noted(card.title, capital=True),
            spoken(card.badge, self.lang),
        )
        self.two_columns(mark, title, badge, 0, card.verdict, title_style="1")
        if card.subtitle is not None:
            self.write("  " + spoken(card.subtitle, self.lang), style="2", hang="  ")
        for item in (*card.proof, *card.notes):
            text = msgspec.structs.replace(item.text, notes=own_notes(item.text, card.title))
            self.item(msgspec.structs.replace(item, text=text), 1)

    def item(self, item: Item, depth: int, *, number: int | None = None, labelled: bool = False) -> None:
        text, aside = (
            self.noted(item.text, capital=self.document.audience == "person"),
            beside(item, self.lang),
        )
        if labelled and item.sign in ("", "unknown") and aside:
            colon = "\u202f: " if self.lang == "fr" else ": "
            mark = f"{MARKS[item.sign]} " if item.sign else ""
            self.write(f"{mark}{text}{colon}{aside}", hang="    ")
            return
        mark = MARKS[item.sign]
        if number is not None:
            mark = f"{number}.{mark if item.sign == 'unknown' else ''}"
        self.two_columns(mark, text, aside, depth + item.depth, item.sign)

    def two_columns(
        self, mark: str, left: str, right: str, depth: int, sign: Sign, *, title_style: str = ""
    ) -> None:
        """The sign, the words, and on their right what stands beside them when both fit on one line."""
        indent = "  " * depth
        start = f"{indent}{mark} " if mark else indent
        hang = " " * columns(start)
        first = len(self.lines)
        at = int(self.width * _ASIDE_AT)
        used = columns(start) + columns(left)
        beside_it = used + 2 <= max(at, self.width - columns(right)) and columns(right) <= self.width - max(
            at, used + 2
        )
        if right and beside_it:
            gap = " " * (max(at, used + 2) - used)
            self.lines.append(start + self.paint(left, title_style) + gap + self.paint(right, "2"))
        else:
            self.write(start + left, hang=hang, style=title_style)
            if right:
                self.write(hang + "  " + right, hang=hang + "  ", style="2")
        if self.colour and mark and sign in _STYLE:
            body = self.lines[first]
            self.lines[first] = (
                body.replace(mark, self.paint(mark, _STYLE[sign]), 1) if not title_style else body
            )

    def noted(self, text: Text, *, capital: bool = False) -> str:
        words = (headline if capital else spoken)(text, self.lang)
        return f"{words} [{notes_label(text.notes)}]" if text.notes and self.notes else words

    def write(self, text: str, *, hang: str = "", style: str = "") -> None:
        self.lines += [self.paint(line, style) for line in wrapped(text, self.width, hang)]

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and style and text else text
