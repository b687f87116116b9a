"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Conversations(AppConfig):
    """The room `conversations`."""

    name = "cordee.service.conversations"
    label = "conversations"
