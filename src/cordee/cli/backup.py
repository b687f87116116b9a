"""`cordee backup`, `cordee restore`."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from cordee.cli.language import language
from cordee.cli.parts import need_service_parts
from cordee.files.fault import BadInput
from cordee.files.home import home
from cordee.terms.words import Words

T = TypeVar("T")

_KEY_MADE = Words(
    fr="Clé écrite : {path}. Gardez-la ailleurs que les sauvegardes : sans elle, aucune ne s’ouvre.",
    en="Key written: {path}. Keep it apart from the backups: without it none can be opened.",
)
_WRITTEN = Words(
    fr="{path} : {rows} lignes, {documents} documents, {size} Mo.",
    en="{path}: {rows} rows, {documents} documents, {size} MB.",
)
_WHOLE = Words(
    fr="La sauvegarde du {made_at} est entière : {rows} lignes, {documents} documents. Rien n’a été écrit.",
    en="The backup of {made_at} is whole: {rows} rows, {documents} documents. Nothing was written.",
)
_RESTORED = Words(
    fr="Restauré : l’état du {made_at}, {rows} lignes et {documents} documents, relus et comparés.",
    en="Restored: the state of {made_at}, {rows} rows and {documents} documents, read back and compared.",
)


def backup(arguments: Namespace) -> int:
    """Make a key, or write a backup while the service runs."""
    need_service_parts()
    lang = language(arguments)
    if arguments.action == "key":
        from cordee.service.project.backup.key import make_key

        if not arguments.out:
            raise BadInput.at("-o", "", "name the file of the key, e.g. cordee backup key -o backup.key.")
        make_key(Path(arguments.out))
        print(_KEY_MADE.to(lang).format(path=arguments.out))
        return 0
    from cordee.service.project.backup.key import read_key

    key = read_key(_key_file(arguments))
    _set_up()
    from cordee.service.project.backup.write import write_backup
    from cordee.service.project.doctor.backups import SUFFIX, backups_folder

    now = datetime.now(UTC)
    out = Path(arguments.out) if arguments.out else backups_folder() / f"{now:%Y-%m-%dT%H%M%SZ}{SUFFIX}"
    done = _guarded(lambda: write_backup(out, key, now))
    size = f"{done.size / 1e6:.1f}"
    said = _WRITTEN.to(lang).format(path=done.path, rows=done.rows, documents=done.documents, size="{size}")
    print(said.format(size=size.replace(".", ",") if lang == "fr" else size))
    return 0


def restore(arguments: Namespace) -> int:
    """Check a backup whole, and unless only that was asked, bring it into an empty place."""
    need_service_parts()
    lang = language(arguments)
    from cordee.service.project.backup.key import read_key

    key = read_key(_key_file(arguments))
    _set_up()
    from cordee.service.project.backup.read import checked
    from cordee.service.project.backup.restore import restore as bring_back

    path = Path(arguments.file)
    if arguments.check:
        print(_WHOLE.to(lang).format_map(_told(checked(path, key))))
        return 0
    home().mkdir(parents=True, exist_ok=True, mode=0o700)
    print(_RESTORED.to(lang).format_map(_told(_guarded(lambda: bring_back(path, key)))))
    return 0


def _told(about: dict[str, Any]) -> dict[str, Any]:
    made = datetime.fromisoformat(about["made_at"]).astimezone(UTC)
    return {**about, "made_at": f"{made:%Y-%m-%d %H:%M} UTC"}


def _guarded(work: Callable[[], T]) -> T:
    from django.db import DatabaseError

    try:
        return work()
    except DatabaseError:
        raise BadInput.at(
            "the database", "", "does not answer, or refused. `cordee doctor` says why. Nothing was written."
        ) from None


def _key_file(arguments: Namespace) -> Path:
    named = arguments.key or os.environ.get("CORDEE_BACKUP_KEY")
    if not named:
        raise BadInput.at("--key", "", "name the file of the key, or set CORDEE_BACKUP_KEY to it.")
    return Path(named)


def _set_up() -> None:
    from cordee.service.project.demo.place import is_marked

    if is_marked(home()):
        os.environ["CORDEE_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordee.service.project.settings")
    import django

    django.setup()
