"""Sending by e-mail. One message for each address, with an id that follows from its key, so that repeats can be told."""

from __future__ import annotations

import re
import smtplib
import time
from hashlib import sha256
from urllib.parse import urlsplit

from django.core.mail import EmailMessage
from django.utils import timezone

from cordee.service.chain.channels import ChannelTrouble, Message, Nobody
from cordee.service.chain.channels.deadline import LONGEST, cut_after
from cordee.service.chain.channels.each import to_each
from cordee.service.chain.channels.email.server import mail_connection, socket_of
from cordee.service.chain.channels.environment import service_address
from cordee.service.chain.channels.wording import Wording, wording
from cordee.service.chain.contacts import break_address
from cordee.service.chain.models import ContactPoint

_NO_SUCH_MAILBOX = re.compile(r"5\.(1\.\d+|2\.1)\b")
_ENHANCED = re.compile(r"[245]\.\d+\.\d+\b")
_BARE = frozenset({550, 551, 553})


def send(message: Message) -> str:
    """Send to each address of the account; without any of its own, to the one it signs in with. The receipts are the
    messages' ids."""
    said = wording(message)
    if message.points:
        return to_each(message, lambda point: _to(point.address, message, said))
    if ContactPoint.objects.filter(account=message.account, channel="email").exists():
        raise ChannelTrouble("no address is left", permanent=True)
    try:
        return _to(message.account.email, message, said)
    except Nobody:
        break_address(account=message.account, channel="email", at=timezone.now())
        raise


def message_id(key: str) -> str:
    """The id of the message with this key, as it stands in its header."""
    host = urlsplit(service_address()).hostname or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{host}>"


def _to(address: str, message: Message, said: Wording) -> str:
    mail_id = message_id(message.key)
    headers = {"Message-ID": mail_id, "Auto-Submitted": "auto-generated"}
    if message.urgent:
        headers |= {"Importance": "high", "X-Priority": "1"}
    connection = mail_connection(LONGEST)
    mail = EmailMessage(said.title, said.body, to=[address], headers=headers, connection=connection)
    began = time.monotonic()
    try:
        with cut_after(LONGEST, lambda: socket_of(connection)):
            mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        raise _refused_at_recipient(code, words) from None
    except (
        OSError,
        ValueError,
    ) as error:  # smtplib's own are OSErrors; a 5xx to the sender or to the sign-in is
        hung = isinstance(error, TimeoutError) or time.monotonic() - began >= LONGEST / 2  # ours to mend
        answered = f" {error.smtp_code}" if isinstance(error, smtplib.SMTPResponseException) else ""
        raise ChannelTrouble(
            f"no delivery ({type(error).__name__}{answered})", permanent=False, hung=hung
        ) from None
    return mail_id


def _refused_at_recipient(code: int, words: bytes | str) -> ChannelTrouble:
    """What an SMTP answer to the recipient means: 5xx is for good (RFC 5321, 4.2.1); that nobody is there it says by
    5.1.x or 5.2.1 (RFC 3463), or without such a code by 550, 551 or 553."""
    said = words.decode("ascii", "replace") if isinstance(words, bytes) else str(words)
    if code < 500:
        return ChannelTrouble(f"answered {code}", permanent=False, of_address=True)
    enhanced = _ENHANCED.match(said)
    if _NO_SUCH_MAILBOX.match(said) or (enhanced is None and code in _BARE):
        return Nobody(f"answered {code}: no such mailbox")
    return ChannelTrouble(f"answered {code}", permanent=True, of_address=True)
