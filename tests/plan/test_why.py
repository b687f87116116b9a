"""Why, why not, and what would change it: one entry of knowledge against one person."""

from __future__ import annotations

from datetime import date

import pytest
from example_plans import ON, case_of, plan_of
from orphans import orphans_of_document

from cordee.case.answer import Answer
from cordee.files.fault import BadInput
from cordee.knowledge import load_knowledge
from cordee.plan.cited import texts_of
from cordee.plan.document import Bullets, Card, Document, Item
from cordee.plan.fixed import FIXED
from cordee.plan.lay_proof import SIGNS
from cordee.plan.why import why

KNOWLEDGE = load_knowledge()
KRAS = "colorectal-kras-g12c"
EVERY_ENTRY = [entry.id for pack in KNOWLEDGE.packs for entry in pack.entries()]


def card_of(document: Document) -> Card:
    return next(b for b in document.sections[0].blocks if isinstance(b, Card))


def would_change(document: Document) -> tuple[Item, ...]:
    return [b for b in document.sections[0].blocks if isinstance(b, Bullets)][-1].items


def test_every_entry_can_be_explained_and_traced() -> None:
    plan, case = plan_of(KRAS), case_of(KRAS)
    for id in EVERY_ENTRY:
        document = why(case, id, ON)
        wrong = [w for w in orphans_of_document(document, plan, case, KNOWLEDGE) if not _of_this_document(w)]
        assert wrong == [], id


def _of_this_document(complaint: str) -> bool:
    """An explanation may name a source, or an open question, that the plan has no use for."""
    return "rests on 'source:" in complaint or "rests on 'unknown:" in complaint


def test_every_source_named_is_listed_and_every_number_leads_to_one() -> None:
    for id in EVERY_ENTRY:
        document = why(case_of(KRAS), id, ON)
        listed = [
            t.basis[0] for s in document.sections if s.id == "sources" for b in s.blocks for t in texts_of(b)
        ]
        said = [t for s in document.sections if s.id != "sources" for t in texts_of(s)]
        assert {b for t in said for b in t.basis if b.startswith("source:")} <= set(listed), id
        assert all(1 <= note <= len(listed) for text in said for note in text.notes), id


@pytest.mark.parametrize("name", ["prostate-brca2", KRAS, "incomplete-record"])
def test_an_explanation_answers_as_the_plan_does(name: str) -> None:
    for o in plan_of(name).options:
        card = card_of(why(case_of(name), o.id, ON))
        always = o.family == "no-tumour-directed-treatment"
        assert card.verdict == ("yes" if always else SIGNS[o.verdict]), o.id
        assert card.title.words == o.name


def test_what_would_change_it_is_what_the_plan_would_find_out() -> None:
    for name in (KRAS, "incomplete-record"):
        plan = plan_of(name)
        for o in plan.options:
            items = would_change(why(case_of(name), o.id, ON))
            if o.verdict is Answer.UNKNOWN:
                heads = {item.text.basis[0].removeprefix("unknown:").partition(":")[0] for item in items}
                keys = {key.partition(":")[0] for key in o.to_settle}
                assert keys <= heads, o.id
                if o.to_settle:
                    assert heads <= keys, o.id
            else:
                assert [item.text.words for item in items] == [FIXED["why.settled"]], o.id


def test_an_unknown_id_is_refused_with_its_neighbours() -> None:
    with pytest.raises(BadInput) as refused:
        why(case_of(KRAS), "colorectal.kras-g12c.sotorasib", date(2026, 11, 20))
    assert "colorectal.kras-g12c.sotorasib-panitumumab" in refused.value.faults[0].line()
