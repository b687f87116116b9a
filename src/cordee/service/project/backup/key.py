"""The operator's key: 32 random bytes in a file of their own. Without it a backup is noise."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from pathlib import Path

from cordee.files.fault import BadInput

_HEAD = "cordee-backup-key-1:"


def make_key(path: Path) -> None:
    """Write a new key to `path`, for its owner's eyes alone. Raises BadInput when the file exists or can't be written."""
    line = _HEAD + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() + "\n"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BadInput.at(
            str(path), "", "exists already: a key is never overwritten. Nothing was written."
        ) from None
    except OSError as error:
        raise BadInput.at(str(path), "", f"can't be written: {error.strerror}.") from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def read_key(path: Path) -> bytes:
    """The 32 bytes of the key in `path`. Raises BadInput when there is none."""
    try:
        said = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise BadInput.at(
            str(path), "", "is not a readable key file. `cordee backup key` makes one."
        ) from None
    try:
        key = base64.urlsafe_b64decode(said.removeprefix(_HEAD)) if said.startswith(_HEAD) else b""
    except (ValueError, binascii.Error):
        key = b""
    if len(key) != 32:
        raise BadInput.at(str(path), "", "is not a key made by `cordee backup key`.")
    return key
