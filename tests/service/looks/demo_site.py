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
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
WHO = ("coordinator", "oncologist", "person", "relative")
"""Sign-ins of the demo as whom the pages are walked through, beside an operator and nobody ('')."""
OPERATOR = "operator"

LINK = re.compile(r'href="(/[^"#]*)')
MOST_LINKS = 3000
A_FEW = 3
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
    from cordee.service.project.running.children import chain_commands
    from cordee.service.project.running.web import is_ready, web_command

    web = web_command(host="127.0.0.1", port=port, workers=1)
    engines = [command for name, command in chain_commands().items() if name == "engine"]
    running = [
        subprocess.Popen(each, env=environ, cwd=ROOT, stderr=subprocess.DEVNULL) for each in (web, *engines)
    ]
    try:
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not is_ready("127.0.0.1", port):
            assert running[0].poll() is None, "the web server ended"
            assert time.monotonic() < until, "the web server did not answer"
            with contextlib.suppress(subprocess.TimeoutExpired):
                running[0].wait(0.1)
        spots = tuple(Spot(*spot) for spot in said["spots"])
        yield Site(f"http://127.0.0.1:{port}", said["sessions"], spots, tuple(said["unreached"]))
    finally:
        for each in running:
            each.terminate()
        for each in running:
            each.wait(timeout=15)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Found:
    """What a walk finds: a page of each address's name, and the names that lead on or give something else."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        self.others: set[str] = set()

    def open(self, client: Any, who: str, name: str, path: str) -> list[str]:
        """Open one address; the links one can go on by."""
        answer = client.get(path)
        if target := answer.headers.get("Location", "").split("#")[0]:
            self.others.add(name)
            return [target] if target.startswith("/") else []
        if "text/html" not in answer.headers.get("Content-Type", ""):
            self.others.add(name)
            return []
        if answer.status_code != 200:
            return []
        self.pages.setdefault(name, (path, who))
        links = (link.replace("&amp;", "&") for link in LINK.findall(answer.content.decode()))
        return [link for link in links if not link.startswith("/static/")]

    def walk(self, client: Any, who: str, starts: list[str]) -> None:
        """Follow links breadth first; of each address's name the first few are opened."""
        from django.urls import Resolver404, resolve

        opened: dict[str, int] = {}
        queue, seen = list(starts), set(starts)
        while queue and len(seen) < MOST_LINKS:
            path = queue.pop(0)
            try:
                name = resolve(path.split("?")[0]).view_name
            except Resolver404:
                raise AssertionError(f"a page of {who or 'nobody'} leads to {path}: no address") from None
            if opened.get(name, 0) < A_FEW:
                opened[name] = opened.get(name, 0) + 1
                fresh = [link for link in self.open(client, who, name, path) if link not in seen]
                seen.update(fresh)
                queue.extend(dict.fromkeys(fresh))

    def try_samples(self, clients: dict[str, Any], names: set[str]) -> None:
        """What no link leads to: opened by example, with the objects the access matrix uses."""
        from django.urls import reverse

        for name, kwargs in _examples(names).items():
            for who, client in clients.items():
                if name not in self.pages:
                    self.open(client, who, name, reverse(name, kwargs=kwargs))


def _examples(names: set[str]) -> dict[str, dict[str, object]]:
    """Parameters for addresses, about the demo's first person."""
    from django.db import IntegrityError, transaction

    from cordee.service.people.addresses import addresses
    from cordee.service.people.models import Account, Person
    from cordee.service.project.demo.sign_ins import DOMAIN
    from tests.service.conftest import Circle

    def account(address: str) -> Account:
        return Account.objects.get(email=f"{address}@{DOMAIN}")

    person = Person.objects.get(account=account("person"))
    circle = Circle(
        person, person.team, account("coordinator"), account("nurse"), account("nurse-be"),
        account("person"), account("relative"),
    )  # fmt: skip
    known: dict[str, dict[str, object]] = {}
    for file in sorted((ROOT / "tests" / "service").glob("*/access_samples.py")):
        room = import_module(f"tests.service.{file.parent.name}.access_samples")
        with contextlib.suppress(IntegrityError), transaction.atomic():  # the demo may hold it already
            known |= room.samples(circle)
    examples = {}
    for one in addresses():
        kwargs = {"person_id": person.pk, **known.get(one.name, {})}
        if one.name in names and set(one.parameters) <= set(kwargs):
            examples[one.name] = {key: kwargs[key] for key in one.parameters}
    return examples


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
    Account.objects.create_user(f"{OPERATOR}@{DOMAIN}", full_name="Opératrice inventée", is_staff=True)
    Account.objects.update(language="")  # so that the browser says it
    clients: dict[str, Any] = {who: Client() for who in (*WHO, OPERATOR, "")}
    sessions, found = {}, Found()
    for who, client in clients.items():
        if who:
            client.force_login(Account.objects.get(email=f"{who}@{DOMAIN}"))
            sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
        found.walk(client, who, ["/", "/account/login/", "/offline/", "/learn/"])
    readable = {name for name, needs in access_table().items() if "GET" in needs}
    found.try_samples(clients, readable - set(found.pages))
    spots = [(name, path, who) for name, (path, who) in sorted(found.pages.items())]
    unreached = sorted(readable - set(found.pages) - found.others)
    print(json.dumps({"sessions": sessions, "spots": spots, "unreached": unreached}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
