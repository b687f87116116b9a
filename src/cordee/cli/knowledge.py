"""`cordee knowledge …`: what Cordée knows, entry by entry, and whether it may ship."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import get_args

from cordee.cli.language import language
from cordee.files.fault import BadInput
from cordee.knowledge import Knowledge, load_knowledge
from cordee.knowledge.pack import label
from cordee.terms import load_terms
from cordee.terms.term import TermKind


def check(arguments: Namespace) -> int:
    """Print every complaint; exit 1 when there is one."""
    from cordee.knowledge.check import check_knowledge
    from cordee.knowledge.load import DATA, read_knowledge

    folder = Path(arguments.folder) if arguments.folder else DATA
    if not folder.is_dir():
        raise BadInput.at(str(folder), "", "no such folder.")
    terms = load_terms()
    knowledge = read_knowledge(folder, terms)
    complaints = check_knowledge(knowledge, terms)
    for complaint in complaints:
        print(complaint.line())
    print(
        f"{counted(knowledge)}, {len(complaints)} complaints (version {knowledge.version})",
        file=sys.stderr if complaints else sys.stdout,
    )
    return 1 if complaints else 0


def counted(knowledge: Knowledge) -> str:
    """How much there is, in one line."""
    sources = sum(len(pack.sources) for pack in knowledge.packs)
    reviewed = sum(e.review != "not reviewed" for p in knowledge.packs for e in p.entries())
    return f"{len(knowledge)} entries in {len(knowledge.packs)} files, {sources} sources, {reviewed} reviewed"


def list_(arguments: Namespace) -> int:
    """One entry a line: id, kind, name; piped or not. `TEXT` keeps those whose id or name holds it."""
    lang = language(arguments)
    wanted = (arguments.text or "").lower()
    for pack in load_knowledge().packs:
        if arguments.pack and pack.pack != arguments.pack:
            continue
        for entry in pack.entries():
            name = label(entry).to(lang)
            kind = getattr(entry, "family", type(entry).__name__.lower())
            if wanted in entry.id.lower() or wanted in name.lower():
                print(f"{entry.id}\t{kind}\t{name}")
    return 0


def show(arguments: Namespace) -> int:
    """One entry in full, as written, with its sources."""
    import msgspec
    import yaml

    from cordee.knowledge.check import source_keys

    knowledge = load_knowledge()
    entry = knowledge.entry(arguments.id)
    if entry is None:
        import difflib

        known = [e.id for p in knowledge.packs for e in p.entries()]
        near = ", ".join(difflib.get_close_matches(arguments.id, known, n=3))
        raise BadInput.at(arguments.id, "", "no entry has this id.", f"Did you mean {near}?" if near else "")
    plain = _without_defaults(msgspec.to_builtins(entry))
    plain["sources"] = {
        key: _without_defaults(msgspec.to_builtins(knowledge.source(knowledge.source_id(entry.id, key))))
        for key in sorted(source_keys(entry))
    }
    print(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100), end="")
    return 0


def _without_defaults(plain: dict[str, object]) -> dict[str, object]:
    return {k: v for k, v in plain.items() if v not in (None, [], {})}


def terms(arguments: Namespace) -> int:
    """The ids of one kind of term, with both names: what conditions and cases are written with."""
    if arguments.kind not in get_args(TermKind):
        raise BadInput.at(
            arguments.kind, "", f"not a kind of term: expected {', '.join(get_args(TermKind))}."
        )
    for term in load_terms().all(arguments.kind):
        print(f"{term.id}\t{term.name.fr}\t{term.name.en}")
    return 0
