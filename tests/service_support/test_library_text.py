"""Hard words inside a text: what is read, and what opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordee.service.support.library_text import Piece, hard_words, pieces, plain

WORD = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=8)
SHOWN = st.text("abc éà’ \u202f", min_size=1, max_size=8)
PIECE = st.builds(Piece, SHOWN, st.none() | WORD)


@pytest.mark.parametrize(
    ("text", "read", "words"),
    [
        ("Rien à ouvrir.", "Rien à ouvrir.", ()),
        ("Des [[metastasis|métastases]] au foie.", "Des métastases au foie.", ("metastasis",)),
        ("[[a|un]][[b|deux]]", "undeux", ("a", "b")),
        ("[[a]] reste tel quel", "[[a]] reste tel quel", ()),
        ("", "", ()),
    ],
)
def test_a_text_and_its_hard_words(text, read, words):
    assert plain(text) == read
    assert hard_words(text) == words
    assert "".join(p.text for p in pieces(text)) == read


@given(st.lists(PIECE, max_size=6))
def test_what_was_marked_is_what_is_found(marked):
    text = "".join(p.text if p.word is None else f"[[{p.word}|{p.text}]]" for p in marked)
    assert "".join(p.text for p in pieces(text)) == plain(text) == "".join(p.text for p in marked)
    assert [p for p in pieces(text) if p.word] == [p for p in marked if p.word]
