"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Plans(AppConfig):
    """The room `plans`."""

    name = "cordee.service.plans"
    label = "plans"
