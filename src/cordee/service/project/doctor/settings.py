"""Settings and the folder of data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from cordee.files.home import home
from cordee.service.project.demo.place import is_marked
from cordee.service.project.doctor.finding import Finding, ill, well
from cordee.service.project.running.refusals import of_settings
from cordee.terms.words import Words

LEAST_FREE = 2 * 1024**3  # bytes


def settings() -> Iterator[Finding]:
    """What would keep `cordee serve` from starting; a demo is told as one."""
    if os.environ.get("CORDEE_DEMO") == "1" or is_marked(home()):
        yield well(
            "réglages d’une démonstration, avec des personnes inventées",
            "settings of a demo, with invented people",
        )
        return
    reasons = list(of_settings(home()))
    for reason in reasons:
        yield Finding(False, Words(fr="réglages", en="settings"), reason)
    if not reasons:
        yield well("réglages", "settings")


def folder() -> Iterator[Finding]:
    """Whether the data folder is there, ours alone, and has room."""
    place = home()
    named = {"fr": f"dossier de données {place}", "en": f"data folder {place}"}
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        to_do = Words(
            fr="Créez-le, donnez-le au compte du service, ou réglez CORDEE_HOME.",
            en="Make it, give it to the service's account, or set CORDEE_HOME.",
        )
        yield ill(
            named["fr"] + " : absent ou sans droit d’écriture",
            named["en"] + ": missing or not writable",
            to_do,
        )
        return
    if place.stat().st_mode & 0o007:
        to_do = Words(fr=f"chmod o-rwx {place}", en=f"chmod o-rwx {place}")
        yield ill(named["fr"] + " : ouvert à tous", named["en"] + ": open to everybody", to_do)
    else:
        yield well(named["fr"], named["en"])
    yield _room(place)


def _room(place: Path) -> Finding:
    free = shutil.disk_usage(place).free
    gib = free / 1024**3
    if free < LEAST_FREE:
        to_do = Words(
            fr="Faites de la place : sans place, rien ne s’écrit.",
            en="Make room: without it nothing is written.",
        )
        return ill(f"disque : {gib:.1f} Gio libres".replace(".", ","), f"disk: {gib:.1f} GiB free", to_do)
    return well(f"disque : {gib:.0f} Gio libres", f"disk: {gib:.0f} GiB free")
