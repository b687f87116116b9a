"""What every document shares: names and never ids, clean punctuation, both languages in their own typography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

import pytest
from example_plans import VOICES, document_of, every_case

from cordee.plan.cited import texts_of
from cordee.plan.document import Text
from cordee.plan.voices import Audience
from cordee.terms import TermKind, load_terms

NAMES = sorted(every_case())


def told(name: str, voice: Audience) -> Iterator[Text]:
    """All but the titles of publications, which are as they were published."""
    document = document_of(name, voice)
    yield from texts_of((document.title, document.subtitle, document.facts, document.foot))
    yield from texts_of(tuple(s for s in document.sections if s.id != "sources"))


@cache
def ids() -> re.Pattern[str]:
    """Every id of a term that is no name of any: 'peripheral-sensory-neuropathy', 'colorectal.colon' …"""
    terms = load_terms()
    every = [term for kind in get_args(TermKind) for term in terms.all(kind)]
    names = "\n".join(
        w.to(lang).lower() for t in every for w in (t.name, t.plain) if w for lang in ("fr", "en")
    )
    found = sorted(
        {t.id for t in every if re.search(r"[-.]", t.id) and t.id not in names}, key=len, reverse=True
    )
    assert len(found) > 100
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, found)) + r")(?![\w-])")


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("name", NAMES)
def test_a_term_is_called_by_its_name(name: str, voice: Audience) -> None:
    for text in told(name, voice):
        assert not ids().search(text.words.fr), text.words.fr
        assert not ids().search(text.words.en), text.words.en


UNCLEAN = re.compile(r"\{|\}|  |(?<!\.)\.\.(?!\.)|,,|: :|\( | \)|\(\)| ,|\bNone\b(?! found)|Answer\.")


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_machinery_shows(name: str, voice: Audience) -> None:
    for text in texts_of(document_of(name, voice)):
        for words in (text.words.fr, text.words.en):
            assert not UNCLEAN.search(words), words
            assert words == words.strip(), words


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("name", NAMES)
def test_french_marks_have_their_narrow_space_and_english_ones_have_none(name: str, voice: Audience) -> None:
    for text in told(name, voice):
        if text.words.fr == text.words.en:
            continue
        assert not re.search(r"[^\u202f\s][;!?](?:\s|$)|\w:\s|\d%", text.words.fr), text.words.fr
        assert "\u202f" not in text.words.en, text.words.en


@pytest.mark.parametrize("name", NAMES)
def test_no_line_says_the_same_thing_twice(name: str) -> None:
    """The conditions that made an option's answer, one after the other: each once."""
    for text in told(name, "clinician"):
        parts = text.words.fr.split("\u202f; ")
        assert len(parts) == len(set(parts)), text.words.fr
