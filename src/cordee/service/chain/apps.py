"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Chain(AppConfig):
    """The room `chain`."""

    name = "cordee.service.chain"
    label = "chain"

    def ready(self) -> None:
        """Names its rows of the worklist, and listens for deaths and changes of treatment that are recorded."""
        from cordee.service.chain import closer, worklist_rows
        from cordee.service.chain.death import facts_were_written
        from cordee.service.record.signals import facts_written

        worklist_rows.register()
        facts_written.connect(facts_were_written, dispatch_uid="chain.death")
        facts_written.connect(closer.facts_were_written, dispatch_uid="chain.closer")
