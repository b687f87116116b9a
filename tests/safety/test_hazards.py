"""Hazards that only a whole plan shows, from record to page. Each has its row in docs/clinical-safety.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from cordee import make_plan, read_case
from cordee.case import Case
from cordee.case.answer import Answer
from cordee.knowledge import load_knowledge
from cordee.knowledge.check import all_words
from cordee.plan import Plan
from cordee.plan.document import Card, Document, Text
from cordee.plan.fixed import FIXED
from cordee.plan.lay_proof import SIGNS
from cordee.plan.render import to_text
from cordee.plan.voices import Audience, document_for
from cordee.plan.why import why
from cordee.terms import LANGS, Words

ON = date(2026, 11, 20)
FOLDER = Path(__file__).parents[2] / "examples"
PEOPLE = sorted(path.stem for path in FOLDER.glob("*.json"))
VOICES: tuple[Audience, ...] = get_args(Audience)


@cache
def _case(name: str) -> Case:
    return read_case(FOLDER / f"{name}.json", on=ON).case


@cache
def _plan(name: str) -> Plan:
    return make_plan(_case(name), on=ON)


def _document(name: str, voice: Audience) -> Document:
    return document_for(_plan(name), _case(name), voice)


def _all(value: Any, kind: type) -> Iterator[Any]:
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for part in value:
            yield from _all(part, kind)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _all(getattr(value, field), kind)


@pytest.mark.parametrize("name", PEOPLE)
def test_both_voices_give_each_option_the_verdict_of_the_plan(name: str) -> None:
    plan = _plan(name)
    verdicts = {f"knowledge:{part.id}": SIGNS[part.verdict] for part in (*plan.options, *plan.exceptions)}
    for voice in VOICES:
        shown = [
            (card.title.basis[0], card.verdict)
            for card in _all(_document(name, voice), Card)
            if card.title.basis[0] in verdicts
        ]
        assert shown, f"the {voice}'s text shows no option"
        assert [s for s in shown if s[1] != verdicts[s[0]]] == []


def test_what_the_person_refused_is_never_shown_as_open() -> None:
    plan = _plan("breast-refusal")
    refused = {o.name.en.lower() for o in plan.options if o.refused} - {
        o.name.en.lower() for o in plan.options if not o.refused
    }
    assert refused
    inviting = {FIXED[badge] for badge in ("badge.yes", "badge.unknown", "badge.always")}
    for voice in VOICES:
        cards = list(_all(_document("breast-refusal", voice), Card))
        assert [c for c in cards if c.title.words.en.lower() in refused and c.badge.words in inviting] == []


def test_an_option_for_another_cancer_is_left_out_and_counted() -> None:
    plan = _plan("colorectal-kras-g12c")
    others = {"breast", "prostate", "melanoma", "nsclc"}
    theirs = {o.id for pack in load_knowledge().packs if pack.pack in others for o in pack.options}
    assert theirs
    assert {o.id for o in plan.options} & theirs == set()
    assert plan.knowledge.other_cancers >= len(theirs)


def test_when_the_cancer_is_not_known_no_option_is_left_out() -> None:
    assert make_plan(Case(), on=ON).knowledge.other_cancers == 0


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("voice", VOICES)
def test_a_plan_says_on_every_copy_that_its_content_is_not_reviewed(voice: Audience, lang: Any) -> None:
    assert load_knowledge().packs
    text = " ".join(to_text(_document("lung-egfr", voice), lang, width=80, colour=False).split())
    assert re.search({"fr": "relue? (un|par|d)", "en": "reviewed by"}[lang], text), text[-400:]


@pytest.mark.parametrize("id", ["colorectal.kras-g12c.sotorasib-panitumumab", "best-supportive-care.alone"])
def test_an_explanation_says_that_its_entry_is_not_reviewed(id: str) -> None:
    document = why(_case("colorectal-kras-g12c"), id, ON)
    assert FIXED["note.not-reviewed"] in [text.words for text in _all(document, Text)]


@pytest.mark.parametrize("voice", VOICES)
def test_every_copy_carries_its_day(voice: Audience) -> None:
    document = _document("lung-egfr", voice)
    assert "20 November 2026" in document.subtitle.words.en
    assert "20 novembre 2026" in document.subtitle.words.fr


_SPACED = re.compile(r"\b\d+(?:[ \u202f]\d+)+")  # '1 200', a telephone number; not the 2 of HER2
_ENGLISH_NUMBERS = {"three": "3", "five": "5", "ten": "10"}


def _closed(number: re.Match[str]) -> str:
    return re.sub(r"\D", "", number[0])


def _figures(words: Words) -> tuple[list[str], list[str]]:
    """The figures of both texts: a decimal comma as a point, no space or comma inside a number."""
    french = re.sub(r"(?<=\d),(?=\d)", ".", _SPACED.sub(_closed, words.fr))
    english = re.sub(r"(?<=\d),(?=\d{3}\b)", "", _SPACED.sub(_closed, words.en))
    found = [sorted(re.findall(r"\d+(?:\.\d+)?", text)) for text in (french, english)]
    return found[0], found[1]


def _differ(words: Words) -> list[str]:
    french, english = _figures(words)
    for figure in english:
        if figure in french:
            french.remove(figure)
        else:
            return [figure]
    spelt = [
        digits for word, digits in _ENGLISH_NUMBERS.items() if re.search(rf"\b{word}\b", words.en.lower())
    ]
    return [figure for figure in french if figure not in spelt]


def test_french_and_english_give_the_same_figures() -> None:
    entries = [entry for pack in load_knowledge().packs for entry in pack.entries()]
    wrong = {entry.id: words for entry in entries for words in all_words(entry) if _differ(words)}
    assert wrong == {}


def test_a_figure_that_differs_is_found() -> None:
    assert _differ(Words("5,6 mois", "5.8 months")) == ["5.8"]
    assert _differ(Words("38 % à 5 ans", "38 % at five years")) == []
    assert _differ(Words("1\u202f200 personnes", "1,200 people")) == []


@pytest.mark.parametrize("name", PEOPLE)
def test_what_is_to_clarify_says_what_would_settle_it(name: str) -> None:
    """But for what only waits for a state nobody reported, and what the person refused."""
    asked = {f.key for f in _plan(name).to_find_out}
    waiting = [
        o
        for o in _plan(name).options
        if o.verdict is Answer.UNKNOWN and not o.if_it_happens and o.refused is None
    ]
    assert [o.id for o in waiting if not set(o.to_settle) & asked] == []
