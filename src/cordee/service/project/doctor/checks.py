"""Every check, in the order they are told. A room that has something to check adds it here."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.db import DatabaseError

from cordee.service.project.doctor.backups import backups
from cordee.service.project.doctor.clock import clock
from cordee.service.project.doctor.database import database
from cordee.service.project.doctor.finding import Check, Finding, unknown
from cordee.service.project.doctor.log import access_log
from cordee.service.project.doctor.settings import folder, settings
from cordee.terms.words import Words

CHANNELS = "cordee.service.chain.doctor"
"""A module of the chain with `findings()`: (well, fr, en, to do fr, to do en) of engine and channels."""


def channels() -> Iterator[Finding]:
    """What the chain says of its engine and its channels; not known where it says nothing."""
    if find_spec(CHANNELS) is None:
        to_do = Words(fr="Envoyez-vous un message d’essai.", en="Send yourself a message to try them.")
        yield unknown(
            "canaux (courriel, SMS…) : pas vérifiés ici", "channels (e-mail, SMS …): not checked here", to_do
        )
        return
    try:
        for is_well, fr, en, to_do_fr, to_do_en in import_module(CHANNELS).findings():
            yield Finding(is_well, Words(fr=fr, en=en), Words(fr=to_do_fr, en=to_do_en))
    except DatabaseError:
        return  # said by the check of the database


CHECKS: tuple[Check, ...] = (settings, folder, database, clock, access_log, channels, backups)
