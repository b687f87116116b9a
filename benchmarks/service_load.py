"""Many users at once against a real web server on this machine. Prints JSON.

Run as `python -m benchmarks.service_load HOME [USERS] [SECONDS]`. Each user signs in once (their session is made in the
database), then opens pages one after another with a short pause, as somebody who reads. Any answer but 200 is an error.
"""

from __future__ import annotations

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import msgspec

SEED = 20261120
PAUSE = (0.5, 1.5)  # seconds between two pages of one user


def main(home: str, users: int, seconds: float) -> None:
    """Start the server, let the users come, end the server."""
    environ = {
        **os.environ,
        "CORDEE_HOME": home,
        "CORDEE_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "cordee.service.project.settings",
    }
    os.environ |= environ
    sessions = _sessions(users)
    from cordee.service.project.running.web import is_ready, web_command

    port = _free_port()
    web = subprocess.Popen(web_command(host="127.0.0.1", port=port, workers=2), env=environ)
    try:
        until = time.monotonic() + 60
        while not is_ready("127.0.0.1", port) and time.monotonic() < until:
            time.sleep(0.1)
        answers = _all_at_once(port, sessions, seconds)
    finally:
        web.terminate()
        web.wait(20)
    taken = [1000 * each for each, _, _ in answers]
    errors = [(status, page) for _, status, page in answers if status != 200]
    said: dict[str, Any] = {
        "users": users,
        "requests": len(answers),
        "errors": len(errors),
        "kinds": sorted({f"{status} {page.split('/')[1]}" for status, page in errors}),
        "median": statistics.median(taken),
        "p95": statistics.quantiles(taken, n=20)[18],
        "per_second": len(answers) / seconds,
    }
    sys.stdout.buffer.write(msgspec.json.encode(said))


def _sessions(users: int) -> list[tuple[str, list[str]]]:
    """(session, pages) of each user: members of both teams, in turn."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connections

    from cordee.service.people.models import Account, Membership

    draw = random.Random(SEED)
    roles = ("coordinator", "oncologist", "nurse", "family-doctor", "coordinator-be")
    accounts = [Account.objects.get(email=f"{role}@demo.example") for role in roles]
    circles = {
        account: list(
            Membership.objects.filter(account=account)
            .values_list("person_id", flat=True)
            .order_by("person_id")
        )
        for account in accounts
    }
    made = []
    for number in range(users):
        account = accounts[number % len(accounts)]
        store = SessionStore()
        store[SESSION_KEY] = str(account.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = account.get_session_auth_hash()
        store.save()
        pages = ["/today/", "/people/"]
        for person in draw.sample(circles[account], 20):
            pages += [f"/p/{person}/", "/today/", f"/p/{person}/plan/"]
        made.append((str(store.session_key), pages))
    connections.close_all()
    return made


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _all_at_once(
    port: int, sessions: list[tuple[str, list[str]]], seconds: float
) -> list[tuple[float, int, str]]:
    """(seconds, status, page) of every answer; a connection that breaks has the status 0."""
    answers: list[tuple[float, int, str]] = []
    until = time.monotonic() + seconds

    def user(session: str, pages: list[str], number: int) -> None:
        draw = random.Random(SEED + number)
        time.sleep(draw.uniform(0, PAUSE[1]))
        turn = 0
        while time.monotonic() < until:
            page = pages[turn % len(pages)]
            turn += 1
            start = time.perf_counter()
            status = _get(port, page, session)
            answers.append((time.perf_counter() - start, status, page))
            time.sleep(draw.uniform(*PAUSE))

    threads = [threading.Thread(target=user, args=(*each, number)) for number, each in enumerate(sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _get(port: int, page: str, session: str) -> int:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        asked.request("GET", page, headers={"Cookie": f"sessionid={session}", "Accept-Language": "fr"})
        answer = asked.getresponse()
        answer.read()
        return answer.status
    except OSError:
        return 0
    finally:
        asked.close()


if __name__ == "__main__":
    main(
        str(Path(sys.argv[1])),
        int(sys.argv[2]) if len(sys.argv) > 2 else 50,
        float(sys.argv[3]) if len(sys.argv) > 3 else 20,
    )
