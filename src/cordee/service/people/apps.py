"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """The room `people`."""

    name = "cordee.service.people"
    label = "people"
