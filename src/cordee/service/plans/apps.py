"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Plans(AppConfig):
    """The room `plans`."""

    name = "cordee.service.plans"
    label = "plans"

    def ready(self) -> None:
        """Listens for facts that are written."""
        from cordee.service.plans.listening import facts_were_written
        from cordee.service.record.signals import facts_written

        facts_written.connect(facts_were_written, dispatch_uid="plans.look_again")
