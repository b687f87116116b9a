"""In which order trees are answered, and where their planes stand: so that what was just written is still in cache."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cordee.cohort.program import Program


@dataclass
class Batch:
    """Some trees that are answered together. `leaves`: those that none before asked, whose planes have to be written
    first. `made`: the row of each node that is made, in order. `trees`: which criteria are answered then; the planes of
    those that nothing else asks stand until the next batch."""

    leaves: range
    made: dict[int, int] = field(default_factory=dict)
    trees: list[int] = field(default_factory=list)


@dataclass
class Layout:
    """`kept`: the row of each place that stays for the whole of a chunk: leaves, and what more than one place uses.
    `rows`: how many rows there are, those of passing results among them."""

    kept: dict[int, int]
    batches: list[Batch]
    rows: int


def layout(program: Program, at_a_time: int) -> Layout:
    """Trees in the program's order, cut where `at_a_time` leaves that none before asked, or results, are together."""
    leaves = len(program.leaves)
    uses = Counter(part for node in program.nodes for part in node.parts)
    trees_of: dict[int, list[int]] = {}
    for tree, (place, _) in enumerate(program.roots):
        trees_of.setdefault(place, []).append(tree)
    kept = {place: place for place in range(leaves)}
    reach: list[int] = []
    passing: list[int] = []
    for i, node in enumerate(program.nodes):
        place = leaves + i
        reach.append(max((p + 1 if p < leaves else reach[p - leaves] for p in node.parts), default=0))
        if uses[place] > 1 or (uses[place] and place in trees_of):
            kept[place] = len(kept)
        elif place in trees_of:
            passing.append(place)
    batches = [Batch(range(0))]
    asked = here = most = 0
    is_passing = set(passing)
    for i in range(len(program.nodes)):
        place = leaves + i
        if place not in kept and place not in is_passing:
            continue
        batch = batches[-1]
        if here >= at_a_time or max(asked, reach[i]) - batch.leaves.start > at_a_time:
            batches.append(batch := Batch(range(asked, asked)))
            here = 0
        asked = max(asked, reach[i])
        batch.leaves = range(batch.leaves.start, asked)
        batch.made[place] = kept[place] if place in kept else len(kept) + here
        batch.trees += trees_of.get(place, [])
        here += place in is_passing
        most = max(most, here)
    batches[-1].leaves = range(batches[-1].leaves.start, leaves)
    for batch in batches:
        batch.trees += [tree for leaf in batch.leaves for tree in trees_of.get(leaf, [])]
    return Layout(kept, batches, len(kept) + most)
