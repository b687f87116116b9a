"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class Pages(AppConfig):
    """The room `pages`."""

    name = "cordee.service.pages"
    label = "pages"

    def ready(self) -> None:
        """Names the sources of the worklist that the rooms below can't name themselves."""
        from cordee.service.chain.outage import outage
        from cordee.service.pages import worklist_rows
        from cordee.service.people.outages import register_outage

        worklist_rows.register_all()
        register_outage(outage)
