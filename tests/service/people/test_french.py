"""The catalogue of this room is complete, and French is typed as French is."""

from __future__ import annotations

import re
import string
from pathlib import Path

from babel.messages.pofile import read_po

import cordee.service.people

ROOM = Path(cordee.service.people.__file__).parent
PO = ROOM / "locale" / "fr" / "LC_MESSAGES" / "django.po"
TRANSLATED = re.compile(
    r'{%\s*translate "((?:[^"\\]|\\.)*)"|{%\s*translate \'([^\']*)\'|\b_\(\s*"((?:[^"\\]|\\.)*)"'
)


def said() -> dict[str, list[str]]:
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="fr")
    found = {}
    for message in catalogue:
        if message.id:
            first = message.id[0] if isinstance(message.id, tuple) else message.id
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            found[first] = list(texts)
    return found


def test_every_text_of_the_room_has_its_french():
    known = said()
    sources = [*ROOM.rglob("*.py"), *ROOM.rglob("*.html"), *ROOM.rglob("*.txt")]
    asked = {
        next(part for part in found if part)
        for source in sources
        for found in TRANSLATED.findall(source.read_text(encoding="utf-8"))
        if any(found)
    }
    assert len(asked) > 150
    assert asked - set(known) == set()
    assert [key for key, texts in known.items() if not all(texts)] == []


def test_what_is_filled_in_is_the_same_in_both():
    slots = re.compile(r"%\((\w+)\)s")
    for key, texts in said().items():
        for text in texts:
            assert sorted(slots.findall(text)) == sorted(slots.findall(key)), key


def test_french_is_typed_with_its_own_spaces_and_apostrophes():
    for texts in said().values():
        for text in texts:
            assert not re.search(r"[^\u202f\d][:;?!](\s|$)", text), text
            assert "'" not in text, text
            assert '"' not in text, text
            assert text[0] not in string.whitespace
