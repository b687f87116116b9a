"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Api(AppConfig):
    """The room `api`."""

    name = "cordee.service.api"
    label = "api"
