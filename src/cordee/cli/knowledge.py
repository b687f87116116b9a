"""`cordee knowledge …`: what Cordée knows, entry by entry, and whether it may ship."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from cordee.knowledge import Knowledge
from cordee.terms import load_terms


def check(arguments: Namespace) -> int:
    """Print every complaint; exit 1 when there is one."""
    from cordee.knowledge.check import check_knowledge

    knowledge = _read(arguments)
    complaints = check_knowledge(knowledge, load_terms())
    for complaint in complaints:
        print(complaint.line())
    sources = sum(len(pack.sources) for pack in knowledge.packs)
    reviewed = sum(getattr(e, "review", "") != "not reviewed" for p in knowledge.packs for e in p.entries())
    print(
        f"{len(knowledge)} entries in {len(knowledge.packs)} files, {sources} sources, {reviewed} reviewed, "
        f"{len(complaints)} complaints (version {knowledge.version})",
        file=sys.stderr if complaints else sys.stdout,
    )
    return 1 if complaints else 0


def _read(arguments: Namespace) -> Knowledge:
    from cordee.knowledge.load import DATA, read_knowledge

    return read_knowledge(Path(arguments.folder) if getattr(arguments, "folder", None) else DATA, load_terms())
