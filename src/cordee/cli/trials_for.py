"""`cordee trials for CASE`: the trials that may be for a person."""

from __future__ import annotations

from argparse import Namespace

import msgspec

from cordee.cli.language import language
from cordee.cli.output import put
from cordee.cli.record import read_sound
from cordee.cli.trials import countries, unknown_trial
from cordee.cli.trials_text import match_lines, matches_text
from cordee.terms import load_terms
from cordee.trials.match import match_one, trials_for
from cordee.trials.store import TrialStore, store_path


def trials_for_person(arguments: Namespace) -> int:
    """Ranked trials, or one trial with its proof. Exit 0 even when none fits: that is an answer."""
    lang = language(arguments)
    chosen = countries(arguments)
    with TrialStore(store_path(), create=False) as store:
        case = read_sound(arguments, arguments.on).case
        if arguments.trial:
            trial = store.get(arguments.trial)
            if trial is None:
                raise unknown_trial(arguments.trial)
            one = match_one(case, trial, load_terms(), arguments.on, chosen)
            if arguments.format == "json":
                put(_json(one), None)
            else:
                put(("\n".join(match_lines(one, lang, proof=True)) + "\n").encode(), None)
            return 0
        found = trials_for(
            case,
            store,
            load_terms(),
            arguments.on,
            countries=chosen,
            explained=arguments.first,
            closed=arguments.closed,
        )
    put(
        _json(found) if arguments.format == "json" else matches_text(found, lang, arguments.first).encode(),
        None,
    )
    return 0


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
