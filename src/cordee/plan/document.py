"""A laid-out text: what a voice makes of a plan, and what every renderer (terminal, page, print) draws.

Each piece of text says what it rests on, so that a test can walk a document and find an orphan.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from cordee.case.partial_date import PartialDate
from cordee.terms import Words

Sign = Literal["yes", "no", "unknown", "caution", "dot", ""]
Tone = Literal["plain", "rope", "moss", "amber", "alarm", "glacier"]


class Text(msgspec.Struct, frozen=True):
    """Words and their basis: `fact:REF`, `source:ID`, `knowledge:ID`, `unknown:ID`, or `fixed:ID` for interface words.

    `notes` are 1-based numbers in the document's list of sources.
    """

    words: Words
    basis: tuple[str, ...]
    notes: tuple[int, ...] = ()


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a list or of a proof: a sign, the words, what stands beside them (a fact, its date, what would settle)."""

    text: Text
    sign: Sign = "dot"
    aside: Text | None = None
    on: PartialDate | None = None
    guess: bool = False
    depth: int = 0


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A heading inside a section (level 3: sections are level 2, the title level 1)."""

    text: Text


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph", kw_only=True):
    """A paragraph; `quiet` for secondary text."""

    text: Text
    quiet: bool = False


class Bullets(msgspec.Struct, frozen=True, tag="bullets", kw_only=True):
    """A list. `numbered` when the order means something."""

    items: tuple[Item, ...]
    numbered: bool = False


class Card(msgspec.Struct, frozen=True, tag="card", kw_only=True):
    """An option, an exception …: a title with a verdict, a line below it, its proof, then its notes."""

    title: Text
    verdict: Sign
    badge: Text
    subtitle: Text | None = None
    proof: tuple[Item, ...] = ()
    notes: tuple[Item, ...] = ()


class Callout(msgspec.Struct, frozen=True, tag="callout", kw_only=True):
    """A box that must be seen."""

    tone: Tone
    title: Text
    items: tuple[Item, ...] = ()


class Table(msgspec.Struct, frozen=True, tag="table", kw_only=True):
    """A table with a header row. `widths` are relative."""

    headers: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[int, ...] = ()


class Climb(msgspec.Struct, frozen=True, tag="climb", kw_only=True):
    """Where the picture of the illness over time goes; `caption` is its text alternative."""

    caption: Text


Block = Heading | Paragraph | Bullets | Card | Callout | Table | Climb


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A titled part. `id` is stable (an anchor in the page)."""

    id: str
    title: Text
    blocks: tuple[Block, ...]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The whole text for one reader. `facts` is the header line (age, illness, coordinator …); `foot` closes every page;
    `on` is the day the record is shown as of."""

    audience: Literal["clinician", "person"]
    title: Text
    subtitle: Text
    facts: tuple[Item, ...]
    sections: tuple[Section, ...]
    foot: Text
    on: date | None = None
