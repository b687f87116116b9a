"""A short digest of the whole access log, to be kept outside: with it, a log rewritten from end to end shows.

A chain of hashes finds what was changed in it; it does not find that somebody who may write to the database made the whole
chain again. What was printed before, on paper or in a mail to somebody else, does.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import Max

from cordee.service.people.models import AccessEntry

_SHAPE = re.compile(r"log1\.(\d{8}T\d{6}Z)\.(\d{1,18})\.(\d{1,18})\.([0-9a-f]{32})\Z")
_MOMENT = "%Y%m%dT%H%M%SZ"
_ROWS = 2000


@dataclass(frozen=True)
class Anchor:
    """The log at `at`: its `count` entries up to the row `upto`, and what they add up to (32 hex digits of SHA-256)."""

    at: datetime
    count: int
    upto: int
    digest: str

    def __str__(self) -> str:
        return f"log1.{self.at.strftime(_MOMENT)}.{self.count}.{self.upto}.{self.digest}"


def read_anchor(said: str) -> Anchor | None:
    """An anchor as it was printed; None when it is none."""
    found = _SHAPE.match(said.strip())
    if found is None:
        return None
    try:
        at = datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Anchor(at, int(found[2]), int(found[3]), found[4])


@transaction.atomic
def anchor_of_log(at: datetime) -> Anchor:
    """The anchor of the log as it is. Waits for who is writing, and lets nobody write meanwhile: no entry comes later
    under an earlier number."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE people_accessentry IN SHARE MODE")
    upto = AccessEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    count, digest = _added_up(upto)
    return Anchor(at.astimezone(UTC).replace(microsecond=0), count, upto, digest)


def still_holds(anchor: Anchor) -> bool:
    """Whether the log still holds every entry that `anchor` was made of, as it was. What came later is not looked at.

    The hash of an entry stands for all before it in its chain only while the chain itself holds: ask `verify_all` too.
    """
    return _added_up(anchor.upto) == (anchor.count, anchor.digest)


def _added_up(upto: int) -> tuple[int, str]:
    """How many entries there are up to the row `upto`, and the SHA-256 of every person's last hash among them."""
    entries = AccessEntry.objects.filter(pk__lte=upto)
    last = entries.values("person").annotate(last=Max("pk")).values("last")
    whole = hashlib.sha256()
    heads = AccessEntry.objects.filter(pk__in=last).order_by("person_id")
    for person, number, hash_ in heads.values_list("person_id", "number", "hash").iterator(chunk_size=_ROWS):
        whole.update(f"{person} {number} {hash_}\n".encode())
    return entries.count(), whole.hexdigest()[:32]
