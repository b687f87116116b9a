"""`cordee serve`: the service for real use. It refuses to start half safe."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable

from cordee.cli.language import language
from cordee.cli.parts import need_service_parts
from cordee.files.fault import BadInput
from cordee.files.home import home
from cordee.terms.words import Lang, Words

_REFUSED = Words(fr="Cordée ne démarre pas :", en="Cordée does not start:")
_MIGRATED = Words(fr="· base mise à niveau", en="· database brought up to date")
_SERVING = Words(
    fr="Cordée écoute sur {host}:{port} ; placez devant un serveur mandataire qui parle HTTPS.",
    en="Cordée listens on {host}:{port}; put a proxy that speaks HTTPS before it.",
)
_DIED = Words(
    fr="Le processus « {name} » s’est arrêté de lui-même ; tout est arrêté.",
    en="The process '{name}' ended by itself; everything has been stopped.",
)
_NO_DATABASE = Words(
    fr="La base de données ne répond pas. `cordee doctor` dit pourquoi.",
    en="The database does not answer. `cordee doctor` says why.",
)


def serve(arguments: Namespace) -> int:
    """Check, migrate when asked, collect the static files, start web and engine, wait for SIGTERM. Exit 1 when refused."""
    need_service_parts()
    lang = language(arguments)
    from cordee.service.project.environment import port as named_port
    from cordee.service.project.running.refusals import of_settings
    from cordee.service.project.running.web import refuse_taken_port

    if not _go_on(of_settings(home()), lang):
        return 1
    port = arguments.port or named_port()
    if arguments.only != "engine":
        refuse_taken_port(arguments.host, port)
    _own_folder()
    if not _ready_to_serve(lang, migrate=arguments.migrate):
        return 1
    return _run(lang, arguments.host, port, only=arguments.only)


def _go_on(reasons: Iterable[Words], lang: Lang) -> bool:
    said = [reason.to(lang) for reason in reasons]
    if said:
        print("\n  ✗ ".join([_REFUSED.to(lang), *said]), file=sys.stderr)
    return not said


def _own_folder() -> None:
    try:
        home().mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadInput.at(str(home()), "", f"can't be made: {error.strerror}. Set CORDEE_HOME.") from None


def _ready_to_serve(lang: Lang, *, migrate: bool) -> bool:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordee.service.project.settings")
    import django
    from django.core.management import call_command
    from django.db import DatabaseError, connections

    from cordee.service.project.running.refusals import of_accounts, of_django, of_tables

    django.setup()
    try:
        if migrate:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            print(_MIGRATED.to(lang), file=sys.stderr)
        for reasons in (of_django(), of_tables(), of_accounts()):
            if not _go_on(reasons, lang):
                return False
    except DatabaseError:
        print(_NO_DATABASE.to(lang), file=sys.stderr)
        return False
    finally:
        connections.close_all()
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)
    return True


def _run(lang: Lang, host: str, port: int, *, only: str | None) -> int:
    from cordee.service.project.environment import workers
    from cordee.service.project.running.children import Children, Stopped, chain_commands, stoppable, watch
    from cordee.service.project.running.web import web_command

    children = Children(os.environ)
    with stoppable():
        try:
            if only != "engine":
                children.start("web", web_command(host=host, port=port, workers=workers()))
                print(_SERVING.to(lang).format(host=host, port=port), file=sys.stderr, flush=True)
            for name, command in chain_commands().items() if only != "web" else ():
                children.start(name, command)
            died = watch(children)
            print(_DIED.to(lang).format(name=died), file=sys.stderr)
            return 1
        except Stopped:
            return 0
        finally:
            children.end()
