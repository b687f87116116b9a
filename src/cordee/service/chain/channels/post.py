"""Handing a message over by HTTP: one request, no redirect followed, an end after `LONGEST` seconds."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from cordee.service.chain.channels import ChannelTrouble
from cordee.service.chain.channels.deadline import LONGEST, cut_after

TRY_AGAIN = frozenset({408, 425, 429})
"""Answers of the 4xx that speak of now, not of the message (RFC 9110, RFC 8470, RFC 6585)."""
_MOST = 65_536


def fetch(address: str, longest: float = LONGEST) -> tuple[int, bytes]:
    """GET, otherwise like `post`."""
    return _ask("GET", address, None, {}, longest)


def post(
    address: str, body: bytes, headers: Mapping[str, str], longest: float = LONGEST
) -> tuple[int, bytes]:
    """POST; the status (2xx) and the beginning of the answer. Raises `ChannelTrouble`: permanent for 3xx and 4xx other
    than `TRY_AGAIN`, and for an address that can't be; for now for 5xx, refusals and time-outs (`hung`).

    The standard library's client: nothing follows redirects or proxies of the environment behind our back.
    """
    return _ask("POST", address, body, headers, longest)


def _ask(
    method: str, address: str, body: bytes | None, headers: Mapping[str, str], longest: float
) -> tuple[int, bytes]:
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    client: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        client = http.client.HTTPSConnection(
            parts.hostname or "", parts.port, timeout=longest, context=context
        )
    else:
        client = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=longest)
    began = time.monotonic()
    try:
        client.connect()
        there = client.sock  # the client forgets it once the answer says that it is the last
        left = max(0.1, longest - (time.monotonic() - began))
        with cut_after(left, lambda: there):
            client.request(method, path, body=body, headers=dict(headers))
            answer = client.getresponse()
            said = answer.read(_MOST)
    except (OSError, http.client.HTTPException) as error:
        hung = isinstance(error, TimeoutError) or time.monotonic() - began >= longest / 2
        raise ChannelTrouble(f"no answer ({type(error).__name__})", permanent=False, hung=hung) from None
    finally:
        client.close()
    if 200 <= answer.status < 300:
        return answer.status, said
    lasting = 300 <= answer.status < 500 and answer.status not in TRY_AGAIN
    raise Refused(answer.status, permanent=lasting)


class Refused(ChannelTrouble):
    """The other side answered with another status than 2xx."""

    def __init__(self, status: int, *, permanent: bool) -> None:
        self.status = status
        super().__init__(f"answered {status}", permanent=permanent)
