"""What the library holds: one frozen struct for each kind of entry."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from cordee.terms.words import Lang, Words

Country = Literal["FR", "BE"]
Need = Literal[
    "crisis",
    "information",
    "psychologist",
    "nutrition",
    "social",
    "fatigue-workshop",
    "physical-activity",
    "peer-group",
    "transport",
    "home-care",
    "palliative-care",
    "spiritual",
    "bereavement",
    "relatives",
    "trials",
    "planning-ahead",
]


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Entry(_Written, frozen=True, kw_only=True):
    """What every entry carries: its id, its sources (keys of the library's `sources`), who reviewed it, when it was checked.

    `review` is 'not reviewed' until a clinician of the using team has read it: that is shown wherever the text is.
    """

    id: str
    sources: tuple[str, ...]
    review: str = "not reviewed"
    checked: date


class Figure(_Written, frozen=True, kw_only=True):
    """A figure in words, with its source. `people` of `out_of` allow a picture of so many people."""

    text: Words
    source: str
    people: int | None = None
    out_of: int | None = None


class Part(_Written, frozen=True, kw_only=True):
    """A part of a page, to be shown as paragraphs, then points, then figures. `questions` are things the reader may
    want to ask: they claim nothing and need no source."""

    title: Words
    kind: Literal["explains", "questions"] = "explains"
    text: tuple[Words, ...] = ()
    points: tuple[Words, ...] = ()
    figures: tuple[Figure, ...] = ()
    sources: tuple[str, ...] = ()


class Page(Entry, frozen=True, kw_only=True):
    """A learning page in the person's voice. `picture` names a picture that goes with it; `see` other pages and sheets."""

    title: Words
    summary: Words
    parts: tuple[Part, ...]
    picture: Literal["resistance"] | None = None
    see: tuple[str, ...] = ()


class Sheet(Entry, frozen=True, kw_only=True):
    """A self-care sheet, to be shown in this order: when to call, what helps, what to avoid.

    `call_now` are signs for the emergency number (of the kind `call_now_number`: life in danger, or somebody to listen),
    `call_today` signs for the care team, the same day. `symptoms` are ids of the terms that lead to the sheet.
    """

    symptoms: tuple[str, ...]
    title: Words
    summary: Words
    call_now: tuple[Words, ...]
    call_now_number: Literal["life", "listening"] = "life"
    call_today: tuple[Words, ...]
    helps: tuple[Words, ...]
    avoid: tuple[Words, ...]
    see: tuple[str, ...] = ()


class Screening(_Written, frozen=True, kw_only=True):
    """What a country offers to people without signs. `programme` is 'none' where the authorities advise against inviting all."""

    country: Country
    programme: Literal["organised", "pilot", "none"]
    who: Words
    what: Words
    how: Words
    site: str | None = None
    sources: tuple[str, ...]


class WarningSigns(Entry, frozen=True, kw_only=True):
    """Signs that deserve a visit to a doctor, and screening, for relatives. `cancer` is an id of the terms; None is 'any'. `site`
    is an official tool to go further."""

    cancer: str | None
    name: Words
    signs: tuple[Words, ...]
    says: tuple[Words, ...] = ()
    site: str | None = None
    screening: tuple[Screening, ...] = ()


class GlossaryEntry(Entry, frozen=True, kw_only=True):
    """A hard word, explained in at most two sentences."""

    term: Words
    means: Words


class Resource(Entry, frozen=True, kw_only=True):
    """Somebody to turn to. `phone` is as dialled in the country; `hours` and `region` in words; `region` None is everywhere."""

    name: Words
    needs: tuple[Need, ...]
    country: Country
    region: Words | None = None
    languages: tuple[Literal["fr", "nl", "de", "en"], ...]
    audience: tuple[Literal["person", "relative"], ...]
    offers: Words
    phone: str | None = None
    hours: Words | None = None
    site: str | None = None


class EmergencyNumber(_Written, frozen=True, kw_only=True):
    """A number that answers day and night. `life` when life is in danger, `listening` when somebody thinks of ending it."""

    number: str
    kind: Literal["life", "listening"]
    use: Words
    by: Literal["call", "text"] = "call"
    languages: tuple[Lang | Literal["nl", "de"], ...] = ()


class EmergencyNumbers(Entry, frozen=True, kw_only=True):
    """The numbers of one country, in the order to try them."""

    country: Country
    numbers: tuple[EmergencyNumber, ...]
