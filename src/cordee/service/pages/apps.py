"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Pages(AppConfig):
    """The room `pages`."""

    name = "cordee.service.pages"
    label = "pages"
