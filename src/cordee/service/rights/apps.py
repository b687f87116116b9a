"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Rights(AppConfig):
    """The room `rights`."""

    name = "cordee.service.rights"
    label = "rights"
