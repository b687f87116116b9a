"""Tells Django of this room."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class People(AppConfig):
    """The room `people`."""

    name = "cordee.service.people"
    label = "people"

    def ready(self) -> None:
        """Finds every room's words for its notices, and listens to who signs in."""
        autodiscover_modules("notice_kinds")
        import_module("cordee.service.people.session_signals")
