"""What `cordee knowledge check` refuses: a missing source, a dead id, an unreachable condition, a missing translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from cordee.criteria.tree import Criterion
from cordee.knowledge.option import Option
from cordee.knowledge.pack import Knowledge, Pack
from cordee.knowledge.reachable import why_unreachable
from cordee.knowledge.source import KnowledgeSource
from cordee.terms import Terms, Words

_BAD_FRENCH_SPACE = re.compile(r"[ \u00a0][:;!?»%]|«[ \u00a0]|(?<=[\wÀ-ÿ)»])[;!?](?!\w)")
_STRAIGHT_QUOTES = re.compile(r"(?<=\w)'(?=\w)")


class Complaint(msgspec.Struct, frozen=True):
    """One thing to mend: in which pack, which entry, what."""

    pack: str
    entry: str
    problem: str

    def line(self) -> str:
        """One line for a terminal."""
        return f"{self.pack}: {self.entry}: {self.problem}"


def check_knowledge(knowledge: Knowledge, terms: Terms) -> tuple[Complaint, ...]:
    """Every complaint about `knowledge`; none means it may ship."""
    found: list[Complaint] = []
    counts = Counter(e.id for p in knowledge.packs for e in p.entries())
    for pack in knowledge.packs:
        found.extend(_check_sources(pack))
        for entry in pack.entries():
            if counts[entry.id] > 1:
                found.append(Complaint(pack.pack, entry.id, "this id stands more than once"))
            found.extend(
                Complaint(pack.pack, entry.id, problem) for problem in _check_entry(pack, entry, terms)
            )
    return tuple(found)


def _check_sources(pack: Pack) -> Iterator[Complaint]:
    used = {key for entry in pack.entries() for key in source_keys(entry)}
    for key, source in pack.sources.items():
        if key not in used:
            yield Complaint(pack.pack, f"source {key}", "no entry uses it")
        if not source.seen.strip():
            yield Complaint(pack.pack, f"source {key}", "'seen' does not say how it was seen")
        if not _has_reference(source):
            yield Complaint(
                pack.pack, f"source {key}", "needs a pmid, doi, url, legal text or abstract number"
            )


def _has_reference(source: KnowledgeSource) -> bool:
    return bool(source.pmid or source.doi or source.url or source.legal or source.abstract)


def _check_entry(pack: Pack, entry: Any, terms: Terms) -> Iterator[str]:
    for key in sorted(source_keys(entry)):
        if key not in pack.sources:
            yield f"the source '{key}' is not in this file"
    if not entry.sources and not _claims_nothing(entry):
        yield "no source"
    yield from check_words(entry)
    for tree in conditions(entry):
        reason = why_unreachable(tree, terms)
        if reason:
            yield f"its condition can never hold: {reason}"
    if isinstance(entry, Option):
        yield from (f"'{d}' is not a known drug" for d in entry.drugs if terms.get("drug", d) is None)
        yield from _check_figures(entry)


def _claims_nothing(entry: Any) -> bool:
    return type(entry).__name__ == "Question"


def _check_figures(option: Option) -> Iterator[str]:
    for b in option.benefit:
        if b.median_months is None and b.percent is None and b.hazard_ratio is None:
            yield f"the figure for {b.endpoint} is empty"
        value = b.median_months if b.median_months is not None else b.percent
        if b.ci95 and value is not None:
            low, high = b.ci95
            if (low is not None and low > value) or (high is not None and high < value):
                yield f"the figure for {b.endpoint} lies outside its own interval"
        if b.hazard_ratio_ci95 and b.hazard_ratio is not None:
            low, high = b.hazard_ratio_ci95
            if not low <= b.hazard_ratio <= high:
                yield f"the hazard ratio for {b.endpoint} lies outside its own interval"
    if (
        option.burden
        and option.burden.source is None
        and (option.burden.grade_3_or_more_percent or option.burden.effects)
    ):
        yield "its burden has no source"


def check_words(entry: Any) -> Iterator[str]:
    """What is wrong with the texts inside `entry`: one language missing, French not typeset."""
    for words in all_words(entry):
        if not words.fr.strip() or not words.en.strip():
            yield f"a text is missing in one language: '{words.fr or words.en}'"
        if bad := _BAD_FRENCH_SPACE.search(words.fr):
            start = max(0, bad.start() - 20)
            yield f"French spacing (narrow no-break space expected): '…{words.fr[start : bad.end() + 5]}…'"
        if _STRAIGHT_QUOTES.search(words.fr):
            yield f"straight apostrophe in French: '{words.fr[:40]}…'"


def all_words(value: Any) -> Iterator[Words]:
    """Every text in both languages inside a value, conditions left out."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from all_words(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name != "when":
                yield from all_words(getattr(value, name))


def conditions(entry: Any) -> Iterator[Criterion]:
    """The entry's condition and those of its cautions."""
    yield entry.when
    for caution in getattr(entry, "cautions", ()):
        yield caution.when


def source_keys(value: Any) -> set[str]:
    """Every source key that an entry names, anywhere inside."""
    keys: set[str] = set()
    if isinstance(value, tuple | list):
        for item in value:
            keys |= source_keys(item)
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Words):
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if name == "source" and isinstance(inner, str):
                keys.add(inner)
            elif name == "sources":
                keys |= set(inner)
            elif name != "when":
                keys |= source_keys(inner)
    return keys
