"""Whether the parts that only the service needs are installed."""

from __future__ import annotations

from importlib.util import find_spec

from cordee.files.fault import BadInput

_PARTS = ("django", "allauth", "granian", "whitenoise", "csp", "django_htmx", "cryptography", "psycopg")


def need_service_parts() -> None:
    """Raises BadInput naming what is not installed."""
    missing = [part for part in _PARTS if find_spec(part) is None]
    if missing:
        raise BadInput.at(
            "cordee[service]",
            "",
            f"not installed: {', '.join(missing)}. Install Cordée with its extra 'service', or run `make demo`.",
        )
