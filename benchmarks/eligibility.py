"""The reader of eligibility against the sentences labelled by hand: precision and recall, criterion by criterion."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.trials.eligibility.sample import TRIALS, draw, texts

from benchmarks.main_job import Figure
from cordee.criteria import Criterion, parse
from cordee.criteria.bounds import Bound, Limit
from cordee.criteria.leaf import Leaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, AnyOf, AtLeast, NoneOf
from cordee.files.located_yaml import read_located
from cordee.terms import Terms, load_terms
from cordee.trials.eligibility import read_eligibility

PRECISION, RECALL = 0.95, 0.6  # what was asked of the reader
LABELS = Path(__file__).parents[1] / "tests" / "trials" / "eligibility" / "labels.yaml"


class Judged(NamedTuple):
    """One sentence: what it asks, what was claimed of it."""

    key: str
    text: str
    asked: frozenset[Any]
    claimed: frozenset[Any]


class Figures(NamedTuple):
    """Counts over sentences of one part."""

    sentences: int
    asked: int
    claimed: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.claimed if self.claimed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.asked if self.asked else 1.0


def judged(part: str, terms: Terms | None = None) -> list[Judged]:
    """The labelled sentences of 'development' or 'held-out', each with its label and the reader's claim."""
    terms = terms or load_terms()
    document = read_located(LABELS.read_text(encoding="utf-8"), LABELS.name)
    sources = texts()
    sentences = {s.key: s for s, _ in draw()}
    readings = {}
    found = []
    for i, label in enumerate(document.value):
        if label["part"] != part:
            continue
        trial, start, end = label["trial"], label["start"], label["end"]
        sentence = sentences[f"{trial}:{start}-{end}"]
        if sentence.sha256 != label["sha256"]:
            raise ValueError(f"the text of {trial} is not the one that was labelled")
        if trial not in readings:
            readings[trial] = read_eligibility(sources[trial], terms)
        asked: set[Any] = set()
        if label["asks"] != "unreadable":
            for n in range(len(label["asks"])):
                asked |= set(atoms(parse(document, (i, "asks", n), terms)))
        claimed: set[Any] = set()
        for span in readings[trial].spans:
            # A span belongs to the sentence that holds most of it.
            overlap = min(span.end, end) - max(span.start, start)
            if span.criterion is not None and overlap * 2 > len(span.text.strip()):
                claimed |= set(atoms(span.criterion if span.inclusion else NoneOf((span.criterion,))))
        found.append(Judged(sentence.key, sentence.text, frozenset(asked), frozenset(claimed)))
    return found


def figures(cases: list[Judged]) -> Figures:
    """Counts of criteria asked, claimed, and claimed rightly."""
    return Figures(
        len(cases),
        sum(len(c.asked) for c in cases),
        sum(len(c.claimed) for c in cases),
        sum(len(c.asked & c.claimed) for c in cases),
    )


def atoms(tree: Criterion) -> Iterator[Any]:
    """The separate conditions of a tree, in one writing: 'none of a and b' is 'not a' and 'not b'."""
    match tree:
        case All(of):
            for part in of:
                yield from atoms(part)
        case NoneOf(of):
            for part in of:
                for one in _alternatives(part):
                    yield ("not", _plain(one))
        case StatedLeaf():
            return
        case _:
            yield _plain(tree)


def _alternatives(tree: Criterion) -> Iterator[Criterion]:
    if isinstance(tree, AnyOf):
        for part in tree.of:
            yield from _alternatives(part)
    elif not isinstance(tree, StatedLeaf):
        yield tree


def _plain(tree: Criterion) -> Any:
    if isinstance(tree, Leaf):
        values = tuple((f, _value(getattr(tree, f))) for f in tree.__struct_fields__ if f != "within")
        return (tree.KEY, values)
    if isinstance(tree, AtLeast):
        return ("at_least", tree.count, frozenset(map(_plain, tree.of)))
    return (type(tree).__name__, frozenset(map(_plain, tree.of)))


def _value(value: Any) -> Any:
    if isinstance(value, Limit):
        return (round(value.value, 6), value.of)
    if isinstance(value, Bound):
        # On scales that only know whole numbers '> 1' is '≥ 2', and no ECOG is below 0.
        low = value.low + 1 if value.low_open and value.low == int(value.low) and value.low < 5 else value.low
        return (max(low, 0), value.high, value.high_open)
    return frozenset(value) if isinstance(value, tuple) else value


def eligibility_figures() -> list[Figure]:
    """Precision and recall on the development sentences and on those held out; nothing without the shared trials."""
    if not TRIALS.is_dir():
        print(f"eligibility: not measured, no trials in {TRIALS} (set CORDEE_TEST_DATA)", file=sys.stderr)
        return []
    terms = load_terms()
    return [_figure(part, figures(judged(part, terms))) for part in ("development", "held-out")]


def _figure(part: str, counts: Figures) -> Figure:
    precision = f"precision {counts.precision:.3f} ({counts.right} of {counts.claimed} claims right)"
    recall = f"recall {counts.recall:.3f} ({counts.right} of {counts.asked} criteria read)"
    return Figure(
        what=f"eligibility in prose, {part}",
        measured=f"{precision}, {recall}",
        against=f"{counts.sentences} sentences labelled by hand",
        bound=f"precision ≥ {PRECISION}, recall ≥ {RECALL}",
        met=counts.precision >= PRECISION and counts.recall >= RECALL,
    )
