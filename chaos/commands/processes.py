"""The commands as processes: started as an operator starts them, killed, started again at once."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

WEB, WORKER = "web server", "a worker of the web server"


@dataclass
class Processes:
    """The web server on `port`, two engines, a watchman. What they say goes to a file in `folder`."""

    folder: Path
    port: int
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    groups: set[int] = field(default_factory=set)
    by_themselves: Counter[str] = field(default_factory=Counter)

    def commands(self) -> dict[str, list[str]]:
        """Each as `cordee serve` and an operator start it."""
        from cordee.service.project.environment import workers
        from cordee.service.project.running.web import web_command

        cordee = [sys.executable, "-m", "cordee"]
        return {
            WEB: web_command(host="127.0.0.1", port=self.port, workers=workers()),
            "first engine": [*cordee, "engine"],
            "second engine": [*cordee, "engine"],
            "watchman": [*cordee, "watchman"],
        }

    def start(self, name: str) -> None:
        """Start one."""
        with (self.folder / "said.txt").open("ab") as said:
            self.running[name] = subprocess.Popen(
                self.commands()[name], stdout=said, stderr=said, start_new_session=True
            )
        self.groups.add(self.running[name].pid)

    def kill(self, name: str, random: Random) -> bool:
        """`kill -9` and start again; False when there was nothing to kill. The web server starts a worker again itself."""
        if name == WORKER:
            workers = self.workers()
            if not workers:
                return False
            os.kill(random.choice(workers), signal.SIGKILL)
            return True
        process = self.running[name]
        process.kill()
        if process.wait() != -signal.SIGKILL:
            self.by_themselves[name] += 1
        self.start(name)
        return True

    def workers(self) -> list[int]:
        """The processes that answer requests, of the web server that runs now."""
        asked = ["pgrep", "-P", str(self.running[WEB].pid)]
        return [int(pid) for pid in subprocess.run(asked, capture_output=True, check=False).stdout.split()]

    def orphans(self) -> int:
        """Processes left by those that were killed: nobody watches them."""
        ours = {process.pid for process in self.running.values()}
        return sum(_members(group) for group in self.groups - ours)

    def see(self) -> None:
        """Start again whatever ended by itself, and count it: nobody killed it."""
        for name, process in self.running.items():
            if process.poll() is not None:
                self.by_themselves[name] += 1
                self.start(name)

    def until_ready(self, seconds: float = 60) -> bool:
        """Wait for the web server."""
        from cordee.service.project.running.web import is_ready

        until = time.monotonic() + seconds
        while not is_ready("127.0.0.1", self.port):
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True

    def watchman_once(self) -> list[str]:
        """What `cordee watchman --once` finds."""
        done = subprocess.run(
            [sys.executable, "-m", "cordee", "watchman", "--once"],
            capture_output=True,
            text=True,
            check=False,
        )
        return [
            line
            for line in (done.stdout + done.stderr).splitlines()
            if line.startswith("✗") or done.returncode > 1
        ]

    def end(self) -> None:
        """End them in order; then whatever is left of any that ever ran."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
        for group in self.groups:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        for process in self.running.values():
            process.wait()


def _members(group: int) -> int:
    found = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, check=False)
    return len(found.stdout.split())
