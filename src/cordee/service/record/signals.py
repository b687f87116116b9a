"""What other rooms may listen to: facts were written, and the transaction that wrote them has ended well."""

from __future__ import annotations

from django.dispatch import Signal

facts_written = Signal()
"""Sent after commit with `person_id` (UUID) and `facts_version` (int)."""
