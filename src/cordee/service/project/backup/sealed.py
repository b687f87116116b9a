"""Encryption of a stream in chunks: none can be changed, left out, put elsewhere or cut off without it showing.

AES-256-GCM over chunks of 1 MiB, keyed anew for each file (HKDF-SHA-256 over a random salt). The nonce of a chunk is its
number and whether it is the last (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár, 2015), so order and end
are authenticated with the content.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cordee.files.fault import BadInput

MAGIC = b"CORDEE-BACKUP-1\n"
CHUNK = 1 << 20
_SALT = 32
_TAG = 16


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=MAGIC).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">QHBB", number, 0, 0, int(last))


class Sealer:
    """A writable end: what is written comes out encrypted in `out`. `close` writes the last chunk."""

    def __init__(self, out: BinaryIO, key: bytes) -> None:
        salt = secrets.token_bytes(_SALT)
        self._out, self._cipher, self._head = out, _cipher(key, salt), MAGIC + salt
        self._waiting, self._number = bytearray(), 0
        out.write(self._head)

    def write(self, content: bytes) -> None:
        """Take `content`; whole chunks go out at once."""
        self._waiting += content
        while len(self._waiting) > CHUNK:
            self._chunk(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        """Write what is left as the last chunk."""
        self._chunk(bytes(self._waiting), last=True)

    def _chunk(self, content: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last=last), content, self._head))
        self._number += 1


def unsealed(source: BinaryIO, key: bytes, name: str) -> Iterator[bytes]:
    """The content of a sealed stream, chunk by chunk, each only once it is proved whole.

    Raises BadInput for another kind of file, another key, a changed or missing part, a cut end.
    """
    head = source.read(len(MAGIC) + _SALT)
    if not head.startswith(MAGIC) or len(head) != len(MAGIC) + _SALT:
        raise BadInput.at(name, "", "is not a backup of Cordée, or its beginning is damaged.")
    cipher = _cipher(key, head[len(MAGIC) :])
    number, current = 0, source.read(CHUNK + _TAG)
    while True:
        following = source.read(CHUNK + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), current, head)
        except InvalidTag:
            raise BadInput.at(name, "", _why(number)) from None
        if not following:
            return
        number, current = number + 1, following


def _why(number: int) -> str:
    if number == 0:
        return "can't be opened: the key is another one, or the file is damaged. Nothing was written."
    return f"is cut off or damaged after {number} MiB. Nothing was written."
