"""What other rooms may listen to: facts were written, and the transaction that wrote them has ended well."""

from __future__ import annotations

from django.dispatch import Signal

facts_written = Signal()
"""Sent after commit with `person_id` (UUID), `facts_version` (int) and `of_case` (bool): whether a case follows from any
of them, as it does from all but a check-in's answers."""
