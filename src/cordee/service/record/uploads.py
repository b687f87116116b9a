"""Uploads are counted while they come in: what is too big is never kept, in memory or on the disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

_FIELDS = 100_000  # room for the fields of the form around the file


class UpToTheLimit(FileUploadHandler):
    """Drops a file beyond `settings.MAX_UPLOAD_BYTES` and marks the request; the fields of the form stay."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Note how much the browser announces."""
        self.announced = content_length
        self.received = 0

    def new_file(self, *args: Any, **more: Any) -> None:
        """Refuse a file that is announced too big before any of it is kept."""
        super().new_file(*args, **more)
        if self.announced > settings.MAX_UPLOAD_BYTES + _FIELDS:
            self._refuse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count, and refuse at the limit whatever was announced."""
        self.received += len(raw_data)
        if self.received > settings.MAX_UPLOAD_BYTES:
            self._refuse()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that keep it."""

    def _refuse(self) -> None:
        assert self.request is not None
        self.request.upload_too_big = True  # type: ignore[attr-defined]
        raise SkipFile


def too_big(request: HttpRequest) -> bool:
    """Whether a file of this request was dropped for its size. Asked after the form was read."""
    return bool(getattr(request, "upload_too_big", False))


def megabytes() -> int:
    """The limit in whole megabytes, for people."""
    return int(settings.MAX_UPLOAD_BYTES // 1_000_000)
