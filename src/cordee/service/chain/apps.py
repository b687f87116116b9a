"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Chain(AppConfig):
    """The room `chain`."""

    name = "cordee.service.chain"
    label = "chain"
