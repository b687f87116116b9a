"""The demo, made in a folder of its own and served by the real web server, with sessions for its sign-ins.

Run as a program it makes the demo, walks through it as each of `WHO`, and prints what a browser needs: the session of
each, and for every named address one page that can be reached by following links, with who reached it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
WHO = ("coordinator", "oncologist", "family-doctor", "person", "trusted-person", "relative", "")
"""Sign-ins of the demo, as whom the pages are walked through; '' is nobody."""

LINK = re.compile(r'href="(/[^"#]*)')
NEVER = re.compile(r"^/static/|\.pdf$|/download")
MOST_PAGES = 1500
STARTS_WITHIN_SECONDS = 120


@dataclass(frozen=True)
class Spot:
    """One page: the name of its address, the address, and who opens it."""

    name: str
    path: str
    who: str


@dataclass(frozen=True)
class Site:
    """A running demo."""

    base: str
    sessions: dict[str, str]
    spots: tuple[Spot, ...]
    unreached: tuple[str, ...]

    def one(self, name: str) -> Spot:
        """The page of that address's name."""
        return next(spot for spot in self.spots if spot.name == name)


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """The demo in `folder`, made and served until the context ends."""
    environ = {**os.environ, "CORDEE_HOME": str(folder), "CORDEE_DEMO": "1", "PYTHONPATH": str(ROOT)}
    environ["DJANGO_SETTINGS_MODULE"] = "cordee.service.project.settings"
    for name in ("CORDEE_DATABASE_URL", "CORDEE_SECRET_KEY", "CORDEE_HOSTS"):
        environ.pop(name, None)
    made = subprocess.run(
        [sys.executable, "-m", "tests.service.looks.demo_site", str(folder)],
        env=environ, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-3000:]
    said = json.loads(made.stdout.splitlines()[-1])
    port = _free_port()
    from cordee.service.project.running.web import is_ready, web_command

    command = web_command(host="127.0.0.1", port=port, workers=1)
    server = subprocess.Popen(command, env=environ, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not is_ready("127.0.0.1", port):
            assert server.poll() is None, "the web server ended"
            assert time.monotonic() < until, "the web server did not answer"
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(0.1)
        spots = tuple(Spot(*spot) for spot in said["spots"])
        yield Site(f"http://127.0.0.1:{port}", said["sessions"], spots, tuple(said["unreached"]))
    finally:
        server.terminate()
        server.wait(timeout=15)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _walk(client: Any, found: dict[str, tuple[str, str]], who: str, starts: list[str]) -> None:
    """Follow links breadth first; of each address's name, the first few pages are opened, the first good one kept."""
    from django.urls import Resolver404, resolve

    opened: dict[str, int] = {}
    queue, seen = list(starts), set(starts)
    while queue and len(seen) < MOST_PAGES:
        path = queue.pop(0)
        try:
            name = resolve(path.split("?")[0]).view_name
        except Resolver404:
            raise AssertionError(
                f"a page of {who or 'nobody'} leads to {path}, which is no address"
            ) from None
        if not name or opened.get(name, 0) >= 3:
            continue
        opened[name] = opened.get(name, 0) + 1
        answer = client.get(path, follow=False)
        if answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", ""):
            target = answer.headers.get("Location", "").split("#")[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                queue.append(target)
            continue
        found.setdefault(name, (path, who))
        for link in LINK.findall(answer.content.decode()):
            link = link.replace("&amp;", "&")
            if link not in seen and not NEVER.search(link.split("?")[0]):
                seen.add(link)
                queue.append(link)


def main(folder: Path) -> None:
    """Make the demo and say what is in it, as JSON on the last line."""
    from cordee.service.project.demo.prepare import prepared

    prepared(folder, reset=False)
    from django.conf import settings
    from django.test import Client

    from cordee.service.people.address_needs import access_table
    from cordee.service.people.models import Account
    from cordee.service.project.demo.sign_ins import DOMAIN

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    Account.objects.update(language="")  # so that the browser says it
    sessions, found = {}, {}
    for who in WHO:
        client = Client()
        if who:
            client.force_login(Account.objects.get(email=f"{who}@{DOMAIN}"))
            sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
        _walk(client, found, who, ["/", "/account/login/", "/offline/", "/learn/"])
    readable = {name for name, needs in access_table().items() if "GET" in needs}
    spots = [(name, path, who) for name, (path, who) in sorted(found.items())]
    print(json.dumps({"sessions": sessions, "spots": spots, "unreached": sorted(readable - set(found))}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
