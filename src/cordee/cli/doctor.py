"""`cordee doctor`: what is well, what is not, and what to do."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from functools import partial

from cordee.cli.language import language
from cordee.cli.parts import need_service_parts
from cordee.files.home import home
from cordee.terms.words import Words

_SIGN = {True: "✓", False: "✗", None: "?"}
_WELL = Words(fr="Tout va bien.", en="All is well.")
_ILL = Words(fr="{count} à corriger.", en="{count} to mend.")


def doctor(arguments: Namespace) -> int:
    """One line for each finding, with what to do under it. Exit 1 when something is not well. Or the log's digest alone."""
    need_service_parts()
    lang = language(arguments)
    from cordee.service.project.demo.place import is_marked

    if is_marked(home()):
        os.environ["CORDEE_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordee.service.project.settings")
    import django

    django.setup()
    from cordee.service.project.doctor.checks import CHECKS
    from cordee.service.project.doctor.log import anchored, digest_line

    if arguments.digest:
        print(digest_line())
        return 0
    since = (partial(anchored, arguments.since),) if arguments.since is not None else ()
    ill = 0
    for check in (*CHECKS, *since):
        for found in check():
            ill += found.well is False
            print(f"{_SIGN[found.well]} {found.what.to(lang)}")
            if found.to_do is not None and found.well is not True:
                print(f"    → {found.to_do.to(lang)}")
            sys.stdout.flush()
    print(_ILL.to(lang).format(count=ill) if ill else _WELL.to(lang))
    return 1 if ill else 0
