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
        """Finds every room's words for its notices, listens to who signs in, and writes days as French does."""
        autodiscover_modules("notice_kinds")
        import_module("cordee.service.people.session_signals")
        import_module("cordee.service.people.first_of_month").install()
