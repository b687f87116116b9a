"""A browser of somebody signed in, behind the proxy that speaks HTTPS: it keeps its cookies and sends forms."""

from __future__ import annotations

import http.client
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from threading import Event
from typing import Any
from urllib.parse import urlencode, urlsplit

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_PATIENCE = 120.0


class GaveUp(Exception):
    """No answer for two minutes, or one that makes no sense."""


@dataclass(frozen=True)
class Answer:
    """What came back. `place` is the path of a redirect."""

    status: int
    text: str
    place: str


@dataclass
class Browser:
    """One account's. `met` counts what happens to requests; `asking` is set while one is under way."""

    port: int
    session: str
    random: Random
    met: Counter[str]
    asking: Event
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def insist(
        self, method: str, path: str, sent: dict[str, Any] | None = None, *, script: bool = False
    ) -> Answer:
        """Ask again and again, with the same content, until the service answers: a phone whose connection broke cannot
        know whether the other side got it."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                answer = self._ask(method, path, sent, script)
            except (OSError, http.client.HTTPException):
                self.met["cut off"] += 1
            else:
                if answer.status < 500:
                    return answer
                self.met[f"answered {answer.status}"] += 1
            time.sleep(self.random.uniform(0.05, 0.4))
        raise GaveUp(f"{method} without an answer")

    def _ask(self, method: str, path: str, sent: dict[str, Any] | None, script: bool) -> Answer:
        cookies = {"__Host-sessionid": self.session, **self.cookies}
        headers = {
            "Host": "localhost",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.1",
            "Referer": f"https://localhost{path}",
            "Accept-Language": "en",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }
        body = None
        if sent is not None and script:
            body = json.dumps(sent)
            headers |= {"Content-Type": "application/json", "X-CSRFToken": self.token}
        elif sent is not None:
            body = urlencode({"csrfmiddlewaretoken": self.token, **sent})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        there = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.asking.set()
        try:
            there.request(method, path, body, headers)
            got = there.getresponse()
            text = got.read().decode()
        finally:
            there.close()
        for line in got.headers.get_all("Set-Cookie", []):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        self.cookies.pop("__Host-sessionid", None)
        if found := _TOKEN.search(text):
            self.token = found[1]
        return Answer(got.status, text, urlsplit(got.headers.get("Location", "")).path)
