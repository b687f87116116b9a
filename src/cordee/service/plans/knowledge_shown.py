"""An entry of knowledge as a page shows it: what it says, whom it concerns, its figures, its sources, its review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cordee.knowledge import CureException, Entry, Knowledge, Option, Question, RedFlag, Support, Trigger
from cordee.knowledge.pack import label
from cordee.knowledge.source import KnowledgeSource
from cordee.plan.families import AIMS, FAMILIES
from cordee.plan.figures import benefit_words, burden_words, evidence_words
from cordee.plan.sentence import sentence
from cordee.service.plans.condition_words import Line, condition_lines
from cordee.terms import Words

AnyEntry = Entry | Question


@dataclass(frozen=True)
class Said:
    """Something an entry says, with the sources of that statement."""

    label: str
    words: Words
    sources: tuple[int, ...] = ()


@dataclass(frozen=True)
class CautionShown:
    """A caution, and whom it concerns."""

    words: Words
    when: tuple[Line, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True)
class EntryShown:
    """The page of an entry."""

    id: str
    kind: str
    name: Words
    when: tuple[Line, ...]
    says: tuple[Said, ...]
    figures: tuple[Said, ...]
    cautions: tuple[CautionShown, ...]
    sources: tuple[KnowledgeSource, ...]
    review: str
    reviewed: bool
    checked: date | None


def kind_of(entry: AnyEntry) -> str:
    """What sort of entry it is."""
    names = {
        Option: _("option"),
        CureException: _("exception where cure may still be possible"),
        Trigger: _("reason to call in another team"),
        RedFlag: _("sign that can't wait"),
        Support: _("supportive care"),
        Question: _("question for the next talk"),
    }
    return names[type(entry)]


def entry_shown(knowledge: Knowledge, entry: AnyEntry) -> EntryShown:
    """The page of `entry`."""
    keys = list(dict.fromkeys(_keys(entry)))
    numbers = {key: n for n, key in enumerate(keys, 1)}
    sources = tuple(knowledge.source(knowledge.source_id(entry.id, key)) for key in keys)
    return EntryShown(
        id=entry.id,
        kind=kind_of(entry),
        name=label(entry),
        when=condition_lines(entry.when),
        says=tuple(_says(entry, numbers)),
        figures=tuple(_figures(entry, numbers)) if isinstance(entry, Option) else (),
        cautions=tuple(
            CautionShown(c.says, condition_lines(c.when), _at(numbers, c.sources)) for c in entry.cautions
        )
        if isinstance(entry, Option)
        else (),
        sources=sources,
        review=entry.review,
        reviewed=entry.review != "not reviewed",
        checked=entry.checked,
    )


def _keys(entry: AnyEntry) -> Sequence[str]:
    keys = [*entry.sources]
    if isinstance(entry, Option):
        keys += [e.source for e in entry.evidence]
        keys += [b.source for b in entry.benefit]
        keys += [a.source for a in entry.approvals]
        keys += [entry.burden.source] if entry.burden and entry.burden.source else []
        keys += [key for caution in entry.cautions for key in caution.sources]
    return keys


def _at(numbers: dict[str, int], keys: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({numbers[key] for key in keys if key in numbers}))


def _says(entry: AnyEntry, numbers: dict[str, int]) -> list[Said]:
    own = _at(numbers, entry.sources)
    rows: list[tuple[str, Words | None]] = []
    if isinstance(entry, Option):
        rows = [(_("To the person"), entry.plain), (_("To ask before closing this door"), entry.ask)]
        rows += [(_("Offers"), offer) for offer in entry.offers]
    elif isinstance(entry, CureException):
        rows = [
            (_("What is at stake"), entry.says),
            (_("To ask before closing this door"), entry.ask),
            (_("To the person"), entry.plain),
        ]
    elif isinstance(entry, Trigger):
        rows = [(_("Says"), entry.says)]
    elif isinstance(entry, RedFlag):
        rows = [
            (_("What the person notices"), entry.signs),
            (_("What to do"), entry.act),
            (_("Why"), entry.why),
        ]
    elif isinstance(entry, Support):
        rows = [(_("Offers"), entry.offers), (_("What the person can do"), entry.self_care)]
    return [Said(name, sentence(words), own) for name, words in rows if words is not None]


def _figures(option: Option, numbers: dict[str, int]) -> list[Said]:
    rows = [Said(_("Kind and aim"), FAMILIES[option.family] + Words.same(" · ") + AIMS[option.aim])]
    for evidence in option.evidence:
        if evidence.scale != "approval":
            rows.append(
                Said(_("Evidence"), evidence_words((evidence,), ()), _at(numbers, (evidence.source,)))
            )
    for approval in option.approvals:
        year = f" {approval.year}" if approval.year else ""
        words = Words.same(f"{approval.agency}{year}")
        rows.append(Said(_("Approval"), words, _at(numbers, (approval.source,))))
    for benefit in option.benefit:
        rows.append(Said(_("Benefit"), benefit_words(benefit), _at(numbers, (benefit.source,))))
    if option.burden is not None and (asked := burden_words(option.burden)).fr:
        keys = (option.burden.source,) if option.burden.source else option.sources
        rows.append(Said(_("What it asks"), asked, _at(numbers, keys)))
    return rows
