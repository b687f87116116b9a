"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class People(AppConfig):
    """The room `people`."""

    name = "cordee.service.people"
    label = "people"

    def ready(self) -> None:
        """Finds every room's words for its notices."""
        autodiscover_modules("notice_kinds")
