"""The plan's own texts in a page: words in the reader's language, blocks as HTML (escaped where they are made)."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cordee.plan.document import Block, Bullets, Item, Section, Text
from cordee.plan.render.page_blocks import Blocks
from cordee.terms import Lang, Words

register = template.Library()


def _lang() -> Lang:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def blocks(*, notes: str = "", climb: str = "", person: bool = False) -> Blocks:
    """How blocks are drawn in the language that is active. `notes`: '' for none, '#' for sources on the same page,
    else the relative address of the page that lists them; `person`: lines begin with a capital."""
    return Blocks(
        lang=_lang(),
        climb=climb,
        notes=bool(notes),
        capital=person,
        sources_at="" if notes == "#" else notes,
    )


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # nosec B308 B703: `Blocks` escapes every text


def section_as(section: Section, *, climb: str = "", person: bool = False) -> SafeString:
    """The blocks of a section as HTML, with the picture `climb` where it wants it."""
    return _safe(blocks(climb=climb, person=person).section_body(section))


@register.filter
def in_words(words: Words | None) -> str:
    """Words in the reader's language; nothing for none."""
    return words.to(_lang()) if words is not None else ""


@register.filter
def section_body(section: Section, notes: str = "") -> SafeString:
    """The blocks of a section as HTML."""
    return _safe(blocks(notes=notes).section_body(section))


@register.filter
def block_html(block: Block, notes: str = "") -> SafeString:
    """One block as HTML."""
    return _safe(blocks(notes=notes).block(block))


@register.filter
def items_html(items: tuple[Item, ...], notes: str = "") -> SafeString:
    """Items as a list in HTML; nothing for none."""
    return _safe(blocks(notes=notes).block(Bullets(items=items))) if items else SafeString("")


@register.filter
def text_html(text: Text, notes: str = "") -> SafeString:
    """A text with its sources' numbers."""
    return _safe(blocks(notes=notes).words(text))


@register.filter
def title_html(text: Text) -> SafeString:
    """A text that stands alone, with a capital."""
    return _safe(blocks().words(text, (), capital=True))
