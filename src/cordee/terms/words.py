"""A text in both languages. French first, English equal."""

from __future__ import annotations

from typing import Literal

import msgspec

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, ...] = ("fr", "en")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same statement in French and in English; neither may be empty."""

    fr: str
    en: str

    def to(self, lang: Lang) -> str:
        """The text in `lang`."""
        return self.fr if lang == "fr" else self.en

    def __add__(self, other: Words) -> Words:
        return Words(self.fr + other.fr, self.en + other.en)

    def filled(self, **values: object) -> Words:
        """A template with its `{names}` replaced; a value that is `Words` stands in its own language."""
        fr = {name: value.fr if isinstance(value, Words) else value for name, value in values.items()}
        en = {name: value.en if isinstance(value, Words) else value for name, value in values.items()}
        return Words(self.fr.format(**fr), self.en.format(**en))

    @classmethod
    def same(cls, text: str) -> Words:
        """A text that reads the same in both languages (a gene, a drug's international name, a number)."""
        return cls(text, text)


def join_words(parts: list[Words], separator: str = ", ", last: Words | None = None) -> Words:
    """Parts joined by `separator`, the last two by `last` if given (for example ' et ' / ' and ')."""
    if not parts:
        return Words("", "")
    if last is None or len(parts) == 1:
        return Words(separator.join(p.fr for p in parts), separator.join(p.en for p in parts))
    head = join_words(parts[:-1], separator)
    return head + last + parts[-1]
