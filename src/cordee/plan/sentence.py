"""Sentences begin with a capital and end with a stop; done where a document is made, whatever its parts were made of."""

from __future__ import annotations

from typing import Any

import msgspec

from cordee.plan.document import Document, Item, Paragraph, Text
from cordee.terms import Words

_CLOSING = (".", "?", "!", "…", "»", "”", ":")


def sentence(words: Words) -> Words:
    """`words` begun with a capital, and closed by a full stop unless something closes them."""
    return Words(_closed(_begun(words.fr)), _closed(_begun(words.en)))


def in_sentences(document: Document) -> Document:
    """`document` with each paragraph a sentence, and each line of a list that ends as one begun as one."""
    made: Document = _in_sentences(document)
    return made


def _in_sentences(value: Any) -> Any:
    if isinstance(value, Paragraph):
        return msgspec.structs.replace(value, text=_text(value.text, sentence(value.text.words)))
    if isinstance(value, Item):
        words = value.text.words
        ends = words.fr.endswith(_CLOSING[:4]) and words.en.endswith(_CLOSING[:4])
        return msgspec.structs.replace(value, text=_text(value.text, _capital(words))) if ends else value
    if isinstance(value, tuple):
        return tuple(_in_sentences(part) for part in value)
    if isinstance(value, msgspec.Struct) and not isinstance(value, Text | Words):
        parts = {name: getattr(value, name) for name in value.__struct_fields__}
        kept = {name: part for name, part in parts.items() if isinstance(part, tuple | msgspec.Struct)}
        return msgspec.structs.replace(value, **{name: _in_sentences(part) for name, part in kept.items()})
    return value


def _text(text: Text, words: Words) -> Text:
    return msgspec.structs.replace(text, words=words)


def _capital(words: Words) -> Words:
    return Words(_begun(words.fr), _begun(words.en))


def _begun(text: str) -> str:
    """A first word such as pMMR keeps its own letters."""
    first = text.partition(" ")[0]
    return text[:1].upper() + text[1:] if first[1:] == first[1:].lower() else text


def _closed(text: str) -> str:
    return text if text.endswith(_CLOSING) or not text else f"{text}."
