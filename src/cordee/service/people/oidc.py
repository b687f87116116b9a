"""Identity providers one can sign in through (OpenID Connect), as the operator names them in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from cordee.files.fault import BadInput

_PARTS = ("NAME", "ISSUER", "CLIENT_ID", "CLIENT_SECRET")
MOST = 5
"""How many providers can be named: `CORDEE_OIDC_…`, then `CORDEE_OIDC_…_2` to `_5`."""


def providers(environ: Mapping[str, str] = os.environ) -> list[dict[str, Any]]:
    """The providers as allauth's `APPS`. Each needs all of name, issuer (an https address; http for this machine only),
    client id and client secret. Raises `BadInput` for one that is named by halves."""
    found = []
    for number in range(1, MOST + 1):
        after = "" if number == 1 else f"_{number}"
        said = {part: environ.get(f"CORDEE_OIDC_{part}{after}", "").strip() for part in _PARTS}
        if not any(said.values()):
            continue
        for part, value in said.items():
            if not value:
                raise BadInput.at(
                    f"CORDEE_OIDC_{part}{after}", "", "is empty: name, issuer, id and secret are all needed."
                )
        _origin(said["ISSUER"], f"CORDEE_OIDC_ISSUER{after}")
        found.append(
            {
                "provider_id": f"oidc{number}",
                "name": said["NAME"],
                "client_id": said["CLIENT_ID"],
                "secret": said["CLIENT_SECRET"],
                "settings": {"server_url": said["ISSUER"].rstrip("/"), "oauth_pkce_enabled": True},
            }
        )
    return found


def sign_in_origins(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The origins a sign-in form may lead to: those of the issuers, and `CORDEE_OIDC_ORIGINS` (separated by commas) for
    providers whose sign-in page lies elsewhere than their issuer."""
    issuers = [app["settings"]["server_url"] for app in providers(environ)]
    also = [said.strip() for said in environ.get("CORDEE_OIDC_ORIGINS", "").split(",") if said.strip()]
    return list(dict.fromkeys(_origin(address, "CORDEE_OIDC_ORIGINS") for address in (*issuers, *also)))


def _origin(address: str, setting: str) -> str:
    parts = urlsplit(address)
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or not (parts.scheme == "https" or (here and parts.scheme == "http")):
        raise BadInput.at(setting, "", f"'{address}' is not an https address.")
    return f"{parts.scheme}://{parts.netloc}"
