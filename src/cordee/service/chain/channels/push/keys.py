"""The key pair by which push services know this installation (VAPID, RFC 8292)."""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any

from cordee.files.fault import BadInput
from cordee.files.home import home


def key_file() -> Path:
    """Where the private key is, when `CORDEE_PUSH_KEY` does not hold it."""
    return home() / "push-key.pem"


def make_keys() -> str:
    """Make the key file unless there is one; the public key. Browsers that subscribed with another must do so again."""
    from py_vapid import Vapid02

    path = key_file()
    if not path.exists():
        fresh = Vapid02()
        fresh.generate_keys()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(fresh.private_pem())
    return public_key() or ""


def vapid() -> Any | None:
    """The key pair (`py_vapid.Vapid02`), or None when there is none. Raises BadInput for one that can't be read."""
    said = os.environ.get("CORDEE_PUSH_KEY", "")
    path = key_file()
    if not said and not path.exists():
        return None
    return _read(said, str(path), 0 if said else path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(said: str, path: str, changed: int) -> Any:
    from py_vapid import Vapid02, VapidException

    try:
        return Vapid02.from_string(said) if said else Vapid02.from_file(path)
    except (VapidException, ValueError, TypeError, OSError):
        where = "CORDEE_PUSH_KEY" if said else path
        raise BadInput.at(
            where, "", "is no private key of web push: make one with `cordee channels keys`."
        ) from None


def public_key() -> str | None:
    """The public key as browsers want it: 65 bytes in base64url without padding; None when there are no keys."""
    pair = vapid()
    if pair is None:
        return None
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    raw = pair.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
