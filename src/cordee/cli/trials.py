"""`cordee trials add|list|search|show`: the store of clinical trials."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from cordee.cli.language import language
from cordee.cli.output import put
from cordee.files.fault import BadInput
from cordee.terms import Lang, Words, load_terms
from cordee.trials.countries import country_of, is_country
from cordee.trials.store import Listed, TrialStore, store_path
from cordee.trials.trial import OPEN


def add(arguments: Namespace) -> int:
    """Read trials into the store. Exit 1 when some were set aside, 2 when nothing could be read."""
    from cordee.trials.importing import import_paths

    with TrialStore(store_path()) as store:
        done = import_paths(store, [Path(p) for p in arguments.paths], load_terms(), _progress())
        total = len(store)
    _clear_line()
    for warning in done.warnings:
        print(f"cordee: {warning}", file=sys.stderr)
    for aside in done.set_aside:
        for fault in aside.faults:
            print(f"cordee: set aside: {fault.line()}", file=sys.stderr)
    for kept in done.kept:
        print(
            f"cordee: {kept}: not read this time: the version read before stays in the store.",
            file=sys.stderr,
        )
    parts = [f"{done.new} new", f"{done.changed} changed", f"{done.same} as before"]
    parts += [f"{done.older} older than what is there"] if done.older else []
    parts += [f"{len(done.set_aside)} set aside"] if done.set_aside else []
    parts += [f"{done.unchanged_files} files read before"] if done.unchanged_files else []
    print(
        f"{', '.join(parts)}; {total} trials in the store", file=sys.stderr if done.set_aside else sys.stdout
    )
    if not done.set_aside:
        return 0
    return 1 if done.taken or done.unchanged_files else 2


def list_(arguments: Namespace) -> int:
    """Every trial: one id a line when piped, a table on a terminal."""
    with _store() as store:
        return _listed(store.listed(_statuses(arguments), countries(arguments)), arguments)


def search(arguments: Namespace) -> int:
    """Trials that hold every word, the best first."""
    with _store() as store:
        return _listed(
            store.search(" ".join(arguments.text), _statuses(arguments), countries(arguments)), arguments
        )


def show(arguments: Namespace) -> int:
    """One trial, as it was understood."""
    import msgspec

    from cordee.cli.trials_text import trial_text

    with _store() as store:
        trial = store.get(arguments.id)
    if trial is None:
        raise unknown_trial(arguments.id)
    if arguments.format == "json":
        put(msgspec.json.format(msgspec.json.encode(trial), indent=2) + b"\n", None)
    else:
        put(trial_text(trial, load_terms(), language(arguments)).encode(), None)
    return 0


def unknown_trial(id: str) -> BadInput:
    """A refusal with the nearest ids."""
    import difflib

    with _store() as store:
        near = difflib.get_close_matches(id, [t.id for t in store.listed()], n=3)
    return BadInput.at(id, "", "no trial has this id.", f"Did you mean {', '.join(near)}?" if near else "")


def countries(arguments: Namespace) -> tuple[str, ...]:
    """The chosen countries. Raises BadInput for one that is none."""
    found = tuple(country_of(text) for text in arguments.country)
    for code, text in zip(found, arguments.country, strict=True):
        if not is_country(code):
            raise BadInput.at("--country", "", f"'{text}' is not a country: expected a code such as FR.")
    return found


def status_words(status: str, lang: Lang) -> str:
    """'ouvert', 'pas encore ouvert' …"""
    return _STATUS[status].to(lang)


_STATUS: dict[str, Words] = {
    "recruiting": Words("ouvert", "open"),
    "not-yet-recruiting": Words("pas encore ouvert", "not open yet"),
    "by-invitation": Words("sur invitation", "by invitation"),
    "suspended": Words("suspendu", "suspended"),
    "active-not-recruiting": Words("en cours, n’inclut plus", "under way, closed to entry"),
    "closed": Words("fermé", "closed"),
    "completed": Words("terminé", "completed"),
    "terminated": Words("arrêté", "stopped"),
    "withdrawn": Words("retiré", "withdrawn"),
    "unknown": Words("statut non connu", "status not known"),
}


def _store() -> TrialStore:
    return TrialStore(store_path(), create=False)


def _statuses(arguments: Namespace) -> tuple[str, ...]:
    return tuple(sorted(OPEN)) if arguments.open else ()


def _listed(found: Sequence[Listed], arguments: Namespace) -> int:
    import msgspec

    if arguments.format == "json":
        put(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", None)
    elif sys.stdout.isatty():
        for t in found:
            print(f"{t.id:<14} {t.phase:<7} {t.status:<22} {t.title[:60]}")
    else:
        put("".join(f"{t.id}\n" for t in found).encode(), None)
    return 0 if found else 1


def _progress() -> Callable[[str, int], None]:
    """A line that rewrites itself on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        return lambda file, n: None
    return lambda file, n: print(
        f"\r\x1b[K· {n} trials, {Path(file).name[:60]}", end="", file=sys.stderr, flush=True
    )


def _clear_line() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
