"""One process of the cohort benchmark: `python -m benchmarks.cohort_run PEOPLE TREES…` sweeps and prints JSON, so that
memory is this work's own."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from typing import Any

import numpy as np

from benchmarks.invented_cohort import invented_cohort
from benchmarks.varied_trials import shared_trials, varied
from cordee.cohort.aspects import aspect
from cordee.cohort.cohort import Cohort
from cordee.cohort.index import index
from cordee.cohort.leaf_planes import LeafPlanes
from cordee.cohort.program import compiled
from cordee.cohort.run import Run
from cordee.criteria import CaseView, Criterion, answer
from cordee.terms import Terms, load_terms

ON = date(2026, 11, 20)


def swept(cohort: Cohort, trees: list[Criterion], terms: Terms) -> dict[str, Any]:
    """Seconds of each part of one sweep: index (value → people), answers and planes of the leaves, trees."""
    program = compiled(trees)
    start = time.perf_counter()
    for leaf in program.leaves:
        index(cohort, aspect(leaf), terms)
    indexed = time.perf_counter()
    leaves = LeafPlanes(cohort, program.leaves, terms)
    asked = time.perf_counter()
    chunks = cohort.chunks()
    words = -(-max(high - low for low, high in chunks) // 64)
    run = Run(program, words)
    in_planes = in_trees = 0.0
    for number in range(len(chunks)):
        planes = run.planes.view(np.uint8)
        for place, batch in enumerate(run.batches):
            begun = time.perf_counter()
            leaves.write(number, planes, run.row, batch.leaves)
            written = time.perf_counter()
            run.trees(place)
            in_trees += time.perf_counter() - written
            in_planes += written - begun
    steps = sum(len(part) for parts in run.steps for part in parts) / len(run.steps[0])
    return {
        "people": len(cohort),
        "trees": len(trees),
        "leaves": len(program.leaves),
        "steps": steps,
        "index": indexed - start,
        "answers": asked - indexed,
        "planes": in_planes,
        "tree": in_trees,
        "bytes": steps * words * 8 * 3 * len(chunks),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


def in_cache() -> float:
    """Bytes a second of `bitwise_and` on one core, two planes of 32 KiB read and one written, all in cache: the size the
    sweep works with."""
    first, second, out = (np.zeros(4096, np.uint64) for _ in range(3))
    start = time.perf_counter()
    for _ in range(50_000):
        np.bitwise_and(first, second, out)
    return 50_000 * 3 * first.nbytes / (time.perf_counter() - start)


def streaming() -> float:
    """Bytes a second of `bitwise_and` over memory, one core."""
    first, second, out = (np.ones(1 << 25, np.uint64) for _ in range(3))
    start = time.perf_counter()
    np.bitwise_and(first, second, out)
    return 3 * first.nbytes / (time.perf_counter() - start)


def plain_loop(cohort: Cohort, trees: list[Criterion], terms: Terms) -> float:
    """Pairs a second of the reference, person after person."""
    cases = [cohort.case(p) for p in range(min(50, len(cohort)))]
    start = time.perf_counter()
    for case in cases:
        view = CaseView(case, cohort.on, terms)
        for tree in trees:
            answer(tree, view)
    return len(cases) * len(trees) / (time.perf_counter() - start)


def main(arguments: list[str]) -> None:
    """Print one JSON object."""
    people, *counts = map(int, arguments)
    terms = load_terms()
    start = time.perf_counter()
    cohort = invented_cohort(people, ON, terms)
    made = time.perf_counter() - start
    trees, source = shared_trials(terms)
    criteria = varied(trees, max(counts), terms)
    runs = [swept(cohort, criteria[:count], terms) for count in counts]
    print(
        json.dumps(
            {
                "source": source,
                "made": made,
                "runs": runs,
                "in_cache": in_cache(),
                "streaming": streaming(),
                "loop": plain_loop(cohort, criteria[:300], terms),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
