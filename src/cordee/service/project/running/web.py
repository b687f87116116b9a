"""The web server: granian, in a process of its own."""

from __future__ import annotations

import http.client
import socket
import sys

from cordee.files.fault import BadInput


def web_command(*, host: str, port: int, workers: int, threads: int = 4) -> list[str]:
    """How the web server is started. It writes no access log: addresses of pages hold ids of people."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--log-level", "warning",
        "--workers-kill-timeout", "5", "--respawn-failed-workers",
        "cordee.service.project.wsgi:application",
    ]  # fmt: skip


def refuse_taken_port(host: str, port: int) -> None:
    """Raises BadInput when something listens on the port already, or it may not be opened."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadInput.at(
                f"port {port}",
                "",
                f"can't be opened on {host}: {error.strerror}. Choose another with --port or CORDEE_PORT.",
            ) from None


def is_ready(host: str, port: int, path: str = "/health/ready") -> bool:
    """Whether the service answers that it is ready; with `/health/engine`, that an engine of the alerts turns."""
    there = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # nosec B104: compared, not bound
    asked = http.client.HTTPConnection(there, port, timeout=15)
    try:
        asked.request("GET", path)
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()
