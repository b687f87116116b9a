"""What a file is, by its first bytes; its name is not believed."""

from __future__ import annotations

_FIRST_BYTES = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
"""The types taken, and the ending a download gets."""


def content_type(first: bytes) -> str | None:
    """PDF, PNG or JPEG; None for everything else. `first`: the first 16 bytes or more."""
    return next((kind for start, kind in _FIRST_BYTES.items() if first.startswith(start)), None)
