"""Each block of a document as HTML. Every text is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import msgspec

from cordee.plan.document import (
    Block,
    Bullets,
    Callout,
    Card,
    Climb,
    Heading,
    Item,
    Paragraph,
    Section,
    Sign,
    Table,
    Text,
)
from cordee.plan.render.climb_words import IN_WORDS, described
from cordee.plan.render.wording import (
    MARKS,
    SIGN_WORDS,
    beside,
    clean,
    headline,
    own_notes,
    run_label,
    runs,
    spoken,
)
from cordee.terms import Lang, Words

LONG = 8
"""A list of options set aside longer than this, and every list of sources, opens on demand."""
SHOW = Words("Montrer la liste ({n})", "Show the list ({n})")


def escaped(text: str) -> str:
    """`text` as HTML, safe between tags and in an attribute between double quotes."""
    return escape(clean(text), quote=False).replace('"', "&quot;")


class Blocks(msgspec.Struct, frozen=True):
    """How blocks become HTML in one language. `notes`: whether numbers of sources are shown and linked;
    `capital`: whether lines of lists begin with one; `sources_at`: the relative address of the page that lists the
    sources, when it is another one (letters, digits, dots and slashes)."""

    lang: Lang
    climb: str
    notes: bool
    capital: bool
    sources_at: str = ""

    def words(self, text: Text, notes: tuple[int, ...] | None = None, *, capital: bool = False) -> str:
        """The words, escaped, followed by their sources; with a capital where they stand alone."""
        said = (headline if capital else spoken)(text, self.lang)
        return escaped(said) + self._notes(text.notes if notes is None else notes)

    def section_body(self, section: Section) -> str:
        """The blocks of a section; headings swallow nothing, long lists fold."""
        parts = []
        card_level = 3  # a card stands below its section, or below the heading that came before it
        for block in section.blocks:
            fold = isinstance(block, Bullets) and (
                section.id == "sources"
                or (len(block.items) > LONG and {i.sign for i in block.items} == {"no"})
            )
            html = self.block(block, caption_said=section.title, card_level=card_level)
            card_level = 4 if isinstance(block, Heading) else card_level
            if fold and isinstance(block, Bullets):
                label = escaped(SHOW.to(self.lang).format(n=len(block.items)))
                html = f"<details><summary>{label}</summary>{html}</details>"
            parts.append(html)
        return "".join(parts)

    def block(self, block: Block, caption_said: Text | None = None, card_level: int = 3) -> str:
        """One block."""
        match block:
            case Heading():
                return f"<h3>{self.words(block.text)}</h3>"
            case Paragraph():
                return f"<p{' class=quiet' if block.quiet else ''}>{self.words(block.text)}</p>"
            case Bullets():
                return self._bullets(block)
            case Card():
                return self._card(block, card_level)
            case Callout():
                items = self._list(block.items)
                return f'<div class="callout {block.tone}"><h3>{self.words(block.title)}</h3>{items}</div>'
            case Table():
                return self._table(block)
            case Climb():
                return self._climb(block, caption_said)

    def pairs(self, items: Sequence[Item]) -> str:
        """Items as label and value."""
        return "".join(
            f"<div><dt>{self.words(i.text)}</dt><dd>{self._sign(i.sign)}{escaped(beside(i, self.lang))}</dd></div>"
            for i in items
        )

    def _notes(self, notes: tuple[int, ...]) -> str:
        if not notes or not self.notes:
            return ""
        links = ", ".join(f"<a href={self.sources_at}#s{run[0]}>{run_label(run)}</a>" for run in runs(notes))
        return f" <small>[{links}]</small>"

    def _sign(self, sign: Sign) -> str:
        if sign in ("dot", ""):
            return ""
        word = escaped(SIGN_WORDS[sign].to(self.lang))
        return f'<i class={sign} role=img aria-label="{word}">{MARKS[sign]}</i> '

    def _bullets(self, block: Bullets) -> str:
        if (
            not block.numbered
            and block.items
            and all(i.aside and i.sign in ("", "unknown") for i in block.items)
        ):
            labelled = [i for i in block.items if i.sign == ""]
            if labelled:
                return f'<dl class="pairs">{self.pairs(block.items)}</dl>'
        return self._list(block.items, numbered=block.numbered)

    def _list(self, items: Sequence[Item], *, numbered: bool = False, title: Text | None = None) -> str:
        """Items as a list; deeper ones as a list inside the item above them."""
        if not items:
            return ""
        name = "ol" if numbered else "ul"
        base = items[0].depth
        parts: list[str] = []
        n = 0
        while n < len(items):
            end = n + 1
            while end < len(items) and items[end].depth > base:
                end += 1
            inner = self._list(items[n + 1 : end], title=title)
            anchor = (
                f' id="s{len(parts) + 1}"'
                if numbered and items[n].text.basis[:1] and (items[n].text.basis[0].startswith("source:"))
                else ""
            )
            parts.append(f"<li{anchor}>{self._item(items[n], title)}{inner}</li>")
            n = end
        return f"<{name}>{''.join(parts)}</{name}>"

    def _item(self, item: Item, title: Text | None) -> str:
        notes = own_notes(item.text, title) if title else None
        text = self.words(item.text, notes, capital=self.capital)
        aside = escaped(beside(item, self.lang))
        if not aside:
            return self._sign(item.sign) + text
        return f"{self._sign(item.sign)}<span>{text}</span> <em>{aside}</em>"

    def _card(self, card: Card, level: int) -> str:
        subtitle = f'<p class="quiet">{self.words(card.subtitle)}</p>' if card.subtitle else ""
        badge = f'<p class="badge {card.verdict}">{self._sign(card.verdict)}{self.words(card.badge)}</p>'
        proof = f'<div class="proof">{self._list(card.proof)}</div>' if card.proof else ""
        notes = f'<div class="more">{self._list(card.notes, title=card.title)}</div>' if card.notes else ""
        head = f'<div class="head"><h{level}>{self.words(card.title, capital=True)}</h{level}>{badge}</div>'
        return f'<article class="card">{head}{subtitle}{proof}{notes}</article>'

    def _table(self, table: Table) -> str:
        head = "".join(f'<th scope="col">{self.words(h)}</th>' for h in table.headers)
        rows = "".join(
            f"<tr>{''.join(f'<td>{self.words(cell)}</td>' for cell in row)}</tr>" for row in table.rows
        )
        label = escaped(", ".join(spoken(h, self.lang) for h in table.headers))
        whole = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return f'<div class="scroll" tabindex="0" role="group" aria-label="{label}">{whole}</div>'

    def _climb(self, block: Climb, said: Text | None) -> str:
        """The picture in a region of its own that scrolls, and the same in words below."""
        label = escaped(spoken(block.caption, self.lang))
        caption = (
            ""
            if said is not None and said.words == block.caption.words
            else f"<figcaption>{label}</figcaption>"
        )
        rows = "".join(
            f"<tr><th scope=row>{escaped(when)}</th><td>{escaped(what)}</td></tr>"
            for when, what in described(self.climb)
        )
        inside = (
            f"<details><summary>{escaped(IN_WORDS.to(self.lang))}</summary><table>{rows}</table></details>"
        )
        return (
            f'<figure class="climb"><div class="scroll" tabindex="0" role="group" aria-label="{label}">{self.climb}</div>'
            f"{caption}{inside if rows else ''}</figure>"
        )
