"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Support(AppConfig):
    """The room `support`."""

    name = "cordee.service.support"
    label = "support"
