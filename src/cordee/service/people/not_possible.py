"""What an action answers when the state of things does not allow it: words for the reader, nothing written."""

from __future__ import annotations


class NotPossible(Exception):
    """The action can't be done. `str()` gives one sentence in the language that was active."""
