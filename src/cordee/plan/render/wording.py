"""What every rendering says the same way: signs and their words, what stands beside a condition, numbers of sources."""

from __future__ import annotations

import re

from cordee.plan.document import Document, Item, Sign, Text
from cordee.plan.fixed import FIXED
from cordee.plan.render.short_dates import long_day, short_day
from cordee.terms import Lang, Words

MARKS: dict[Sign, str] = {"yes": "✓", "no": "✗", "unknown": "?", "caution": "!", "dot": "•", "": ""}

SIGN_WORDS: dict[Sign, Words] = {
    "yes": Words("oui", "yes"),
    "no": Words("non", "no"),
    "unknown": Words("pas encore su", "not known yet"),
    "caution": Words("attention", "caution"),
    "dot": Words("", ""),
    "": Words("", ""),
}
"""What a sign says to somebody who does not see it."""

# What terminals would obey and XML forbids: nothing of it belongs in a text.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

_IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")


def clean(text: str) -> str:
    """`text` without control characters and direction overrides; tabs and line ends become spaces."""
    return _CONTROL.sub("", text.replace("\r", " ").replace("\n", " ").replace("\t", " "))


def spoken(text: Text, lang: Lang) -> str:
    """The words of `text` in `lang`, clean, a phone number or a large figure kept on one line."""
    return _IN_A_NUMBER.sub("\u00a0", clean(text.words.to(lang)))


_LOWER_WORD = re.compile(r"[^\W\d_]+(?=[\s,.;:\u202f’'-]|$)")


def headline(text: Text, lang: Lang) -> str:
    """The words of a title or of a line that stands alone, with a capital: 'Chirurgie…', but 'mFOLFOX6…' as it is."""
    words = spoken(text, lang)
    first = _LOWER_WORD.match(words)
    return words[0].upper() + words[1:] if first and first[0].islower() else words


def beside(item: Item, lang: Lang) -> str:
    """What stands beside an item: the fact and its date, and that it is a guess. Empty when there is nothing.

    The date is left out when the fact's words hold it already, and when several facts stand there: it would
    be the date of the first alone.
    """
    parts = [spoken(item.aside, lang)] if item.aside else []
    several = item.aside is not None and len(item.aside.basis) > 1
    if item.on is not None and not several:
        held = parts[0] if parts else ""
        if long_day(item.on, lang) not in held and short_day(item.on, lang) not in held:
            parts.append(short_day(item.on, lang))
    if item.guess:
        parts.append(FIXED["guess"].to(lang))
    return ", ".join(part for part in parts if part)


def shown_notes(document: Document) -> bool:
    """Whether numbers of sources mean anything to this reader: only when the text ends with its list."""
    return any(section.id == "sources" for section in document.sections)


def runs(numbers: tuple[int, ...]) -> list[tuple[int, int]]:
    """Numbers as runs: (1, 2, 3, 7) gives [(1, 3), (7, 7)]. Repeats count once."""
    found: list[tuple[int, int]] = []
    for n in sorted(set(numbers)):
        if found and n == found[-1][1] + 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return found


def run_label(run: tuple[int, int]) -> str:
    """'7', '7, 8' as '7–8', '1–3'."""
    return str(run[0]) if run[0] == run[1] else f"{run[0]}–{run[1]}"


def notes_label(numbers: tuple[int, ...]) -> str:
    """'1–3, 7'; empty when there is none."""
    return ", ".join(run_label(run) for run in runs(numbers))


def own_notes(text: Text, title: Text) -> tuple[int, ...]:
    """The sources of a line of a card that its title does not name all: the same numbers are not said twice."""
    return () if text.notes == title.notes else text.notes
