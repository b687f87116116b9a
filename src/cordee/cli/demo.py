"""`cordee demo`: the service with invented people, in one command."""

from __future__ import annotations

import os
import sys
import time
import webbrowser
from argparse import Namespace

from cordee.cli.language import language
from cordee.cli.parts import need_service_parts
from cordee.files.home import home
from cordee.terms.words import Lang, Words

HOST = "127.0.0.1"
_READY_WITHIN = 60.0

_MAKING = Words(fr="· préparation des personnes inventées…", en="· making invented people …")
_OPEN = Words(
    fr="Cordée, la démonstration : {address}\n\nMot de passe de tous les comptes : {password}\n",
    en="Cordée, the demo: {address}\n\nPassword of every account: {password}\n",
)
_WHERE = Words(
    fr="\nDonnées : {home} · pour recommencer : cordee demo --reset · pour arrêter : Ctrl-C",
    en="\nData: {home} · to start again: cordee demo --reset · to stop: Ctrl-C",
)
_ENDED = Words(fr="Arrêté.", en="Stopped.")
_DIED = Words(
    fr="Le processus « {name} » s’est arrêté de lui-même ; tout est arrêté.",
    en="The process '{name}' ended by itself; everything has been stopped.",
)
_LATE = Words(
    fr="Le service ne répond pas ; il a été arrêté. `cordee doctor` dit ce qui manque.",
    en="The service does not answer; it has been stopped. `cordee doctor` says what is missing.",
)


def demo(arguments: Namespace) -> int:
    """Make the demo when there is none, start web and engine, print the address and the sign-ins, wait for Ctrl-C."""
    need_service_parts()
    from cordee.service.project.demo.place import is_marked
    from cordee.service.project.demo.prepare import prepared
    from cordee.service.project.environment import port as named_port
    from cordee.service.project.running.web import refuse_taken_port

    lang = language(arguments)
    port = arguments.port or named_port()
    refuse_taken_port(HOST, port)
    folder = home().resolve()
    if arguments.reset or not is_marked(folder):
        print(_MAKING.to(lang), file=sys.stderr, flush=True)
    prepared(folder, reset=arguments.reset)
    return _run(lang, port, browser=not arguments.no_browser)


def _run(lang: Lang, port: int, *, browser: bool) -> int:
    from cordee.service.project.running.children import Children, Stopped, chain_commands, stoppable, watch
    from cordee.service.project.running.web import web_command

    children = Children(os.environ)
    with stoppable():
        try:
            for name, command in chain_commands().items():
                children.start(name, command)
            children.start("web", web_command(host=HOST, port=port, workers=2))
            late = time.monotonic() + _READY_WITHIN
            died = watch(children, lambda: _is_whole(port) or time.monotonic() > late)
            if died is None and time.monotonic() > late:
                print(_LATE.to(lang), file=sys.stderr)
                return 1
            if died is None:
                _tell(lang, port)
                if browser and sys.stdout.isatty():
                    webbrowser.open(f"http://{HOST}:{port}/")
                died = watch(children)
            print(_DIED.to(lang).format(name=died), file=sys.stderr)
            return 1
        except Stopped:
            print("\n" + _ENDED.to(lang), file=sys.stderr)
            return 0
        finally:
            children.end()


def _is_whole(port: int) -> bool:
    """Web and engine: who opens the first page should not read on it that alerts are not passed on."""
    from cordee.service.project.running.web import is_ready

    return is_ready(HOST, port) and is_ready(HOST, port, "/health/engine")


def _tell(lang: Lang, port: int) -> None:
    from django.utils import translation

    from cordee.service.project.demo.sign_ins import PASSWORD, shown

    address = f"http://{HOST}:{port}/"
    print(_OPEN.to(lang).format(address=address, password=PASSWORD))
    with translation.override(lang):
        for one in shown():
            print(f"  {one.email:<32}{one.name:<22}{one.role.label}")
    print(_WHERE.to(lang).format(home=home()), flush=True)
