"""What each address asks of who comes: read by the matrix test and by the page docs/access.md.

Each room has a module `access_table.py` with `ACCESS`, one entry for every named address of its `urls.py`:

    ACCESS: AccessTable = {
        "plans:plan": {"GET": Permission.SEE_PLAN},
        "plans:adopt": {"POST": Permission.DECIDE_PLAN},
        "support:sheets": {"GET": Open.SIGNED_IN},
    }

A method that is not named is not allowed (405). Permissions are about the person of the address (`person_id`).
Addresses under /p/ are for professionals, those under /my/ for the person and those close: `signed_in` sees to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from cordee.service.people.permissions import Permission


class Open(StrEnum):
    """What an address asks that is not about one person."""

    ANYONE = "anyone"  # also without signing in
    SIGNED_IN = "signed_in"
    PROFESSIONAL = "professional"  # an account that belongs to a care team
    OPERATOR = "operator"  # an account with `is_staff`
    SECRET = "secret"  # whoever holds the secret the address carries, or a key in a header
    HALFWAY = "halfway"  # whoever is in the midst of signing in: the steps check that themselves


@dataclass(frozen=True)
class Only:
    """A permission that does not suffice by itself: `who`, in English, says who of its holders may."""

    permission: Permission
    who: str


Need = Permission | Open | Only
AccessTable = Mapping[str, Mapping[str, Need]]


def access_table() -> dict[str, dict[str, Need]]:
    """The entries of all rooms. Raises ValueError when two rooms claim one address."""
    found: dict[str, dict[str, Need]] = {}
    for config in apps.get_app_configs():
        named = f"{config.name}.access_table"
        if not config.name.startswith("cordee.service.") or find_spec(named) is None:
            continue
        for url_name, needs in getattr(import_module(named), "ACCESS", {}).items():
            if url_name in found:
                raise ValueError(f"the address '{url_name}' has two entries")
            found[url_name] = dict(needs)
    return found
