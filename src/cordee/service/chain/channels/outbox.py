"""Where a demo's messages go: files in the folder `outbox` of the data folder. Nothing leaves the machine."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from cordee.files.home import home
from cordee.files.whole_write import write_whole
from cordee.service.chain.channels import Message
from cordee.service.chain.channels.wording import wording
from cordee.service.people.models import Account

_MOST = 500


def outbox() -> Path:
    """The folder."""
    return home() / "outbox"


def send(message: Message) -> str:
    """Write it down; the same key is the same file."""
    said = wording(message)
    keep(account=message.account, channel=message.channel, key=message.key, title=said.title, text=said.body)
    return "outbox"


def keep(*, account: Account, channel: str, key: str, title: str, text: str) -> None:
    """One file for each key; the oldest go when there are many."""
    folder = outbox()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = sha256(key.encode()).hexdigest()[:24]
    write_whole(folder / f"{name}.txt", f"{account.pk}\n{channel}\n{title}\n\n{text}".encode())
    for old in _newest_first()[_MOST:]:
        old.unlink(missing_ok=True)


def _newest_first() -> list[Path]:
    return sorted(outbox().glob("*.txt"), key=lambda path: path.stat().st_mtime, reverse=True)


def messages_to(account: Account, most: int = 10) -> list[tuple[str, str, str]]:
    """(channel, title, text) of what would have gone to `account`, the newest first."""
    found = []
    for path in _newest_first():
        who, channel, title, text = path.read_text("utf-8").split("\n", 3)
        if who == str(account.pk):
            found.append((channel, title, text.strip()))
    return found[:most]
