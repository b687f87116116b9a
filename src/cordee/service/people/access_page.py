"""The page docs/access.md, made from the tables that decide: roles and permissions, topics, addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils import translation

from cordee.service.people.address_needs import Need, Only, Open, access_table
from cordee.service.people.addresses import addresses
from cordee.service.people.permissions import GRANTS, IN_AN_EMERGENCY, OPENED_BY, Permission
from cordee.service.people.roles import CLOSE_ONES, Role, Topic

_OPEN_WORDS: Mapping[Open, str] = {
    Open.ANYONE: "anyone, also signed out",
    Open.SIGNED_IN: "anyone signed in",
    Open.PROFESSIONAL: "an account of a care team",
    Open.OPERATOR: "an operator",
    Open.SECRET: "whoever holds the secret",
    Open.HALFWAY: "whoever is at that step of signing in",
}

_HEAD = """# Who may what

Made from the code by `python tools/access_docs.py`: the table of permissions
(`src/cordee/service/people/permissions.py`) and each room's `access_table.py`. A test calls every address by every
method as everybody below, as strangers, former members, after an emergency, signed out, and expects exactly this.

- Somebody outside the circle gets *404 not found*, as for a person who does not exist. Never 403.
- Who is not signed in is led to sign in; a program without a key gets 401.
- Addresses under `/p/` are for professionals, those under `/my/` for the person and those close to them; each gets 404
  at the other's.
- Several roles add up. The coordinator's is held beside a professional's, by exactly one member at any time.
- A close one's role opens little by itself; the person opens topics, one by one, and closes them again.
- Emergency access is for accounts of a care team who know the record number, the family name and the birth date. It
  asks why, lasts 4 hours, and the coordinator and the person are told.
"""


def _mark(held: bool) -> str:
    return "✓" if held else "·"


def _roles() -> Iterator[str]:
    shown = list(Role)
    yield "| permission | " + " | ".join(str(role.label) for role in shown) + " | in an emergency |"
    yield "|---" * (len(shown) + 2) + "|"
    for permission in Permission:
        marks = [_mark(permission in GRANTS[role]) for role in shown]
        yield f"| `{permission}` | " + " | ".join((*marks, _mark(permission in IN_AN_EMERGENCY))) + " |"


def _topics() -> Iterator[str]:
    close = " or ".join(sorted(str(Role(role).label) for role in CLOSE_ONES))
    yield f"What each topic, opened by the person, adds for one {close}:"
    yield ""
    yield "| topic | adds |"
    yield "|---|---|"
    for topic in Topic:
        added = ", ".join(f"`{permission}`" for permission in sorted(OPENED_BY[topic]))
        yield f"| {topic.label} | {added} |"


def _words(need: Need) -> str:
    if isinstance(need, Only):
        return f"`{need.permission}`, {need.who}"
    return _OPEN_WORDS[need] if isinstance(need, Open) else f"`{need}`"


def _addresses() -> Iterator[str]:
    table = access_table()
    yield "| address | name | method | asks |"
    yield "|---|---|---|---|"
    for address in sorted(addresses(), key=lambda one: (one.name.count(":") == 0, one.name)):
        by_need: dict[str, list[str]] = {}
        for method, need in table.get(address.name, {}).items():
            by_need.setdefault(_words(need), []).append(method)
        for words, methods in by_need.items():
            yield f"| `{address.written}` | `{address.name}` | {', '.join(methods)} | {words} |"


def access_page() -> str:
    """The text of docs/access.md, in English."""
    with translation.override("en"):
        parts = (
            _HEAD,
            "## Roles and permissions\n",
            *_roles(),
            "\n## What the person opens\n",
            *_topics(),
            "\n## Addresses\n",
            *_addresses(),
        )
        return "\n".join(parts) + "\n"
