"""`cordee engine`, `cordee watchman`, `cordee channels`: the processes of the chain, and trying its ways out."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from cordee.cli.language import language
from cordee.cli.parts import need_service_parts
from cordee.files.fault import BadInput
from cordee.files.home import home
from cordee.terms.words import Lang, Words

if TYPE_CHECKING:
    from cordee.service.chain.try_now import Tried

_NO_DATABASE = Words(
    fr="La base de données ne répond pas. `cordee doctor` dit pourquoi.",
    en="The database does not answer. `cordee doctor` says why.",
)
_WELL = Words(fr="✓ rien : chaque promesse est tenue", en="✓ nothing: every promise is kept")
_NOBODY = Words(
    fr="Personne à qui écrire : --to ADRESSE d’un compte, ou un compte d’exploitant (is_staff).",
    en="Nobody to write to: --to EMAIL of an account, or an operator's account (is_staff).",
)
_TOOK = Words(fr="✓ {channel} : pris ({receipt})", en="✓ {channel}: taken ({receipt})")
_FAILED = Words(fr="✗ {channel} : {trouble}", en="✗ {channel}: {trouble}")
_PUBLIC = Words(fr="Clé publique : {key}", en="Public key: {key}")


def _start(arguments: Namespace) -> Lang:
    need_service_parts()
    from cordee.service.project.demo.place import is_marked

    if is_marked(home()):
        os.environ["CORDEE_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordee.service.project.settings")
    import django

    django.setup()
    return language(arguments)


def engine(arguments: Namespace) -> int:
    """Turn until SIGTERM; the cycle that runs is finished. `--once`: one cycle. Exit 1 without a database."""
    lang = _start(arguments)
    from django.db import DatabaseError

    from cordee.service.chain.running import run_engine

    try:
        run_engine(once=arguments.once)
    except DatabaseError:
        return _no_database(lang)
    return 0


def watchman(arguments: Namespace) -> int:
    """Look until SIGTERM. `--once`: one round, its findings by name and id; exit 1 when there is one."""
    lang = _start(arguments)
    from django.db import DatabaseError

    from cordee.service.chain.running import run_watchman

    try:
        done = run_watchman(once=arguments.once)
    except DatabaseError:
        return _no_database(lang)
    if done is None:
        return 0
    for name, subject in done.found:
        print(f"✗ {name}\t{subject}")
    if done.all_well:
        print(_WELL.to(lang))
    return 0 if done.all_well else 1


def channels(arguments: Namespace) -> int:
    """`keys`: make the keys of web push, print the public one. `test`: send now, without the engine; exit 1 when one fails."""
    lang = _start(arguments)
    from django.db import DatabaseError

    from cordee.service.chain.channels import CHANNELS
    from cordee.service.chain.channels.push.keys import make_keys
    from cordee.service.chain.try_now import try_now

    if arguments.action == "keys":
        print(_PUBLIC.to(lang).format(key=make_keys()))
        return 0
    if arguments.channel not in (None, *CHANNELS):
        raise BadInput.at(arguments.channel, "", f"is no channel: expected one of {', '.join(CHANNELS)}.")
    try:
        tried = list(try_now(only=arguments.channel, to=arguments.to))
    except DatabaseError:
        return _no_database(lang)
    if not tried:
        print(_NOBODY.to(lang), file=sys.stderr)
    for one in tried:
        print(_line(one, lang))
    return 0 if tried and all(one.receipt for one in tried) else 1


def _line(one: Tried, lang: Lang) -> str:
    words = _TOOK if one.receipt else _FAILED
    return words.to(lang).format(channel=one.channel, receipt=one.receipt, trouble=one.trouble)


def _no_database(lang: Lang) -> int:
    print(_NO_DATABASE.to(lang), file=sys.stderr)
    return 1
