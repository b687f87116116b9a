"""The world outside: a mail server and an HTTP gateway on this machine. What arrives here was sent, whatever the
database says."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Event, Lock, Thread
from typing import Any

from aiosmtpd.controller import Controller

SECRET = "a secret of the campaign and its gateway"
_SLOWEST = 0.06
"""Seconds that the other side takes to answer after it has taken a message: where a kill means 'sent, not marked'."""


@dataclass
class Outside:
    """What has arrived: by text message and webhook the keys, by mail the ids that follow from them."""

    random: Random
    arrived: list[tuple[str, str]] = field(default_factory=list)
    pings: int = 0
    refused: int = 0
    news: Event = field(default_factory=Event)
    gateway_port: int = 0
    mail_port: int = 0
    _lock: Lock = field(default_factory=Lock)

    def take(self, channel: str, mark: str) -> float:
        """It is out; the seconds until the sender hears so."""
        with self._lock:
            self.arrived.append((channel, mark))
            self.news.set()
            return self.random.uniform(0, _SLOWEST) if self.random.random() < 0.5 else 0.0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """A mail, by SMTP. What the watchman writes straight to operators has no key and is not counted."""
        mark = str(message_from_bytes(envelope.content).get("Message-ID", ""))
        await asyncio.sleep(self.take("email", mark.strip()))
        return "250 OK"

    def keys(self) -> Counter[str]:
        """How often each delivery's message has arrived, by the delivery's key."""
        from cordee.service.chain.channels.email.transport import message_id
        from cordee.service.chain.models import Delivery

        mails = Delivery.objects.filter(channel="email").values_list("key", flat=True)
        by_id = {message_id(key): key for key in mails}
        found = (by_id.get(mark, "") if channel == "email" else mark for channel, mark in self.arrived)
        return Counter(key for key in found if key)

    def alerts(self) -> set[str]:
        """The alerts that somebody was told of outside the app."""
        from cordee.service.chain.models import Concern

        keys = self.keys()
        rows = Concern.objects.exclude(delivery__channel="app").values_list("delivery__key", "alert_id")
        return {str(alert) for key, alert in rows.iterator() if key in keys}

    def never_arrived(self) -> int:
        """Deliveries that are written as sent, and never came."""
        from cordee.service.chain.models import Delivery

        sent = Delivery.objects.filter(state="sent").exclude(channel="app")
        return len(set(sent.values_list("key", flat=True)) - set(self.keys()))


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def outside(random: Random) -> Iterator[Outside]:
    """Both servers, on free ports, until the end of the block."""
    world = Outside(random)
    server = _gateway(world)
    world.gateway_port = server.server_address[1]
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    world.mail_port = free_port()
    post = Controller(world, hostname="127.0.0.1", port=world.mail_port)
    post.start()
    try:
        yield world
    finally:
        post.stop()
        server.shutdown()
        server.server_close()


def _gateway(world: Outside) -> ThreadingHTTPServer:
    from django.utils import timezone

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """The dead man's switch."""
            world.pings += 1
            self._answer(200)

        def do_POST(self) -> None:
            """A text message or a webhook, signed."""
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            from cordee.service.chain.channels.signing import is_signed

            if not is_signed(SECRET, dict(self.headers.items()), body, timezone.now()):
                world.refused += 1
                self._answer(401)
                return
            time.sleep(world.take(self.path.strip("/"), str(json.loads(body)["key"])))
            self._answer(200)

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    ThreadingHTTPServer.daemon_threads = True
    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)
