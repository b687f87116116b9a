"""Text sent after the session had ended is kept for a few minutes, for the same account in the same browser alone.

The account is the last one that signed in there. What is stored is sealed (AES-256-GCM) with a key made of the service's
secret and of the mark in the browser's cookie: neither the database alone nor the cookie alone opens it.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest

from cordee.service.people.browsers import mark_hash, mark_of
from cordee.service.people.models import Account, Browser, KeptText

KEPT_FOR = timedelta(minutes=30)
MOST_BYTES = 200_000
LONGEST_PATH = 300
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "kept"})
_NONCE = 12

Fields = list[tuple[str, str]]


def keep_text(request: HttpRequest, at: datetime) -> bool:
    """Keep the form of a request that nobody is signed in for; whether there was anything, and somebody, to keep it for.

    Files are not kept. A newer form takes the place of an older one.
    """
    mark = mark_of(request)
    fields = [
        (name, value) for name, values in request.POST.lists() if name not in _NOT_KEPT for value in values
    ]
    content = msgspec.json.encode(fields)
    if (
        not mark
        or not any(v for _, v in fields)
        or len(content) > MOST_BYTES
        or len(request.path) > LONGEST_PATH
    ):
        return False
    last = (
        Browser.objects.filter(mark_hash=mark_hash(mark))
        .order_by("-last_at")
        .select_related("account")
        .first()
    )
    if last is None or not last.account.is_active:
        return False
    nonce = secrets.token_bytes(_NONCE)
    sealed = nonce + _cipher(mark).encrypt(nonce, content, _bound(last.account, request.path))
    KeptText.objects.filter(at__lt=at - KEPT_FOR).delete()
    KeptText.objects.update_or_create(
        account=last.account,
        mark_hash=mark_hash(mark),
        defaults={"path": request.path, "sealed": sealed, "at": at},
    )
    return True


def kept_for(request: HttpRequest, account: Account, at: datetime) -> tuple[KeptText, Fields] | None:
    """What `account` typed in this browser before it signed in again; None when there is nothing, or not any more."""
    mark = mark_of(request)
    if not mark:
        return None
    row = KeptText.objects.filter(account=account, mark_hash=mark_hash(mark), at__gt=at - KEPT_FOR).first()
    if row is None:
        return None
    sealed = bytes(row.sealed)
    try:
        content = _cipher(mark).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(account, row.path))
    except InvalidTag:  # the service's secret was changed meanwhile
        return None
    return row, msgspec.json.decode(content, type=Fields)


def let_go(account: Account, id: str) -> None:
    """What was kept is sent, or not wanted any more."""
    try:
        KeptText.objects.filter(account=account, pk=UUID(id)).delete()
    except ValueError:
        return  # none of ours


def _cipher(mark: str) -> AESGCM:
    secret = settings.SECRET_KEY.encode() + mark.encode()
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"cordee kept text").derive(secret))


def _bound(account: Account, path: str) -> bytes:
    return f"{account.pk} {path}".encode()
