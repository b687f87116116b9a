"""In which order trees are answered, and where their planes stand: so that what was just written is still in cache."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cordee.cohort.program import Program


@dataclass
class Batch:
    """Some trees that are answered together. `leaves`: those that none before asked, whose planes have to be written
    first. `made`: the places of the nodes that are made, in order. `trees`: which criteria are answered then; their planes,
    and those of their leaves, stand until the next batch."""

    leaves: range
    made: list[int] = field(default_factory=list)
    trees: list[int] = field(default_factory=list)


@dataclass
class Layout:
    """`row`: where the planes of each place stand, from the batch that writes them to the last that reads them: leaves,
    results, and what more than one place uses. A row that was read last is the first to be written again, while it is
    still in cache. `rows`: how many rows there are."""

    row: dict[int, int]
    batches: list[Batch]
    rows: int


def layout(program: Program, at_a_time: int) -> Layout:
    """Trees in the program's order, cut where `at_a_time` leaves that none before asked, or results, are together."""
    batches = _batches(program, at_a_time)
    after, ends = _over(program, batches)
    row: dict[int, int] = {}
    free: list[int] = []
    rows = 0

    def take(place: int) -> None:
        nonlocal rows
        if not free:
            free.append(rows)
            rows += 1
        row[place] = free.pop()

    for batch, over in zip(batches, ends, strict=True):
        for leaf in batch.leaves:
            take(leaf)
        for place in batch.made:
            take(place)
            free += [row[done] for done in after.get(place, ())]
        free += [row[done] for done in over]
    return Layout(row, batches, rows)


def _batches(program: Program, at_a_time: int) -> list[Batch]:
    leaves = len(program.leaves)
    uses = Counter(part for node in program.nodes for part in node.parts)
    trees_of: dict[int, list[int]] = {}
    for tree, (place, _) in enumerate(program.roots):
        trees_of.setdefault(place, []).append(tree)
    reach: list[int] = []
    batches = [Batch(range(0))]
    asked = results = 0
    for place, node in enumerate(program.nodes, leaves):
        held = (leaf for tree in trees_of.get(place, ()) for leaf in program.leaves_of[tree])
        below = (p if p < leaves else reach[p - leaves] - 1 for p in node.parts)
        reach.append(1 + max((*below, *held), default=-1))
        if uses[place] < 2 and place not in trees_of:
            continue
        batch = batches[-1]
        if results >= at_a_time or max(asked, reach[-1]) - batch.leaves.start > at_a_time:
            batches.append(batch := Batch(range(asked, asked)))
            results = 0
        asked = max(asked, reach[-1])
        batch.leaves = range(batch.leaves.start, asked)
        batch.made.append(place)
        batch.trees += trees_of.get(place, [])
        results += not uses[place]
    batches[-1].leaves = range(batches[-1].leaves.start, leaves)
    for batch in batches:
        batch.trees += [tree for leaf in batch.leaves for tree in trees_of.get(leaf, [])]
    return batches


def _over(program: Program, batches: list[Batch]) -> tuple[dict[int, list[int]], list[list[int]]]:
    """Whose planes nobody reads any more: by the node that was the last to, those of nodes that are nobody's result; by batch,
    those of results, and of leaves."""
    leaves = len(program.leaves)
    last: dict[int, int] = {}
    ends: dict[int, int] = {}
    for number, batch in enumerate(batches):
        ends.update(dict.fromkeys(batch.leaves, number))
        for made in batch.made:
            read = [*program.nodes[made - leaves].parts]
            while read:
                place = read.pop()
                if place in ends:
                    ends[place] = number
                elif place in last:
                    last[place] = made
                else:
                    read += program.nodes[place - leaves].parts
            last[made] = made
        for tree in batch.trees:
            root = program.roots[tree][0]
            last.pop(root, None)
            ends.update(dict.fromkeys((root, *program.leaves_of[tree]), number))
    after: dict[int, list[int]] = {}
    for place, made in last.items():
        after.setdefault(made, []).append(place)
    over: list[list[int]] = [[] for _ in batches]
    for place, number in ends.items():
        over[number].append(place)
    return after, over
