"""The channels: one folder each. A channel carries a link and an urgency, never anything clinical.

Each folder has `transport.py` with `send(message: Message) -> str`: the receipt of the other side (or ''), or
`ChannelTrouble`, `permanent` when the other side says that trying again is of no use.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from cordee.service.chain.models import ContactPoint
from cordee.service.people.models import Account

log = logging.getLogger("cordee.chain")
CHANNELS = ("app", "email", "sms", "push", "webhook")


class ChannelTrouble(Exception):
    """The channel could not take a message. Its words carry no address and no name. `permanent`: trying again is of no
    use; `hung`: it kept us waiting, so that others wait for the next cycle; `of_address`: it is the trouble of this one
    address (somebody's webhook, a browser's subscription, a mailbox that is full), and says nothing of the channel."""

    def __init__(self, words: str, *, permanent: bool, hung: bool = False, of_address: bool = False) -> None:
        self.permanent, self.hung, self.of_address = permanent, hung, of_address
        super().__init__(words)

    @property
    def is_of_channel(self) -> bool:
        """Whether it is about whatever all messages of this channel pass through, for now."""
        return not self.permanent and not self.of_address


class Nobody(ChannelTrouble):
    """The other side says for good that nobody is there: the contact point itself is broken."""

    def __init__(self, words: str) -> None:
        super().__init__(words, permanent=True, of_address=True)


@dataclass(frozen=True)
class Message:
    """What goes out: to whom, by which channel, how urgent, about which alerts (ids, for the link). `key` is the same
    however often the same message is sent."""

    key: str
    kind: str
    urgent: bool
    account: Account
    channel: str
    alerts: tuple[UUID, ...] = ()
    points: tuple[ContactPoint, ...] = ()


Send = Callable[[Message], str]


def send(message: Message) -> str:
    """Send by the message's own channel; in a demo everything but the notices stays in the outbox of this machine.
    Raises `ChannelTrouble`."""
    if message.channel not in CHANNELS:
        raise ChannelTrouble(f"there is no channel '{message.channel}'", permanent=True)
    name = f"{message.channel}.transport" if message.channel == "app" or not settings.DEMO else "outbox"
    try:
        transport = import_module(f"cordee.service.chain.channels.{name}")
        return str(transport.send(message))
    except (ChannelTrouble, DatabaseError):
        raise
    except (
        Exception
    ) as error:  # a setting that can't be read, a mistake of ours: the other channels must go on
        log.exception("a channel broke")
        raise ChannelTrouble(f"broke ({type(error).__name__})", permanent=False) from None
