"""Starting and stopping: a real web server, a real Ctrl-C, a port that is taken."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from cordee.files.fault import BadInput
from cordee.service.project.running.children import Children, Stopped, stoppable, watch
from cordee.service.project.running.web import is_ready, refuse_taken_port
from tests.service.running.conftest import Place, command


@contextmanager
def running(place: Place, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """`cordee …` until the end of the block, then Ctrl-C if it still runs."""
    child = subprocess.Popen(
        command(*arguments), env=place.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield child
    finally:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
        child.communicate(timeout=30)


def test_the_demo_opens_says_who_can_sign_in_and_ends(demo_place: Place, free_port: Callable[[], int]):
    port = free_port()
    with running(demo_place, "demo", "--port", port, "--no-browser", "--lang", "fr") as child:
        said = ""
        assert child.stdout is not None
        while "Ctrl-C" not in said and (line := child.stdout.readline()):
            said += line
        assert f"http://127.0.0.1:{port}/" in said
        assert "premier-de-cordee" in said
        assert said.count("@demo.example") == 15
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        asked.request("GET", "/account/login/")
        assert asked.getresponse().status == 200
        asked.close()
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=30)
        assert "Arrêté." in errors
        assert child.returncode == 0
    assert not is_ready("127.0.0.1", port), "nothing is left listening"
    refuse_taken_port("127.0.0.1", port)


def test_a_taken_port_is_said(demo_place: Place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BadInput, match="CORDEE_PORT"):
            refuse_taken_port("127.0.0.1", port)
        done = demo_place.cordee("demo", "--port", port)
    assert (done.returncode, "can't be opened" in done.stderr) == (2, True)


FORKING = """
import multiprocessing, time
from cordee.service.project.running.worker import end_with_parent
def work():
    end_with_parent()
    print("up", flush=True)
    time.sleep(60)
multiprocessing.get_context("fork").Process(target=work).start()
time.sleep(60)
"""

STARTING = """
import sys, time
from cordee.service.project.running.children import Children
Children({}).start("web", [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"])
time.sleep(60)
"""


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(FORKING, id="a worker with its web server"),
        pytest.param(
            STARTING,
            id="a part with the whole",
            marks=pytest.mark.skipif(
                sys.platform != "linux", reason="only Linux ends a process with the one that started it"
            ),
        ),
    ],
)
def test_what_was_started_ends_when_what_started_it_is_killed(script: str):
    starter = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    assert starter.stdout.readline() == "up\n"
    began = time.monotonic()
    starter.kill()
    starter.wait()
    assert starter.stdout.read() == "", "what it started holds the other end until it is gone"
    starter.stdout.close()
    assert time.monotonic() - began < 20


SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]


def test_one_that_dies_is_started_again():
    children = Children({})
    children.start("engine", SLEEPER)
    first = children.running["engine"]
    try:
        first.kill()
        assert watch(children, lambda: children.running["engine"] is not first) is None
        assert children.dead() is None
    finally:
        children.end()


def test_one_that_keeps_dying_is_named():
    children = Children({})
    children.start("web", SLEEPER)
    children.start("engine", [sys.executable, "-c", "raise SystemExit(3)"])
    try:
        assert watch(children) == "engine"
    finally:
        children.end()


def test_what_does_not_end_by_itself_is_killed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cordee.service.project.running.children.ENDING", 0.3)
    children = Children({})
    children.start("stubborn", STUBBORN)
    child = children.running["stubborn"]
    children.end()
    assert child.returncode in (-signal.SIGKILL, -signal.SIGTERM)


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_and_the_old_handler_is_put_back(which: signal.Signals):
    before = signal.getsignal(which)
    with pytest.raises(Stopped), stoppable():
        signal.raise_signal(which)
    assert signal.getsignal(which) == before
