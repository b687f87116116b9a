"""Proving that a telephone number is one's own: a code sent to it, typed back. Nothing is stored until it is."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from cordee.service.chain.channels import ChannelTrouble, outbox
from cordee.service.chain.channels.sms.transport import hand_over
from cordee.service.people.models import Account

_SALT = "cordee.chain.number"
_NUMBER = re.compile(r"\+[1-9]\d{6,14}")
VALID_FOR = 600  # seconds
CODES_AN_HOUR = 5
GUESSES = 5


class TooOften(Exception):
    """Too many codes asked for within the hour."""


def read_number(typed: str) -> str | None:
    """`+33612345678` for a number typed with its country, spaces or points in it; None for anything else (E.164)."""
    plain = re.sub(r"[\s.()/\u202f\u00a0-]", "", typed)
    plain = "+" + plain[2:] if plain.startswith("00") else plain
    return plain if _NUMBER.fullmatch(plain) else None


def send_code(*, account: Account, number: str, at: datetime) -> str:
    """Send six figures to `number`; what the form carries until they are typed back. Raises `TooOften`, `ChannelTrouble`."""
    counter = f"chain.codes:{account.pk}:{at:%Y%m%d%H}"
    asked = int(cache.get(counter, 0))
    if asked >= CODES_AN_HOUR:
        raise TooOften
    cache.set(counter, asked + 1, 3600)
    code = f"{secrets.randbelow(1_000_000):06d}"
    text = _("Cordée: your code is %(code)s.") % {"code": code}
    if settings.DEMO:
        outbox.keep(
            account=account, channel="sms", key=f"code:{account.pk}:{number}", title="Cordée", text=text
        )
    else:
        hand_over(to=number, text=text, key=f"code:{uuid4()}")
    carried = {"account": str(account.pk), "number": number, "once": secrets.token_hex(8)}
    return signing.dumps({**carried, "proof": _proof(code, carried["once"])}, salt=_SALT)


def number_proved(*, account: Account, carried: str, code: str) -> str | None:
    """The number, when `code` is the one that was sent to it; None for a wrong or old one, or after `GUESSES`."""
    try:
        said = signing.loads(carried, salt=_SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    tries = f"chain.guesses:{said['once']}"
    guessed = int(cache.get(tries, 0))
    cache.set(tries, guessed + 1, VALID_FOR)
    right = hmac.compare_digest(_proof(code.strip(), said["once"]), said["proof"])
    if guessed >= GUESSES or said["account"] != str(account.pk) or not right:
        return None
    return str(said["number"])


def _proof(code: str, once: str) -> str:
    return salted_hmac(_SALT, f"{once}:{code}", algorithm="sha256").hexdigest()


__all__ = ["ChannelTrouble", "TooOften", "number_proved", "read_number", "send_code"]
