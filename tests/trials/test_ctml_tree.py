"""The boolean tree of a match. Held against the engine's own nine cases, read as a Boolean function of their leaves."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from ctml_writing import TERMS, sound, trial

from cordee.case.answer import Answer
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import Criterion
from cordee.files.located_yaml import Located, Pointer, read_located
from cordee.knowledge.reachable import value_with
from cordee.trials.ctml.match_tree import read_match
from cordee.trials.ctml.page import Page
from cordee.trials.set_aside import SetAside
from cordee.trials.simplify import simplify

CASES = [
    "and_and_and", "and_and_or", "and_or_and", "and_or_or", "or_and_and", "or_and_or", "or_or_and", "or_or_or", "all_cases",
]  # fmt: skip


def placeholder(page: Page, body: dict[Any, Any], at: Pointer) -> Criterion:
    """The cases' leaves are placeholders, `g1: {g1_key: g1_val}`: each is its own condition."""
    return StatedLeaf(json.dumps(body, sort_keys=True))


def read(document: Located) -> Criterion:
    names = dict.fromkeys([f"{kind}{n}" for kind in "gc" for n in ["", *range(1, 30)]], placeholder)
    page = Page(document, TERMS)
    tree = read_match(page, document.value, (), names, {})
    page.refuse()
    assert tree is not None
    return tree


def plainly(node: dict[str, Any], holds: dict[str, bool]) -> bool:
    """The same, by the language's words alone: a mapping holds when all its keys do."""
    parts = []
    for key, body in node.items():
        if key == "and":
            parts.append(all(plainly(item, holds) for item in body))
        elif key == "or":
            parts.append(any(plainly(item, holds) for item in body))
        else:
            parts.append(holds[json.dumps(body, sort_keys=True)])
    return all(parts)


def names_in(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(names_in, node))
    below = [names_in(body) for key, body in node.items() if key in ("and", "or")]
    return set().union(
        *below, {json.dumps(b, sort_keys=True) for k, b in node.items() if k not in ("and", "or")}
    )


@pytest.mark.parametrize("name", CASES)
def test_the_engines_own_cases(name: str, ctml_data: Path) -> None:
    text = (ctml_data / "matchengine" / "ctml_boolean_cases" / f"{name}.json").read_text()
    written = json.loads(text)
    tree = read(read_located(text, f"{name}.json"))
    shorter = simplify(tree)
    names = sorted(names_in(written))
    chance = Random(0)
    some = ([chance.random() < 0.7 for _ in names] for _ in range(4096))
    for world in product((True, False), repeat=len(names)) if len(names) <= 12 else some:
        holds = dict(zip(names, world, strict=True))
        given = {StatedLeaf(n): Answer.YES if yes else Answer.NO for n, yes in holds.items()}
        expected = Answer.YES if plainly(written, holds) else Answer.NO
        assert value_with(tree, given) is expected
        assert value_with(shorter, given) is expected


def test_a_leaf_written_beside_its_name_is_put_below_it() -> None:
    read_as = sound("- or:\n  - genomic:\n    hugo_symbol: TP53\n    variant_category: Mutation\n")
    meant = sound("- or:\n  - genomic:\n      hugo_symbol: TP53\n      variant_category: Mutation\n")
    assert read_as.arms == meant.arms
    assert read_as.warnings == ("line 11: the keys of 'genomic' stand beside it; read as standing below it.",)


@pytest.mark.parametrize(
    ("match", "line", "problem"),
    [
        ("  []", 10, "an empty match asks nothing of anybody."),
        ("- and: []\n", 10, "an empty 'and'."),
        ("- clinical: {}\n", 10, "an empty 'clinical' asks nothing."),
        ("- clinicel:\n    gender: Male\n", 11, "'clinicel' is not a kind of condition."),
        ("- just a text\n", 10, "expected and, or, or a leaf (clinical, genomic)."),
        ("- and:\n  - {}\n", 11, "expected and, or, or a leaf (clinical, genomic)."),
    ],
)
def test_a_tree_that_cannot_be_read_sets_the_trial_aside(match: str, line: int, problem: str) -> None:
    aside = trial(match)
    assert isinstance(aside, SetAside)
    assert [(fault.where, fault.problem) for fault in aside.faults] == [(f"line {line}", problem)]


def test_every_fault_of_a_trial_is_told_at_once() -> None:
    aside = trial(
        "- clinical:\n    age_numerical: '>=999'\n    gendre: Male\n- genomic:\n    hugo_symbol: KRAS\n    exon: none\n"
    )
    assert isinstance(aside, SetAside)
    assert [fault.where for fault in aside.faults] == ["line 11", "line 12", "line 15"]
