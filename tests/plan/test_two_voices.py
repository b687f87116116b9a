"""One plan, two voices: neither says what the other, or the plan, contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
from example_plans import EXAMPLES, ON, VOICES, case_of, document_of, every_case, every_plan

from cordee import make_plan
from cordee.case import Case
from cordee.case.answer import Answer
from cordee.plan import Plan
from cordee.plan.cited import texts_of
from cordee.plan.document import Block, Callout, Card, Document, Heading, Text
from cordee.plan.fixed import FIXED
from cordee.plan.model import PlanOption
from cordee.plan.voices import Audience, document_for

NAMES = sorted(every_case())


def section(document: Document, id: str) -> tuple[Block, ...]:
    return next((s.blocks for s in document.sections if s.id == id), ())


def cards(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Card]]:
    """Each card with the id of the entry of knowledge that heads it."""
    for block in blocks:
        if isinstance(block, Card):
            yield block.title.basis[0].removeprefix("knowledge:"), block


def under(blocks: tuple[Block, ...], heading: str) -> tuple[Block, ...]:
    """The blocks below one standing heading, up to the next."""
    found: list[Block] = []
    inside = False
    for block in blocks:
        if isinstance(block, Heading):
            inside = block.text.basis == (f"fixed:{heading}",)
        elif inside:
            found.append(block)
    return tuple(found)


def ids_in(blocks: tuple[Block, ...]) -> set[str]:
    return {
        b.removeprefix("knowledge:") for t in texts_of(blocks) for b in t.basis if b.startswith("knowledge:")
    }


def all_words(document: Document) -> str:
    return "\n".join(f"{t.words.fr}\n{t.words.en}" for t in texts_of(document))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_person_reads_as_possible_is_possible_in_the_plan(name: str) -> None:
    options = {o.id: o for o in every_plan()[name].options}
    shown = {
        id: card for id, card in cards(section(document_of(name, "person"), "possible")) if id in options
    }
    for id, card in shown.items():
        o = options[id]
        assert o.verdict is not Answer.NO, id
        assert o.refused is None, id
        assert o.if_it_happens is False, id
        assert card.verdict == o.verdict.value, id
        wanted = (
            "badge.always"
            if o.family == "no-tumour-directed-treatment"
            else "badge.yes"
            if o.verdict is Answer.YES
            else "badge.unknown"
        )
        assert card.badge.words == FIXED[wanted], id


@pytest.mark.parametrize("name", NAMES)
def test_what_the_clinician_reads_as_open_is_what_the_plan_says_is_open(name: str) -> None:
    plan = every_plan()[name]
    blocks = section(document_of(name, "clinician"), "options")
    open_ = {o.id for o in plan.options if o.verdict is Answer.YES and not o.refused}
    assert ids_in(under(blocks, "heading.open")) | ids_in(under(blocks, "heading.more-open")) == open_


@pytest.mark.parametrize("name", NAMES)
def test_both_voices_say_of_an_option_what_the_plan_says(name: str) -> None:
    """An option that both show carries the same sign in both."""
    of_clinician = dict(cards(section(document_of(name, "clinician"), "options")))
    for id, card in cards(section(document_of(name, "person"), "possible")):
        if id in of_clinician:
            assert card.verdict == of_clinician[id].verdict, id


@pytest.mark.parametrize("name", NAMES)
def test_the_clinician_finds_every_option_of_the_plan_once(name: str) -> None:
    blocks = section(document_of(name, "clinician"), "options")
    named = [
        t.basis[0].removeprefix("knowledge:")
        for block in blocks
        if not isinstance(block, Callout)
        for t in ([block.title] if isinstance(block, Card) else [i.text for i in getattr(block, "items", ())])
    ]
    assert sorted(named) == sorted(o.id for o in every_plan()[name].options)


@pytest.mark.parametrize("name", [n for n in NAMES if "refuses" in n])
def test_what_is_refused_is_never_shown_as_possible(name: str) -> None:
    refused = {o.id for o in every_plan()[name].options if o.refused}
    assert not refused & {id for id, _ in cards(section(document_of(name, "person"), "possible"))}
    clinician = section(document_of(name, "clinician"), "options")
    assert not refused & {id for id, _ in cards(clinician)}
    assert refused <= ids_in(under(clinician, "heading.refused"))
    if refused:
        assert FIXED["person.refused"].fr in all_words(document_of(name, "person"))


@pytest.mark.parametrize("name", NAMES)
def test_both_voices_answer_alike_whether_the_illness_progresses(name: str) -> None:
    said = every_plan()[name].situation.progression
    plain = {
        Answer.YES: "La maladie a grandi",
        Answer.NO: "la maladie ne grandissait pas",
        Answer.UNKNOWN: "Nous ne savons pas encore si la maladie a grandi",
    }
    terse = {
        Answer.YES: "la maladie progresse",
        Answer.NO: "la maladie est contenue",
        Answer.UNKNOWN: "on ne sait pas si la maladie progresse",
    }
    now = next(a for a, words in terse.items() if said.words.fr.startswith(words))
    assert said.unknown == (now is Answer.UNKNOWN)
    assert plain[now] in all_words(document_of(name, "person"))
    assert said.words.fr in all_words(document_of(name, "clinician"))
    for other in set(Answer) - {now}:
        assert plain[other] not in all_words(document_of(name, "person"))


@pytest.mark.parametrize("name", NAMES)
def test_a_line_that_failed_is_not_told_as_one_that_went_well(name: str) -> None:
    plan = every_plan()[name]
    told = all_words(document_of(name, "person"))
    failed = [line for line in plan.failures.lines if line.failed is Answer.YES]
    assert (FIXED["person.not-your-fault"].fr in told) == bool(failed)
    items = [i.text for b in section(document_of(name, "person"), "done") for i in getattr(b, "items", ())]
    assert len(items) == len(plan.failures.lines)
    for line, text in zip(plan.failures.lines, items, strict=True):
        assert line.drugs.en.lower() in text.words.en.lower()
        if line.failed is Answer.YES:
            assert "It was completed." not in text.words.en
            assert "It goes on." not in text.words.en
        if "ongoing" in line.outcomes:
            assert "ended" not in text.words.en


# Talking of time: nothing unless a clinician gave a median and the person wishes to know.

SPAN = re.compile(r"\d+(?:[.,]\d+)?\s*(?:mois|months|ans|years|semaines|weeks)")


def shown_time(document: Document) -> list[Text]:
    return list(texts_of(section(document, "time")))


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_time_is_spoken_of_only_when_asked_and_when_a_median_is_given(name: str, voice: Audience) -> None:
    case, wishing = every_case()[name], every_case()[f"{name}, wishes to know"]
    recorded = any(j.question == "wishes-to-know-time" and j.answer == "yes" for j in case.judgements)
    unasked = make_plan(case, on=ON, median_months=10)
    assert (unasked.survival is not None) == recorded
    no_median = make_plan(wishing, on=ON)
    assert no_median.survival is None
    assert not shown_time(document_for(no_median, wishing, voice))
    asked = shown_time(document_for(make_plan(wishing, on=ON, median_months=10), wishing, voice))
    assert any(SPAN.search(t.words.fr) for t in asked)
    if not recorded:
        assert not shown_time(document_for(unasked, case, voice))


def test_the_scenarios_are_ranges_of_the_clinicians_own_median() -> None:
    """From 10 months: worst 2.5, typical 5 to 20, best 30 (Kiely 2011, PMID 21189397). The median itself is not said."""
    name = f"{EXAMPLES[0]}, wishes to know"
    made = every_plan()[name].survival
    assert made is not None
    assert (made.worst, made.typical, made.best) == ((0.0, 2.5), (5.0, 20.0), (30.0, 30.0))
    for voice in VOICES:
        told = "\n".join(f"{t.words.fr} {t.words.en}" for t in shown_time(document_of(name, voice)))
        assert all(figure in told for figure in ("2,5 mois", "5 mois", "20 mois", "30 mois", "2.5 months"))
        assert not re.search(r"\b10 (mois|months)", told)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_wish_not_to_know_is_kept(name: str) -> None:
    said_no = msgspec.structs.replace(
        case_of(name),
        judgements=tuple(
            msgspec.structs.replace(j, answer="no")
            for j in every_case()[f"{name}, wishes to know"].judgements
        ),
    )
    assert make_plan(said_no, on=ON, median_months=10).survival is None


# What both always hold.


def without_tumour_treatment(plan: Plan) -> list[PlanOption]:
    return [o for o in plan.options if o.family == "no-tumour-directed-treatment"]


@pytest.mark.parametrize("name", NAMES)
def test_care_without_tumour_treatment_stands_in_every_plan(name: str) -> None:
    (o,) = without_tumour_treatment(every_plan()[name])
    assert o.verdict is Answer.YES
    assert o.offers
    assert o.refused is None
    for voice, where in (("clinician", "options"), ("person", "possible")):
        card = dict(cards(section(document_of(name, voice), where)))[o.id]  # type: ignore[arg-type]
        assert card.badge.words == FIXED["badge.always"]


@pytest.mark.parametrize("name", NAMES)
def test_who_coordinates_is_named_or_said_to_be_missing(name: str) -> None:
    named = [t.name for t in every_case()[name].team if t.role == "coordinator"]
    for voice in VOICES:
        told = all_words(document_of(name, voice))
        if named:
            assert any(n in told for n in named)
        else:
            missing = (
                "aucun coordinateur nommé" if voice == "clinician" else FIXED["person.no-coordinator"].fr
            )
            assert missing in told


def test_an_empty_record_gives_a_plan_that_says_so() -> None:
    plan = make_plan(Case(), on=ON)
    s = plan.situation
    assert s.person.unknown
    assert s.progression.unknown
    assert s.coordinator.unknown
    assert all(x.unknown for x in (*s.illness, *s.spread, *s.biology, *s.wishes))
    assert plan.failures.chemotherapy_failed is Answer.UNKNOWN
    assert [o.family for o in plan.options if o.verdict is Answer.YES][-1] == "no-tumour-directed-treatment"
    assert plan.to_find_out
