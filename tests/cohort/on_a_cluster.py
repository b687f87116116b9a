"""Run by the test of the cluster in a process of its own: sweep the partitions named, write one line a criterion."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cordee.cohort.cluster import codes_of, sweep_on_cluster
from cordee.criteria import parse_text
from cordee.terms import load_terms


def main(conditions: Path, parts: list[str]) -> None:
    """`conditions`: a JSON list of conditions as text."""
    import ray

    # Two processes that each have a core of their own, as two machines would.
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    terms = load_terms()
    criteria = [parse_text(text, terms) for text in json.loads(conditions.read_text())]
    tables = list(sweep_on_cluster(parts, criteria))
    for criterion in range(len(criteria)):
        sys.stdout.write(json.dumps(codes_of(tables, criterion).tolist()) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
