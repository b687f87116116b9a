"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Record(AppConfig):
    """The room `record`."""

    name = "cordee.service.record"
    label = "record"
