"""What the person reads: everyday words, short sentences, no figures that only a specialist can weigh."""

from __future__ import annotations

import re

import pytest
from example_plans import document_of, every_case

from cordee.knowledge import load_knowledge
from cordee.knowledge.pack import label
from cordee.plan.cited import texts_of
from cordee.plan.document import Card, Paragraph, Text
from cordee.terms import Words
from cordee.terms.words import LANGS, Lang

NAMES = sorted(every_case())
KNOWLEDGE = load_knowledge()

ABBREVIATIONS = re.compile(
    r"\b(?:RECIST|iRECIST|PD(?!-)|SD|PR|CR|NE|ECOG|OMS|WHO|PS|NGS|HR|OR|IC|CI|TPS|CPS|TMB|PFS|OS|ORR|CTCAE|FISH|LVEF|FEVG|ULN|LSN|"
    r"ESCAT|CIViC|MCBS|COM|MOC|ADC|PSA\s*doubling|nadir)\b"
)
FIGURES = re.compile(
    r"95\s*%|p\s*[<=]\s*0|\bmédiane?\b|\bmedian\b|\bsurvie\b|\bsurvival\b|intervalle de confiance|hazard",
    re.I,
)
WAR_OR_BLAME = re.compile(
    r"\b(?:combat\w*|combattre|lutt\w+|bataille\w*|guerre|ennemi\w*|échou\w+|échec\w*|fight\w*|battle\w*|war|enemy|weapon\w*|"
    r"fail(?:ed|ure|s|ing)?|courag\w+|brave\w*|victim\w*|victime\w*)\b",
    re.I,
)


def own_words(name: str) -> set[str]:
    """What the person or the record said in words of its own, which nobody rewrites."""
    case = every_case()[name]
    said = [w.text for w in case.wishes] + [a.text for a in case.advance_care if a.text]
    return {*said, *(t.name for t in case.team), *(u for line in case.lines for u in line.unmapped)}


def told(name: str) -> list[Text]:
    """The person's document but the part on time, which is there only on their wish, and the names that options carry:
    a person must be able to find the same name in the team's papers."""
    document = document_of(name, "person")
    sections = tuple(s for s in document.sections if s.id != "time")
    names = {b.title for part in sections for b in part.blocks if isinstance(b, Card)}
    said = own_words(name)
    return [t for t in texts_of(sections) if t not in names and not any(own in t.words.fr for own in said)]


@pytest.mark.parametrize("name", NAMES)
def test_no_abbreviation_of_the_trade(name: str) -> None:
    for text in told(name):
        for lang in LANGS:
            assert not ABBREVIATIONS.search(text.words.to(lang)), text.words.to(lang)


@pytest.mark.parametrize("name", NAMES)
def test_no_survival_figure_and_no_statistics_outside_talking_of_time(name: str) -> None:
    for text in told(name):
        for lang in LANGS:
            assert not FIGURES.search(text.words.to(lang)), text.words.to(lang)


@pytest.mark.parametrize("name", NAMES)
def test_no_war_and_no_blame(name: str) -> None:
    for text in told(name):
        for lang in LANGS:
            assert not WAR_OR_BLAME.search(text.words.to(lang)), text.words.to(lang)


@pytest.mark.parametrize("name", NAMES)
def test_sentences_begin_with_a_capital_and_paragraphs_end(name: str) -> None:
    for voice in ("clinician", "person"):
        for section in document_of(name, voice).sections:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    for lang in LANGS:
                        said = block.text.words.to(lang)
                        assert said[0] == said[0].upper(), said
                        assert said[-1] in ".?!…»”:", said


LONGEST = 30  # words between two full stops, semicolons or colons


def parts(words: str) -> list[str]:
    return re.split(r"(?<=[.!?…])\s+|\s*[;:]\s+", words.replace("\u202f", ""))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("field", ["plain", "signs", "act", "self_care", "asks"])
def test_what_is_written_for_the_person_is_in_short_sentences(field: str, lang: Lang) -> None:
    read = 0
    for entry in (e for pack in KNOWLEDGE.packs for e in pack.entries()):
        words: Words | None = getattr(entry, field, None)
        if words is None:
            continue
        read += 1
        for sentence in parts(words.to(lang)):
            assert len(sentence.split()) <= LONGEST, (entry.id, sentence)
    assert read > 0


@pytest.mark.parametrize("lang", LANGS)
def test_plain_words_hold_no_abbreviation_of_the_trade(lang: Lang) -> None:
    for entry in (e for pack in KNOWLEDGE.packs for e in pack.entries()):
        words: Words | None = getattr(entry, "plain", None)
        if words is not None:
            assert not ABBREVIATIONS.search(words.to(lang)), (entry.id, label(entry).en)
            assert not FIGURES.search(words.to(lang)), (entry.id, words.to(lang))
            assert not WAR_OR_BLAME.search(words.to(lang)), (entry.id, words.to(lang))
