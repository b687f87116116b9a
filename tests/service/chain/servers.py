"""Real servers for the tests of the channels, on free ports of this machine: HTTP that answers as told, SMTP that refuses
as told, and one that takes a connection and never says anything."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Got:
    """One request that arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Web:
    """An HTTP server: `status` and `answer` for every request, what came in `got`."""

    status: int = 200
    answer: bytes = b'{"id": "gw-1"}'
    location: str = ""
    got: list[Got] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/in"


@contextmanager
def web() -> Iterator[Web]:
    told = Web()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            told.got.append(Got(self.command, self.path, dict(self.headers.items()), body))
            self.send_response(told.status)
            if told.location:
                self.send_header("Location", told.location)
            self.send_header("Content-Length", str(len(told.answer)))
            self.end_headers()
            self.wfile.write(told.answer)

        do_GET = do_POST = _answer

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def silent(drip: bytes = b"") -> Iterator[int]:
    """A port that takes connections and says nothing, or one byte of `drip` again and again."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.02)
    held: list[socket.socket] = []
    over = False

    def hold() -> None:
        while not over:
            with suppress(TimeoutError):
                held.append(listening.accept()[0])
            for one in held:
                with suppress(OSError):
                    one.send(drip)

    thread = Thread(target=hold, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        over = True
        thread.join()
        for one in (*held, listening):
            one.close()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@dataclass
class Mail:
    """An SMTP server: answers by recipient or to the message, what came in `got`."""

    at_recipient: str = "250 OK"
    at_data: str = "250 OK"
    got: list[Any] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """The answer to RCPT."""
        if self.at_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.at_recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """The answer to the message."""
        if self.at_data.startswith("250"):
            self.got.append(envelope)
        return self.at_data


@contextmanager
def mail() -> Iterator[Mail]:
    told = Mail()
    controller = Controller(told, hostname="127.0.0.1", port=free_port())
    controller.start()
    told.port = controller.port
    try:
        yield told
    finally:
        controller.stop()
